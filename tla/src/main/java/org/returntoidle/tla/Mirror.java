package org.returntoidle.tla;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
   * @param difference the first difference: the path to it, what Java allows there, what TLA+ does;
   *     empty if equal
   * @param milliseconds wall clock
   */
  public record Result(
      boolean equal, long states, long edges, Optional<String> difference, long milliseconds) {}

  private Mirror() {}

  /**
   * Compares {@code graph}, the explorer's for {@code configuration}, with TLC's: what can be
   * reached.
   *
   * @throws TlcException if TLC gives no graph
   */
  public static Result check(
      Tlc tlc, TlaFiles files, Configuration configuration, StateGraph graph) {
    return compare(tlc.graph(files, TlaFiles.walk(configuration, "Safe")), Steps.of(graph));
  }

  static Result compare(TlcGraph theirs, Steps ours) {
    Optional<String> difference =
        counts(theirs).or(() -> names(theirs, ours)).or(() -> Steps.of(theirs).difference(ours));
    return new Result(
        difference.isEmpty(),
        theirs.states().size(),
        theirs.edges().size(),
        difference,
        theirs.result().milliseconds());
  }

  /** A dump that lost lines would be found here, and an action that has the same step twice. */
  private static Optional<String> counts(TlcGraph theirs) {
    return theirs.result().generatedStates() == theirs.edges().size() + theirs.initial().size()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "TLC generated %d states, but its dump has %d initial states and %d steps",
                theirs.result().generatedStates(),
                theirs.initial().size(),
                theirs.edges().size()));
  }

  private static Optional<String> names(TlcGraph theirs, Steps ours) {
    Set<String> labels =
        ours.from().values().stream().map(Steps.Step::action).collect(Collectors.toSet());
    return theirs.edges().stream()
        .map(GraphEdge::action)
        .filter(label -> Action.withLabel(label).isEmpty() || !labels.contains(label))
        .findFirst()
        .map(label -> "TLA+ has an action that Java does not have: " + label)
        .or(
            () ->
                labels.stream()
                    .filter(label -> Action.withLabel(label).isEmpty())
                    .findFirst()
                    .map(label -> "Java has an action that TLA+ does not have: " + label));
  }
}
