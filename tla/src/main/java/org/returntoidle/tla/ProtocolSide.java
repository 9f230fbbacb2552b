package org.returntoidle.tla;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimap;
import com.google.common.collect.Multimaps;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.tla.engine.RelationSide;

/**
 * What the model says about every type-correct state. Its arguments are platform, driver and
 * application, the class that is {@link JavaSide}, and the specification.
 */
final class ProtocolSide implements RelationSide<ProtocolState> {
  static final String ALL = "Everywhere";

  private static final ImmutableMap<String, HResult> CODES =
      Stream.of(HResult.S_OK, HResult.S_FALSE, HResult.E_FAIL, HResult.E_ABORT, Protocol.FAULT)
          .collect(ImmutableMap.toImmutableMap(HResult::toString, code -> code));

  private final Protocol protocol;
  private final JavaSide java;
  private final boolean all;

  ProtocolSide(List<String> arguments) throws ReflectiveOperationException {
    this.protocol =
        new Protocol(
            new Configuration(
                Platform.of(arguments.get(0)),
                DriverKind.valueOf(arguments.get(1)),
                ApplicationKind.valueOf(arguments.get(2)),
                Bounds.NONE));
    this.java =
        Class.forName(arguments.get(3))
            .asSubclass(JavaSide.class)
            .getDeclaredConstructor()
            .newInstance();
    this.all = arguments.get(4).equals(ALL);
  }

  static List<String> arguments(
      Configuration configuration, Class<? extends JavaSide> java, String specification) {
    return List.of(
        configuration.platform().label(),
        configuration.driver().name(),
        configuration.application().name(),
        java.getName(),
        specification);
  }

  @Override
  public Class<ProtocolState> type() {
    return ProtocolState.class;
  }

  @Override
  public ImmutableMap<String, ?> words(RecordComponent variable) {
    if (variable.getType() == HResult.class) {
      return CODES;
    }
    if (variable.getType() == Optional.class) {
      ImmutableMap.Builder<String, Optional<HResult>> results = ImmutableMap.builder();
      CODES.forEach((name, code) -> results.put(name, Optional.of(code)));
      return results.put("None", Optional.empty()).buildOrThrow();
    }
    Object[] constants = variable.getType().getEnumConstants();
    return constants == null
        ? ImmutableMap.of()
        : Arrays.stream(constants)
            .collect(ImmutableMap.toImmutableMap(Object::toString, constant -> constant));
  }

  @Override
  public boolean isTypeCorrect(ProtocolState state) {
    return TypeCorrect.test(protocol.configuration(), state);
  }

  @Override
  public OptionalLong count() {
    return all
        ? OptionalLong.of(TypeCorrect.count(protocol.configuration()))
        : OptionalLong.empty();
  }

  @Override
  public Multimap<String, ProtocolState> steps(ProtocolState state) {
    Map<String, ProtocolState> steps = java.steps(protocol, state);
    return Multimaps.forMap(steps);
  }

  @Override
  public String path(ProtocolState state) {
    StateGraph<?, ?> graph = Explorer.graph(protocol);
    int index = graph.states().indexOf(state);
    return index < 0 ? "not reachable" : "after " + graph.pathTo(index);
  }
}
