package org.returntoidle.model;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every reachable state of a protocol, every step between them, and a shortest way to each. */
public final class StateGraph {
  /**
   * One step.
   *
   * @param from index of the state before
   * @param action what happened
   * @param to index of the state after
   */
  public record Edge(int from, Action action, int to) {}

  private record Origin(int from, Action action, int depth) {}

  private final Map<ProtocolState, Integer> indexes = new LinkedHashMap<>();
  private final List<ProtocolState> states = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  StateGraph(ProtocolState initial) {
    addState(initial, new Origin(-1, Action.ACQUIRE_ITEM_DATA, 0));
  }

  private int addState(ProtocolState state, Origin origin) {
    int index = states.size();
    indexes.put(state, index);
    states.add(state);
    origins.add(origin);
    return index;
  }

  void addStep(int from, Action action, ProtocolState after) {
    Integer known = indexes.get(after);
    int to =
        known != null
            ? known
            : addState(after, new Origin(from, action, origins.get(from).depth() + 1));
    edges.add(new Edge(from, action, to));
  }

  /** All states, in the order in which breadth-first search found them; 0 is the initial one. */
  public List<ProtocolState> states() {
    return List.copyOf(states);
  }

  /** How many states there are, so far. */
  public int stateCount() {
    return states.size();
  }

  ProtocolState state(int index) {
    return states.get(index);
  }

  /** All steps, self-loops included. */
  public List<Edge> edges() {
    return List.copyOf(edges);
  }

  /** The length of the longest of the shortest paths. */
  public int depth() {
    return origins.get(origins.size() - 1).depth();
  }

  /** How many steps each action has; actions that never happen are absent. */
  public Map<Action, Long> edgesPerAction() {
    EnumMap<Action, Long> counts = new EnumMap<>(Action.class);
    for (Edge edge : edges) {
      counts.merge(edge.action(), 1L, Long::sum);
    }
    return counts;
  }

  /** A shortest path from the initial state to the state with this index. */
  public ImmutableList<Action> pathTo(int index) {
    List<Action> path = new ArrayList<>();
    for (Origin o = origins.get(index); o.from() >= 0; o = origins.get(o.from())) {
      path.add(o.action());
    }
    return ImmutableList.copyOf(path).reverse();
  }

  /** A shortest path that ends with {@code edge}. */
  public ImmutableList<Action> pathThrough(Edge edge) {
    return ImmutableList.<Action>builder().addAll(pathTo(edge.from())).add(edge.action()).build();
  }
}
