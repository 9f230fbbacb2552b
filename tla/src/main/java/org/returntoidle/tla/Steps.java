package org.returntoidle.tla;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
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
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.StateGraph;

/**
 * A graph as text, whoever made it: the initial states, and for each state its steps.
 *
 * @param initial the initial states
 * @param from the steps from each state
 */
record Steps(Set<String> initial, SetMultimap<String, Step> from) {
  /** What happens, and the state after it. */
  record Step(String action, String to) {
    @Override
    public String toString() {
      return action + " to " + to;
    }
  }

  static Steps of(TlcGraph graph) {
    ImmutableSetMultimap.Builder<String, Step> from = ImmutableSetMultimap.builder();
    graph.edges().forEach(e -> from.put(e.from(), new Step(e.action(), e.to())));
    return new Steps(graph.initial(), from.build());
  }

  static Steps of(StateGraph graph) {
    List<String> text = graph.states().stream().map(TlaText::of).toList();
    ImmutableSetMultimap.Builder<String, Step> from = ImmutableSetMultimap.builder();
    graph
        .edges()
        .forEach(e -> from.put(text.get(e.from()), new Step(e.action().label(), text.get(e.to()))));
    return new Steps(Set.of(TlaText.of(ProtocolState.INITIAL)), from.build());
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
      Set<Step> theirs = from.get(state);
      Set<Step> ours = java.from.get(state);
      if (!theirs.equals(ours)) {
        return Optional.of(difference(path, state, theirs, ours));
      }
      for (Step step : theirs) {
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
  static String difference(List<String> path, String state, Set<Step> theirs, Set<Step> ours) {
    return difference("after " + (path.isEmpty() ? "nothing" : path), state, theirs, ours);
  }

  /** The difference at one state, in words. */
  static String difference(String where, String state, Set<Step> theirs, Set<Step> ours) {
    return String.format(
        Locale.ROOT,
        "%s, in the state %s:%n  only Java allows: %s%n  only TLA+ allows: %s",
        where,
        state,
        said(Sets.difference(ours, theirs), state),
        said(Sets.difference(theirs, ours), state));
  }

  /** Each step with what it changes. */
  private static String said(Set<Step> steps, String before) {
    List<String> old = List.of(before.split(", ", -1));
    TreeSet<String> all = new TreeSet<>();
    for (Step step : steps) {
      List<String> changed = new ArrayList<>(List.of(step.to().split(", ", -1)));
      changed.removeAll(old);
      all.add(step.action() + (changed.isEmpty() ? " (changes nothing)" : " to " + changed));
    }
    return all.isEmpty() ? "nothing" : String.join("; ", all);
  }
}
