package org.returntoidle.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Path;
import org.returntoidle.model.engine.Search;
import org.returntoidle.model.engine.StateGraph;

/** Walks every reachable state of the protocol, breadth first. */
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
   * @param states different states
   * @param edges steps between them
   * @param depth length of the longest of the shortest paths
   * @param bytes what the set of visited states took
   * @param properties the claims that were checked at every step
   * @param violations for each claim that does not hold, a shortest path
   * @param situations the situations that occur
   */
  public record Exploration(
      long states,
      long edges,
      int depth,
      long bytes,
      ImmutableList<Property> properties,
      ImmutableList<Violation> violations,
      ImmutableSet<CoverProperty> situations) {}

  private Explorer() {}

  /** Builds the whole graph. Needs memory for every state. */
  public static StateGraph<ProtocolState, Action> graph(Protocol protocol) {
    return StateGraph.of(protocol.table());
  }

  /** Visits every state and checks the claims of {@link Properties}, on one core. */
  public static Exploration explore(Protocol protocol) {
    return explore(protocol, Properties.of(protocol), 1, states -> {});
  }

  /**
   * Visits every state, and checks {@code properties} as {@link Search#run} does: a property must
   * not tell states apart that differ only in counters.
   *
   * @param workers parts of the states that are worked on at once, 1 to 64
   * @param progress is told from time to time how many states are known; on the calling thread
   * @throws IllegalArgumentException if {@code workers} is not 1 to 64
   */
  public static Exploration explore(
      Protocol protocol, List<Property> properties, int workers, LongConsumer progress) {
    Search.Found<ProtocolState, Action> found =
        Search.run(
            protocol.table(),
            Stream.concat(
                    properties.stream().map(Property::claim),
                    Arrays.stream(CoverProperty.values()).map(CoverProperty::claim))
                .toList(),
            workers,
            progress);
    ImmutableMap<Object, ImmutableList<Action>> violated =
        found.violations().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    violation -> violation.property(),
                    violation -> violation.path().map(Path::actions).orElse(ImmutableList.of())));
    return new Exploration(
        found.count().states(),
        found.count().edges(),
        found.count().depth(),
        found.count().bytes(),
        ImmutableList.copyOf(properties),
        properties.stream()
            .flatMap(
                property ->
                    Optional.ofNullable(violated.get(property.claim())).stream()
                        .map(path -> new Violation(property, path)))
            .collect(toImmutableList()),
        Arrays.stream(CoverProperty.values())
            .filter(situation -> !violated.containsKey(situation.claim()))
            .collect(ImmutableSet.toImmutableSet()));
  }

  /** For each situation that occurs, how many steps it takes at least. Builds the whole graph. */
  public static ImmutableMap<CoverProperty, Integer> situations(Protocol protocol) {
    ImmutableMap.Builder<CoverProperty, Integer> found = ImmutableMap.builder();
    StateGraph<ProtocolState, Action> graph = graph(protocol);
    for (CoverProperty situation : CoverProperty.values()) {
      graph
          .shortestPath(situation.claim().condition())
          .ifPresent(path -> found.put(situation, path.actions().size()));
    }
    return found.buildOrThrow();
  }

  /** A shortest path to {@code hazard}; empty if this protocol cannot reach it. */
  public static Optional<ImmutableList<Action>> shortestPathTo(Protocol protocol, Hazard hazard) {
    return shortestPathTo(graph(protocol), protocol.configuration(), hazard);
  }

  /** The same in the whole graph of that protocol, if it is there already. */
  public static Optional<ImmutableList<Action>> shortestPathTo(
      StateGraph<ProtocolState, Action> graph, Configuration configuration, Hazard hazard) {
    return graph
        .shortestPath(new Condition.OfStates<>(s -> hazard.occurs(configuration, s)))
        .map(Path::actions);
  }
}
