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
import java.util.stream.Collectors;
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
  void everyPropertyIsBrokenByAWrongStep() {
    Set<String> never = new HashSet<>();
    Set<String> broken = new HashSet<>();
    for (Configuration configuration : Configuration.all(Configuration.DEFAULT.bounds()).toList()) {
      Protocol protocol = new Protocol(configuration);
      StateGraph<ProtocolState, Action> graph = Explorer.graph(protocol);
      broken.addAll(brokenByGuards(protocol, graph, broken));
      for (Property property : Properties.of(protocol)) {
        never.add(property.name());
        if (!broken.contains(property.name()) && canBreak(property, graph, configuration)) {
          broken.add(property.name());
        }
      }
    }
    never.removeAll(broken);
    assertEquals(Set.of(), never, "these properties cannot fail");
  }

  @Test
  void aPropertyIsNamedAfterItsRule() {
    for (Property property : Properties.of(new Protocol(Configuration.DEFAULT))) {
      assertTrue(property.name().startsWith(property.rule().name() + "_"), property::name);
    }
  }

  /** Some properties speak of what can happen: without its guard an action breaks them. */
  private static Set<String> brokenByGuards(
      Protocol protocol, StateGraph<ProtocolState, Action> graph, Set<String> known) {
    Set<String> broken = new HashSet<>();
    for (Action action : Action.values()) {
      Protocol mutant = protocol.withGuard(action, Term.constant(true));
      for (Property property : Properties.of(mutant)) {
        if (!known.contains(property.name())
            && graph.states().stream().anyMatch(s -> !property.holds(s, ANSWER_BUSY, s))) {
          broken.add(property.name());
        }
      }
    }
    return broken;
  }

  private static boolean canBreak(
      Property property, StateGraph<ProtocolState, Action> graph, Configuration configuration) {
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
