package org.returntoidle.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.returntoidle.model.StateGraph.Edge;

/** Walks every reachable state of a protocol, breadth first. */
public final class Explorer {
  /**
   * A claim that does not hold.
   *
   * @param property the claim
   * @param path a shortest path whose last step breaks it
   */
  public record Violation(Property property, ImmutableList<Action> path) {}

  /**
   * What a walk found.
   *
   * @param graph all states and steps
   * @param properties the claims that were checked at every step
   * @param violations for each claim that does not hold, a shortest path
   * @param situations for each situation that occurs, a shortest path into it
   */
  public record Exploration(
      StateGraph graph,
      ImmutableList<Property> properties,
      ImmutableList<Violation> violations,
      ImmutableMap<Situation, ImmutableList<Action>> situations) {}

  private Explorer() {}

  /** Builds the whole graph. Needs memory for every state. */
  public static StateGraph graph(Protocol protocol) {
    return graph(protocol, states -> {});
  }

  private static StateGraph graph(Protocol protocol, IntConsumer progress) {
    StateGraph graph = new StateGraph(ProtocolState.INITIAL);
    for (int i = 0; i < graph.stateCount(); i++) {
      int from = i;
      protocol
          .successors(graph.state(i))
          .forEach((action, after) -> graph.addStep(from, action, after));
      progress.accept(graph.stateCount());
    }
    return graph;
  }

  /** Builds the graph and checks the claims of {@link Properties} at every step. */
  public static Exploration explore(Protocol protocol) {
    return explore(protocol, states -> {});
  }

  /**
   * Builds the graph and checks the claims of {@link Properties} at every step.
   *
   * @param progress is told, after each state, how many states are known
   */
  public static Exploration explore(Protocol protocol, IntConsumer progress) {
    return explore(graph(protocol, progress), Properties.of(protocol));
  }

  /** Builds the graph and checks {@code properties} at every step. */
  public static Exploration explore(Protocol protocol, List<Property> properties) {
    return explore(graph(protocol), properties);
  }

  private static Exploration explore(StateGraph graph, List<Property> properties) {
    Map<Property, Edge> broken = new HashMap<>();
    Map<Situation, Edge> visited = new HashMap<>();
    for (Edge edge : graph.edges()) {
      ProtocolState before = graph.state(edge.from());
      ProtocolState after = graph.state(edge.to());
      for (Property property : properties) {
        if (!property.holds().test(before, edge.action(), after)) {
          broken.putIfAbsent(property, edge);
        }
      }
      for (Situation situation : Situation.values()) {
        if (situation.occurs(before, edge.action(), after)) {
          visited.putIfAbsent(situation, edge);
        }
      }
    }
    ImmutableList.Builder<Violation> violations = ImmutableList.builder();
    for (Property property : properties) {
      Edge edge = broken.get(property);
      if (edge != null) {
        violations.add(new Violation(property, graph.pathThrough(edge)));
      }
    }
    ImmutableMap.Builder<Situation, ImmutableList<Action>> situations = ImmutableMap.builder();
    for (Situation situation : Situation.values()) {
      Edge edge = visited.get(situation);
      if (edge != null) {
        situations.put(situation, graph.pathThrough(edge));
      }
    }
    return new Exploration(
        graph, ImmutableList.copyOf(properties), violations.build(), situations.buildOrThrow());
  }

  /** A shortest path to {@code hazard}; empty if this protocol cannot reach it. */
  public static Optional<ImmutableList<Action>> shortestPathTo(Protocol protocol, Hazard hazard) {
    StateGraph graph = graph(protocol);
    for (int i = 0; i < graph.stateCount(); i++) {
      if (hazard.occurs(protocol.configuration(), graph.state(i))) {
        return Optional.of(graph.pathTo(i));
      }
    }
    return Optional.empty();
  }
}
