package org.returntoidle.model;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.returntoidle.model.engine.LeadsTo;
import org.returntoidle.model.engine.PackedGraph;

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

  private final PackedProtocol packed;
  private final PackedGraph graph;
  private final ImmutableList<ProtocolState> states;

  private StateGraph(PackedProtocol packed, PackedGraph graph) {
    this.packed = packed;
    this.graph = graph;
    ImmutableList.Builder<ProtocolState> all = ImmutableList.builder();
    for (int i = 0; i < graph.states(); i++) {
      all.add(packed.unpack(graph.state(i)));
    }
    this.states = all.build();
  }

  /**
   * Builds the whole graph. Needs memory for every state.
   *
   * @throws IllegalStateException if this thread is interrupted
   */
  public static StateGraph of(Protocol protocol) {
    PackedProtocol packed = new PackedProtocol(protocol);
    return new StateGraph(packed, PackedGraph.of(packed));
  }

  /** All states, in the order in which breadth-first search found them; 0 is the initial one. */
  public ImmutableList<ProtocolState> states() {
    return states;
  }

  /** How many states there are. */
  public int stateCount() {
    return graph.states();
  }

  /** How many steps there are, self-loops included. */
  public int edgeCount() {
    return graph.edges();
  }

  /** All steps, self-loops included. */
  public List<Edge> edges() {
    List<Edge> all = new ArrayList<>(graph.edges());
    for (int from = 0; from < graph.states(); from++) {
      for (int edge = graph.firstEdge(from); edge < graph.firstEdge(from + 1); edge++) {
        all.add(new Edge(from, packed.action(graph.label(edge)), graph.target(edge)));
      }
    }
    return all;
  }

  /** The length of the longest of the shortest paths. */
  public int depth() {
    return graph.depth();
  }

  /** How many steps each action has; actions that never happen are absent. */
  public Map<Action, Long> edgesPerAction() {
    EnumMap<Action, Long> counts = new EnumMap<>(Action.class);
    for (int edge = 0; edge < graph.edges(); edge++) {
      counts.merge(packed.action(graph.label(edge)), 1L, Long::sum);
    }
    return counts;
  }

  /** A shortest path from the initial state to the state with this index. */
  public ImmutableList<Action> pathTo(int index) {
    ImmutableList.Builder<Action> path = ImmutableList.builder();
    for (byte label : graph.pathTo(index)) {
      path.add(packed.action(label));
    }
    return path.build();
  }

  /** A shortest path that ends with {@code edge}. */
  public ImmutableList<Action> pathThrough(Edge edge) {
    return ImmutableList.<Action>builder().addAll(pathTo(edge.from())).add(edge.action()).build();
  }

  /**
   * Whether every state of {@code p} is followed, some time later or at once, by one of {@code q},
   * in every behaviour that is weakly fair to each of {@code fair}.
   */
  public boolean leadsTo(
      Predicate<ProtocolState> p, Predicate<ProtocolState> q, List<Set<Action>> fair) {
    return leadsTo(p, q, Set.of(), fair);
  }

  /**
   * The same, where a step with one of {@code answers} counts as well. So "weakly fair to A" itself
   * can be asked: A can happen leads to A cannot happen, or to a step of A.
   */
  public boolean leadsTo(
      Predicate<ProtocolState> p,
      Predicate<ProtocolState> q,
      Set<Action> answers,
      List<Set<Action>> fair) {
    List<BitSet> labels = fair.stream().map(this::labels).toList();
    return LeadsTo.check(graph, all(p), all(q), labels(answers), labels).isEmpty();
  }

  private BitSet labels(Set<Action> actions) {
    BitSet set = new BitSet();
    actions.forEach(action -> set.set(packed.label(action)));
    return set;
  }

  private BitSet all(Predicate<ProtocolState> which) {
    BitSet set = new BitSet();
    for (int i = 0; i < states.size(); i++) {
      set.set(i, which.test(states.get(i)));
    }
    return set;
  }
}
