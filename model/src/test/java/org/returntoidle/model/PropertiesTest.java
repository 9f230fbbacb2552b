package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.Action.ANSWER_BUSY;

import com.google.common.collect.ImmutableList;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.rows.Term;

/** Every property can fail: a step of the graph with one component changed breaks it. */
class PropertiesTest {
  private static final ImmutableList<HResult> CODES =
      ImmutableList.of(
          HResult.S_OK, HResult.S_FALSE, HResult.E_FAIL, HResult.E_ABORT, Protocol.FAULT);

  @Tag("ci")
  @Test
  void everyPropertyCanBeFalse() {
    assertEquals(
        Set.of(),
        neverFalse(
            Properties::of,
            Stream.concat(
                Stream.of(Configuration.DEFAULT),
                Configuration.all(Configuration.DEFAULT.bounds()))));
  }

  @Test
  void onePropertyThatCannotIsFound() {
    assertEquals(
        Set.of("A3_True"),
        neverFalse(
            protocol -> List.of(Property.ofStates("A3_True", Rule.A3, s -> true)),
            Stream.of(Configuration.DEFAULT.with(Bounds.NONE))));
  }

  @Test
  void aPropertyIsNamedAfterItsRule() {
    for (Property property : Properties.of(new Protocol(Configuration.DEFAULT))) {
      assertTrue(property.name().startsWith(property.rule().name() + "_"), property::name);
    }
  }

  /**
   * Those that no wrong component of a state or a step makes false, nor an action that can always
   * happen, or never; in whatever kind of protocol.
   */
  private static Set<String> neverFalse(
      Function<Protocol, List<Property>> claimed, Stream<Configuration> kinds) {
    Set<String> never = new TreeSet<>();
    claimed.apply(new Protocol(Configuration.DEFAULT)).forEach(each -> never.add(each.name()));
    kinds
        .takeWhile(kind -> !never.isEmpty())
        .forEach(kind -> never.removeAll(broken(new Protocol(kind), claimed, never)));
    return never;
  }

  private static Set<String> broken(
      Protocol protocol, Function<Protocol, List<Property>> claimed, Set<String> asked) {
    StateGraph<ProtocolState, Action> graph = Explorer.graph(protocol);
    Set<String> broken = new HashSet<>();
    claimed.apply(protocol).stream()
        .filter(property -> asked.contains(property.name()))
        .filter(property -> canBreak(property, graph, protocol.configuration()))
        .forEach(property -> broken.add(property.name()));
    for (Action action : Action.BANDED) {
      for (boolean always : new boolean[] {true, false}) {
        claimed.apply(protocol.withGuard(action, Term.constant(always))).stream()
            .filter(
                property -> asked.contains(property.name()) && !broken.contains(property.name()))
            .filter(
                property ->
                    graph.states().stream().anyMatch(s -> !property.holds(s, ANSWER_BUSY, s)))
            .forEach(property -> broken.add(property.name()));
      }
    }
    return broken;
  }

  private static boolean canBreak(
      Property property, StateGraph<ProtocolState, Action> graph, Configuration configuration) {
    if (property.isOfBeginning()) {
      return neighbours(ProtocolState.INITIAL, configuration).stream()
          .anyMatch(wrong -> !property.claim().condition().testInitial(wrong));
    }
    List<StateGraph.Edge<Action>> edges = graph.edges();
    for (int i = 0; i < edges.size(); i += 31) {
      StateGraph.Edge<Action> edge = edges.get(i);
      ProtocolState before = graph.states().get(edge.from());
      ProtocolState after = graph.states().get(edge.to());
      for (ProtocolState wrong : neighbours(after, configuration)) {
        if (!property.holds(before, edge.action(), wrong)) {
          return true;
        }
      }
      for (ProtocolState wrong : neighbours(before, configuration)) {
        if (!property.holds(wrong, edge.action(), after)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The type-correct states that differ from {@code state} in one component. */
  private static List<ProtocolState> neighbours(ProtocolState state, Configuration configuration) {
    RecordComponent[] components = ProtocolState.class.getRecordComponents();
    List<ProtocolState> found = new ArrayList<>();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = components[i].getAccessor().invoke(state);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      for (int i = 0; i < components.length; i++) {
        for (Object other : others(values[i])) {
          Object[] changed = values.clone();
          changed[i] = other;
          ProtocolState neighbour =
              ProtocolState.class.getDeclaredConstructor(types).newInstance(changed);
          if (isTypeCorrect(neighbour, configuration)) {
            found.add(neighbour);
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    return found;
  }

  private static boolean isTypeCorrect(ProtocolState state, Configuration configuration) {
    try {
      return TypeCorrect.test(configuration, state);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<?> others(Object value) {
    if (value instanceof Boolean b) {
      return ImmutableList.of(!b);
    }
    if (value instanceof Integer i) {
      return List.of(i + 1);
    }
    if (value instanceof HResult code) {
      return CODES.stream().filter(c -> !c.equals(code)).toList();
    }
    if (value instanceof Optional<?>) {
      return CODES.stream().map(Optional::of).collect(Collectors.toList());
    }
    return Arrays.stream(((Enum<?>) value).getDeclaringClass().getEnumConstants())
        .filter(constant -> constant != value)
        .toList();
  }
}
