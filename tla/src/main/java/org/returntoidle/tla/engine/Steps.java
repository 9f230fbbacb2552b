package org.returntoidle.tla.engine;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.returntoidle.model.engine.StateGraph;

/**
 * A graph as text, whoever made it: the initial states, and the steps of each state. Two actions
 * with one label may have the same step; then it is there twice.
 */
public final class Steps {
  /** What happens, and the state after it. */
  record Step(String action, String to) {}

  private final ImmutableSet<String> initial;
  private final ImmutableMultiset<GraphEdge> edges;
  private final Map<String, ImmutableMultiset<Step>> from;

  private Steps(Set<String> initial, Multiset<GraphEdge> edges) {
    this.initial = ImmutableSet.copyOf(initial);
    this.edges = ImmutableMultiset.copyOf(edges);
    this.from =
        edges.stream()
            .collect(
                Collectors.groupingBy(
                    GraphEdge::from,
                    Collectors.mapping(
                        edge -> new Step(edge.action(), edge.to()),
                        ImmutableMultiset.toImmutableMultiset())));
  }

  /** A graph that is text already. */
  public static Steps of(Set<String> initial, Multiset<GraphEdge> edges) {
    return new Steps(initial, edges);
  }

  /**
   * The graph that Java has.
   *
   * @param state the text of a state, such as {@link StateText#of}
   * @param label of an action: the name of its operator in TLA+
   */
  public static <S, A> Steps of(
      StateGraph<S, A> graph, Function<S, String> state, Function<A, String> label) {
    List<String> text = graph.states().stream().map(state).toList();
    return new Steps(
        graph.initial().stream().map(state).collect(Collectors.toSet()),
        graph.edges().stream()
            .map(e -> new GraphEdge(text.get(e.from()), label.apply(e.action()), text.get(e.to())))
            .collect(ImmutableMultiset.toImmutableMultiset()));
  }

  /** How many steps there are. */
  int count() {
    return edges.size();
  }

  /** The labels that steps have. */
  Set<String> labels() {
    return edges.elementSet().stream().map(GraphEdge::action).collect(Collectors.toSet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Steps steps
        && initial.equals(steps.initial)
        && edges.equals(steps.edges);
  }

  @Override
  public int hashCode() {
    return edges.hashCode();
  }

  private Multiset<Step> at(String state) {
    return from.getOrDefault(state, ImmutableMultiset.of());
  }

  /**
   * How this graph, TLC's, differs from the one of Java: the first state, breadth first, whose
   * steps are not the same, the path to it, and what each of the two allows there. Empty if they
   * are equal on everything that can be reached in either.
   */
  Optional<String> difference(Steps java) {
    if (!initial.equals(java.initial)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the initial states differ: TLA+ has %s, Java has %s",
              initial,
              java.initial));
    }
    Map<String, List<String>> paths = new HashMap<>();
    Deque<String> queue = new ArrayDeque<>(new TreeSet<>(initial));
    initial.forEach(state -> paths.put(state, List.of()));
    while (!queue.isEmpty()) {
      String state = queue.remove();
      List<String> path = paths.getOrDefault(state, List.of());
      Multiset<Step> theirs = at(state);
      Multiset<Step> ours = java.at(state);
      if (!theirs.equals(ours)) {
        return Optional.of(
            difference("after " + (path.isEmpty() ? "nothing" : path), state, theirs, ours));
      }
      for (Step step : theirs.elementSet()) {
        if (!paths.containsKey(step.to())) {
          List<String> longer = new ArrayList<>(path);
          longer.add(step.action());
          paths.put(step.to(), Collections.unmodifiableList(longer));
          queue.add(step.to());
        }
      }
    }
    return Optional.empty();
  }

  /** The difference at one state, in words. */
  static String difference(String where, String state, Multiset<Step> theirs, Multiset<Step> ours) {
    return String.format(
        Locale.ROOT,
        "%s, in the state %s:%n  only Java allows: %s%n  only TLA+ allows: %s",
        where,
        state,
        said(ours, theirs, state),
        said(theirs, ours, state));
  }

  /** Each step that only {@code ones} has, or has more often, with what it changes. */
  private static String said(Multiset<Step> ones, Multiset<Step> others, String before) {
    TreeSet<String> all = new TreeSet<>();
    for (Step step : Multisets.difference(ones, others).elementSet()) {
      all.add(
          text(step.action(), before, step.to()) + (others.contains(step) ? ", once more" : ""));
    }
    return all.isEmpty() ? "nothing" : String.join("; ", all);
  }

  /** A step: what happens, and what it changes. */
  static String text(String action, String before, String after) {
    List<String> changed = new ArrayList<>(StateText.variables(after));
    changed.removeAll(StateText.variables(before));
    return action + (changed.isEmpty() ? " (changes nothing)" : " to " + changed);
  }
}
