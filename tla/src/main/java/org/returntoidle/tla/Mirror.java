package org.returntoidle.tla;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.StateGraph;

/** The mirror check: TLC's state graph and the explorer's are the same graph. */
public final class Mirror {
  /**
   * What the comparison found.
   *
   * @param equal same initial state, same states, same steps, same action names
   * @param states how many states TLC has
   * @param edges how many different steps TLC has
   * @param difference the first difference, empty if equal
   * @param tlc the run of TLC that wrote its graph
   */
  public record Result(
      boolean equal, int states, int edges, Optional<String> difference, TlcResult tlc) {}

  private Mirror() {}

  /**
   * Compares {@code graph}, the explorer's for {@code configuration}, with TLC's.
   *
   * @throws TlcException if TLC gives no graph
   */
  public static Result check(Tlc tlc, Configuration configuration, StateGraph graph) {
    String cfg = TlaFiles.withConstants(TlaFiles.configurationFile("graph"), configuration);
    return compare(tlc.graph(cfg), graph);
  }

  static Result compare(TlcGraph theirs, StateGraph ours) {
    return new Result(
        firstDifference(theirs, ours).isEmpty(),
        theirs.states().size(),
        theirs.edges().size(),
        firstDifference(theirs, ours),
        theirs.result());
  }

  private static Optional<String> firstDifference(TlcGraph theirs, StateGraph ours) {
    ImmutableSet<String> states =
        ours.states().stream().map(TlaText::of).collect(ImmutableSet.toImmutableSet());
    ImmutableSet<GraphEdge> edges = edges(ours);
    if (theirs.result().generatedStates() != theirs.edges().size() + theirs.initial().size()) {
      return Optional.of(
          "TLC generated %d states, but its dump has %d initial states and %d steps"
              .formatted(
                  theirs.result().generatedStates(),
                  theirs.initial().size(),
                  theirs.edges().size()));
    }
    if (!theirs.initial().equals(Set.of(TlaText.of(ours.states().get(0))))) {
      return Optional.of("the initial states differ: TLC has " + theirs.initial());
    }
    return names(theirs)
        .or(() -> states(theirs.states(), states))
        .or(() -> edges(theirs.edges(), edges));
  }

  private static Optional<String> names(TlcGraph theirs) {
    return theirs.edges().stream()
        .map(GraphEdge::action)
        .filter(label -> Action.withLabel(label).isEmpty())
        .findFirst()
        .map(label -> "TLC has an action that Java does not know: " + label);
  }

  private static Optional<String> states(Set<String> theirs, Set<String> ours) {
    return first("state only in TLC", Sets.difference(theirs, ours))
        .or(() -> first("state only in Java", Sets.difference(ours, theirs)));
  }

  private static Optional<String> edges(Set<GraphEdge> theirs, Set<GraphEdge> ours) {
    return first("step only in TLC", Sets.difference(theirs, ours))
        .or(() -> first("step only in Java", Sets.difference(ours, theirs)))
        .map(text -> text + counts(theirs, ours));
  }

  private static <T> Optional<String> first(String what, Set<T> difference) {
    TreeSet<String> sorted = new TreeSet<>();
    difference.forEach(element -> sorted.add(element.toString()));
    return sorted.isEmpty() ? Optional.empty() : Optional.of(what + ": " + sorted.first());
  }

  private static String counts(Set<GraphEdge> theirs, Set<GraphEdge> ours) {
    Map<String, long[]> counts = new TreeMap<>();
    theirs.forEach(edge -> counts.computeIfAbsent(edge.action(), a -> new long[2])[0]++);
    ours.forEach(edge -> counts.computeIfAbsent(edge.action(), a -> new long[2])[1]++);
    StringBuilder text = new StringBuilder("; steps per action, TLC and Java:");
    counts.forEach(
        (action, count) -> {
          if (count[0] != count[1]) {
            text.append(' ').append(action).append(' ').append(count[0]);
            text.append('/').append(count[1]);
          }
        });
    return text.toString();
  }

  private static ImmutableSet<GraphEdge> edges(StateGraph graph) {
    String[] text = graph.states().stream().map(TlaText::of).toArray(String[]::new);
    return graph.edges().stream()
        .map(edge -> new GraphEdge(text[edge.from()], edge.action().label(), text[edge.to()]))
        .collect(ImmutableSet.toImmutableSet());
  }
}
