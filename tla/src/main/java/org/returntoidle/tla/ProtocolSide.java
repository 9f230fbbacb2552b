package org.returntoidle.tla;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.tla.engine.RelationSide;

/**
 * What the model says about every type-correct state. Its arguments are platform, driver,
 * application and bounds, the class that is {@link JavaSide}, the specification, and how many
 * states to look at; 0 for those that are initial there.
 */
final class ProtocolSide implements RelationSide<ProtocolState> {
  static final String ALL = "Everywhere";

  private static final ImmutableSet<ClaimSet> STATES_AND_STEPS =
      Sets.immutableEnumSet(ClaimSet.RULES, ClaimSet.BEGINNING, ClaimSet.INDUCTION);

  /** Types, hazards, and what must be reached. */
  private static final String OTHERS = "TypeOK|NoH\\d|Never_.*";

  private static final ImmutableMap<String, HResult> CODES =
      Stream.of(
              HResult.S_OK,
              HResult.S_FALSE,
              HResult.WIA_STATUS_END_OF_MEDIA,
              HResult.E_FAIL,
              HResult.E_ABORT,
              Protocol.FAULT,
              HResult.WIA_ERROR_PAPER_EMPTY)
          .collect(ImmutableMap.toImmutableMap(HResult::toString, code -> code));

  private final Protocol protocol;
  private final JavaSide java;
  private final boolean all;
  private final long some;
  private final ImmutableMap<String, Condition<ProtocolState, Action>> claimed;

  ProtocolSide(List<String> arguments) throws ReflectiveOperationException {
    this.java =
        Class.forName(arguments.get(4))
            .asSubclass(JavaSide.class)
            .getDeclaredConstructor()
            .newInstance();
    this.protocol =
        java.protocol(
            new Protocol(
                new Configuration(
                    Platform.of(arguments.get(0)),
                    DriverKind.valueOf(arguments.get(1)),
                    ApplicationKind.valueOf(arguments.get(2)),
                    bounds(arguments.get(3)))));
    this.all = arguments.get(5).equals(ALL);
    this.some = Long.parseLong(arguments.get(6));
    this.claimed =
        claimed(protocol, java::rules).stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    Formula::name, formula -> formula.always().orElseThrow().condition()));
  }

  static List<String> arguments(
      Configuration configuration,
      Class<? extends JavaSide> java,
      String specification,
      long states) {
    Bounds bounds = configuration.bounds();
    return List.of(
        configuration.platform().label(),
        configuration.driver().name(),
        configuration.application().name(),
        Stream.of(bounds.bands(), bounds.transfers(), bounds.cancels(), bounds.faults())
            .map(bound -> bound.isPresent() ? Integer.toString(bound.getAsInt()) : "")
            .collect(Collectors.joining(",")),
        java.getName(),
        specification,
        Long.toString(states));
  }

  private static Bounds bounds(String written) {
    List<OptionalInt> bounds =
        Splitter.on(',')
            .splitToStream(written)
            .map(
                each ->
                    each.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(each)))
            .toList();
    return new Bounds(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3));
  }

  /** Everything that can be said of one state, or of one step, of {@code protocol}. */
  static List<Formula<ProtocolState>> claimed(
      Protocol protocol, Function<Protocol, List<Property>> rules) {
    return Formulas.of(protocol, ImmutableSet.of(), rules).values().stream()
        .filter(
            formula ->
                formula
                    .set()
                    .map(STATES_AND_STEPS::contains)
                    .orElseGet(() -> formula.name().matches(OTHERS)))
        .toList();
  }

  @Override
  public Class<ProtocolState> type() {
    return ProtocolState.class;
  }

  @Override
  public ImmutableMap<String, ?> words(RecordComponent variable) {
    return wordsOf(variable);
  }

  /** What the words of TLA+ are in Java, by the type of a variable. */
  static ImmutableMap<String, ?> wordsOf(RecordComponent variable) {
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
    // Bounds are kept only where what is counted fits together.
    Configuration configuration = protocol.configuration();
    return !configuration.bounds().equals(Bounds.NONE) || TypeCorrect.test(configuration, state);
  }

  @Override
  public OptionalLong count() {
    return all
        ? OptionalLong.of(TypeCorrect.count(protocol.configuration()))
        : OptionalLong.empty();
  }

  @Override
  public Stream<ProtocolState> some() {
    return TypeCorrect.some(protocol.configuration(), some);
  }

  @Override
  public boolean holds(String property, ProtocolState state) {
    return claimed(property).testInitial(state);
  }

  @Override
  public boolean holds(String property, ProtocolState before, String action, ProtocolState after) {
    return claimed(property).test(before, Action.withLabel(action).orElseThrow(), after);
  }

  private Condition<ProtocolState, Action> claimed(String property) {
    return Optional.ofNullable(claimed.get(property))
        .orElseThrow(() -> new IllegalArgumentException("Java does not claim " + property));
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
