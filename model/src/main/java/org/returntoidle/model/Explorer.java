package org.returntoidle.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.returntoidle.model.Property.StepPredicate;
import org.returntoidle.model.StateGraph.Edge;
import org.returntoidle.model.engine.BreadthFirst;

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
      ImmutableSet<Situation> situations) {}

  private Explorer() {}

  /** Builds the whole graph. Needs memory for every state. */
  public static StateGraph graph(Protocol protocol) {
    return StateGraph.of(protocol);
  }

  /** How many states there are. */
  static long count(Protocol protocol) {
    return BreadthFirst.count(new PackedProtocol(protocol), 1, states -> {}).states();
  }

  /** Visits every state and checks the claims of {@link Properties}, on one core. */
  public static Exploration explore(Protocol protocol) {
    return explore(protocol, Properties.of(protocol), 1, states -> {});
  }

  /**
   * Visits every state, and checks {@code properties} at one step of each kind that occurs: states
   * that differ only in counters, but with room for one more in the same ones, have the same steps
   * (see {@code PackedProtocol}), and a property must not tell them apart.
   *
   * @param workers parts of the states that are worked on at once, 1 to 64
   * @param progress is told from time to time how many states are known; on the calling thread
   * @throws IllegalArgumentException if {@code workers} is not 1 to 64
   */
  public static Exploration explore(
      Protocol protocol, List<Property> properties, int workers, LongConsumer progress) {
    PackedProtocol packed = new PackedProtocol(protocol);
    BreadthFirst.Count count = BreadthFirst.count(packed, workers, progress);
    Set<Property> broken = new HashSet<>();
    Set<Situation> visited = new HashSet<>();
    for (ProtocolState before : packed.examplesSeen()) {
      protocol
          .successors(before)
          .forEach(
              (action, after) -> {
                properties.stream()
                    .filter(property -> !property.holds().test(before, action, after))
                    .forEach(broken::add);
                Arrays.stream(Situation.values())
                    .filter(situation -> situation.occurs(before, action, after))
                    .forEach(visited::add);
              });
    }
    ImmutableList<Violation> violations =
        properties.stream()
            .filter(broken::contains)
            .map(
                property ->
                    new Violation(
                        property,
                        shortestPath(protocol, (s, a, t) -> !property.holds().test(s, a, t))
                            .orElseThrow()))
            .collect(toImmutableList());
    return new Exploration(
        count.states(),
        count.edges(),
        count.depth(),
        count.bytes(),
        ImmutableList.copyOf(properties),
        violations,
        ImmutableSet.copyOf(visited));
  }

  /** For each situation that occurs, how many steps it takes at least. Builds the whole graph. */
  public static ImmutableMap<Situation, Integer> situations(Protocol protocol) {
    ImmutableMap.Builder<Situation, Integer> found = ImmutableMap.builder();
    StateGraph graph = graph(protocol);
    for (Situation situation : Situation.values()) {
      shortestPath(graph, situation::occurs).ifPresent(path -> found.put(situation, path.size()));
    }
    return found.buildOrThrow();
  }

  /** A shortest path whose last step is {@code wanted}; empty if there is none. */
  public static Optional<ImmutableList<Action>> shortestPath(
      Protocol protocol, StepPredicate wanted) {
    return shortestPath(graph(protocol), wanted);
  }

  private static Optional<ImmutableList<Action>> shortestPath(
      StateGraph graph, StepPredicate wanted) {
    ImmutableList<ProtocolState> states = graph.states();
    for (Edge edge : graph.edges()) {
      if (wanted.test(states.get(edge.from()), edge.action(), states.get(edge.to()))) {
        return Optional.of(graph.pathThrough(edge));
      }
    }
    return Optional.empty();
  }

  /** A shortest path to {@code hazard}; empty if this protocol cannot reach it. */
  public static Optional<ImmutableList<Action>> shortestPathTo(Protocol protocol, Hazard hazard) {
    return shortestPathTo(graph(protocol), protocol.configuration(), hazard);
  }

  /** The same in the whole graph of that protocol, if it is there already. */
  public static Optional<ImmutableList<Action>> shortestPathTo(
      StateGraph graph, Configuration configuration, Hazard hazard) {
    return IntStream.range(0, graph.stateCount())
        .filter(i -> hazard.occurs(configuration, graph.states().get(i)))
        .mapToObj(graph::pathTo)
        .findFirst();
  }
}
