package org.returntoidle.model.engine;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.returntoidle.model.engine.Property.Eventually;

/** Every reachable state of a system, every step between them, and a shortest way to each. */
public final class StateGraph<S, A> {
  /**
   * One step.
   *
   * @param from index of the state before
   * @param action what happened
   * @param to index of the state after
   */
  public record Edge<A>(int from, A action, int to) {}

  private final Table<S, A> table;
  private final PackedGraph graph;
  private final ImmutableList<S> states;

  private StateGraph(Table<S, A> table, PackedGraph graph) {
    this.table = table;
    this.graph = graph;
    ImmutableList.Builder<S> all = ImmutableList.builder();
    for (int i = 0; i < graph.states(); i++) {
      all.add(table.unpack(graph.state(i)));
    }
    this.states = all.build();
  }

  /**
   * Builds the whole graph. Needs memory for every state.
   *
   * @throws IllegalStateException if this thread is interrupted, or the system counts what its
   *     counters do not allow
   */
  public static <S, A> StateGraph<S, A> of(BranchingSystem<S, A> system) {
    return of(new Table<>(system));
  }

  /** The same of the system of {@code table}, which other searches may have filled in part. */
  public static <S, A> StateGraph<S, A> of(Table<S, A> table) {
    return new StateGraph<>(table, PackedGraph.of(new Packed<>(table)));
  }

  /** All states: the initial ones, then in the order in which breadth-first search found them. */
  public ImmutableList<S> states() {
    return states;
  }

  /** The states in which everything begins. */
  public ImmutableList<S> initial() {
    return states.subList(0, graph.initialStates());
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
  public List<Edge<A>> edges() {
    List<Edge<A>> all = new ArrayList<>(graph.edges());
    for (int from = 0; from < graph.states(); from++) {
      for (int edge = graph.firstEdge(from); edge < graph.firstEdge(from + 1); edge++) {
        all.add(new Edge<>(from, table.action(graph.label(edge)), graph.target(edge)));
      }
    }
    return all;
  }

  /** The length of the longest of the shortest paths. */
  public int depth() {
    return graph.depth();
  }

  /** A shortest path from an initial state to the state with this index. */
  public ImmutableList<A> pathTo(int index) {
    return actions(graph.pathTo(index));
  }

  private ImmutableList<A> actions(byte... path) {
    ImmutableList.Builder<A> actions = ImmutableList.builder();
    for (byte label : path) {
      actions.add(table.action(label));
    }
    return actions.build();
  }

  /**
   * A shortest path to where {@code condition} is true, of a state or of its last step; empty if it
   * never is.
   */
  public Optional<Path<S, A>> shortestPath(Condition<S, A> condition) {
    for (S state : initial()) {
      if (condition.testInitial(state)) {
        return Optional.of(new Path<>(state, ImmutableList.of()));
      }
    }
    for (int from = 0; from < graph.states(); from++) {
      for (int edge = graph.firstEdge(from); edge < graph.firstEdge(from + 1); edge++) {
        A action = table.action(graph.label(edge));
        if (condition.test(states.get(from), action, states.get(graph.target(edge)))) {
          return Optional.of(
              new Path<>(
                  states.get(graph.startOf(from)),
                  ImmutableList.<A>builder().addAll(pathTo(from)).add(action).build()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A shortest path to where a behaviour can stay for ever that breaks {@code property}; empty if
   * it holds.
   */
  public Optional<Path<S, A>> counterexample(Eventually<S, A> property) {
    return check(property.trigger(), property.goal(), Set.of(), property.fair())
        .map(
            found -> {
              ImmutableList.Builder<A> actions = ImmutableList.builder();
              found.path().forEach(label -> actions.add(table.action(label)));
              return new Path<>(states.get(found.start()), actions.build());
            });
  }

  /**
   * Whether every state of {@code p} is followed, some time later or at once, by one of {@code q},
   * in every behaviour that is weakly fair to each of {@code fair}.
   */
  public boolean leadsTo(Predicate<S> p, Predicate<S> q, List<? extends Set<A>> fair) {
    return leadsTo(p, q, Set.of(), fair);
  }

  /**
   * The same, where a step with one of {@code answers} counts as well. So "weakly fair to A" itself
   * can be asked: A can happen leads to A cannot happen, or to a step of A.
   */
  public boolean leadsTo(
      Predicate<S> p, Predicate<S> q, Set<A> answers, List<? extends Set<A>> fair) {
    return check(p, q, answers, fair).isEmpty();
  }

  private Optional<LeadsTo.Counterexample> check(
      Predicate<S> p, Predicate<S> q, Set<A> answers, List<? extends Set<A>> fair) {
    List<BitSet> sets = fair.stream().map(this::labels).toList();
    return LeadsTo.check(graph, all(p), all(q), labels(answers), sets);
  }

  private BitSet labels(Set<A> actions) {
    BitSet set = new BitSet();
    actions.forEach(action -> set.set(table.label(action)));
    return set;
  }

  private BitSet all(Predicate<S> which) {
    BitSet set = new BitSet();
    for (int i = 0; i < states.size(); i++) {
      set.set(i, which.test(states.get(i)));
    }
    return set;
  }
}
