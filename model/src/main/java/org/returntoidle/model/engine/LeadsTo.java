package org.returntoidle.model.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Checks "whenever p, later q" on a graph, under weak fairness, by strongly connected components.
 *
 * <p>A behaviour that breaks it reaches p and from then on avoids q for ever; so in the end it
 * stays within one component of the states without q. It is fair if, for each set of labels that is
 * assumed not to be neglected, the component has a state in which none of them can happen, or a
 * step with one of them. Standing still for ever is the component without any step. Steps that
 * change nothing are not steps here, as in TLA+.
 */
public final class LeadsTo {
  /**
   * A behaviour that breaks the claim.
   *
   * @param start the initial state in which it begins
   * @param path the labels that lead from there to where the behaviour stays for ever
   * @param component the states among which it then stays; one state means that nothing happens
   */
  public record Counterexample(int start, List<Byte> path, int component) {}

  private final PackedGraph graph;
  private final BitSet avoided;
  private final BitSet answers;
  private final List<BitSet> fair;

  private LeadsTo(PackedGraph graph, BitSet avoided, BitSet answers, List<BitSet> fair) {
    this.graph = graph;
    this.avoided = avoided;
    this.answers = answers;
    this.fair = fair;
  }

  /**
   * A behaviour that reaches a state of {@code p} and never again one of {@code q}; empty if there
   * is none, so that the claim holds.
   *
   * @param p states by index
   * @param q states by index
   * @param answers labels whose steps count as q
   * @param fair sets of labels; a behaviour in which one of them could always happen from some time
   *     on, and never does, is not looked at
   */
  public static Optional<Counterexample> check(
      PackedGraph graph, BitSet p, BitSet q, BitSet answers, List<BitSet> fair) {
    return new LeadsTo(graph, q, answers, fair).find(p);
  }

  private Optional<Counterexample> find(BitSet p) {
    int[] components = components();
    boolean[] fairComponent = fairComponents(components);
    int n = graph.states();
    // Breadth first through (state, whether p was seen): after p, states of q are closed.
    int[] from = new int[2 * n];
    int[] by = new int[2 * n];
    Arrays.fill(from, -1);
    int[] queue = new int[2 * n];
    int end = 0;
    for (int i = 0; i < graph.initialStates(); i++) {
      int start = node(i, false, p);
      from[start] = start;
      queue[end++] = start;
    }
    for (int i = 0; i < end; i++) {
      int state = queue[i] >> 1;
      boolean pending = (queue[i] & 1) == 1;
      if (pending && fairComponent[components[state]]) {
        return Optional.of(counterexample(from, by, queue[i], components));
      }
      for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
        int target = graph.target(edge);
        int next = node(target, pending && !answers.get(graph.label(edge)), p);
        if (from[next] < 0) {
          from[next] = queue[i];
          by[next] = graph.label(edge);
          queue[end++] = next;
        }
      }
    }
    return Optional.empty();
  }

  private int node(int state, boolean pending, BitSet p) {
    boolean owed = !avoided.get(state) && (pending || p.get(state));
    return 2 * state + (owed ? 1 : 0);
  }

  private Counterexample counterexample(int[] from, int[] by, int last, int[] components) {
    ArrayDeque<Byte> path = new ArrayDeque<>();
    int at = last;
    for (; from[at] != at; at = from[at]) {
      path.addFirst((byte) by[at]);
    }
    int component = components[last >> 1];
    int size = (int) Arrays.stream(components).filter(c -> c == component).count();
    return new Counterexample(at >> 1, List.copyOf(path), size);
  }

  private boolean[] fairComponents(int[] components) {
    int count = Arrays.stream(components).max().orElse(-1) + 1;
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    for (BitSet labels : fair) {
      boolean[] satisfied = new boolean[count];
      for (int state = 0; state < graph.states(); state++) {
        if (components[state] >= 0) {
          satisfied[components[state]] |= satisfies(state, labels, components);
        }
      }
      for (int c = 0; c < count; c++) {
        all[c] &= satisfied[c];
      }
    }
    return all;
  }

  /** Whether in this state none of {@code labels} can happen, or one does within the component. */
  private boolean satisfies(int state, BitSet labels, int[] components) {
    boolean enabled = false;
    for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
      int target = graph.target(edge);
      if (target != state && labels.get(graph.label(edge))) {
        enabled = true;
        if (!answers.get(graph.label(edge)) && components[target] == components[state]) {
          return true;
        }
      }
    }
    return !enabled;
  }

  /** Tarjan's algorithm on the states without q, with a stack of its own; -1 for the others. */
  private int[] components() {
    int n = graph.states();
    int[] component = new int[n];
    int[] order = new int[n];
    int[] low = new int[n];
    int[] edge = new int[n];
    int[] stack = new int[n];
    int[] path = new int[n];
    boolean[] open = new boolean[n];
    Arrays.fill(component, -1);
    int found = 0;
    int visited = 0;
    int height = 0;
    for (int root = 0; root < n; root++) {
      if (order[root] != 0 || avoided.get(root)) {
        continue;
      }
      int depth = 0;
      path[0] = root;
      order[root] = low[root] = ++visited;
      edge[root] = graph.firstEdge(root);
      stack[height++] = root;
      open[root] = true;
      while (depth >= 0) {
        int state = path[depth];
        if (edge[state] < graph.firstEdge(state + 1)) {
          int step = edge[state]++;
          int target = graph.target(step);
          if (avoided.get(target) || answers.get(graph.label(step))) {
            continue;
          }
          if (order[target] == 0) {
            order[target] = low[target] = ++visited;
            edge[target] = graph.firstEdge(target);
            stack[height++] = target;
            open[target] = true;
            path[++depth] = target;
          } else if (open[target]) {
            low[state] = Math.min(low[state], order[target]);
          }
          continue;
        }
        if (low[state] == order[state]) {
          int member;
          do {
            member = stack[--height];
            open[member] = false;
            component[member] = found;
          } while (member != state);
          found++;
        }
        depth--;
        if (depth >= 0) {
          low[path[depth]] = Math.min(low[path[depth]], low[state]);
        }
      }
    }
    return component;
  }
}
