package org.returntoidle.tla.engine;

import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Optional;

/** The mirror check: TLC's state graph and the one of Java are the same graph. */
public final class Mirror {
  /**
   * What the comparison found.
   *
   * @param equal same initial states, same states, same steps, same action names
   * @param states how many states TLC has
   * @param edges how many steps TLC has
   * @param difference the first difference: the path to it, what Java allows there, what TLA+ does;
   *     empty if equal
   * @param milliseconds wall clock
   */
  public record Result(
      boolean equal, long states, long edges, Optional<String> difference, long milliseconds) {}

  private Mirror() {}

  /**
   * Compares Java's graph with TLC's: what can be reached.
   *
   * @param cfg a configuration of TLC without properties
   * @throws TlcException if TLC gives no graph
   */
  public static Result check(Tlc tlc, Modules modules, String cfg, Steps java) {
    return compare(tlc.graph(modules, cfg), java);
  }

  /** Compares two graphs that are there already. */
  public static Result compare(TlcGraph theirs, Steps java) {
    Steps tla = theirs.steps();
    Optional<String> difference =
        counts(theirs).or(() -> names(tla, java)).or(() -> tla.difference(java));
    return new Result(
        difference.isEmpty(),
        theirs.states().size(),
        theirs.edges().size(),
        difference,
        theirs.result().milliseconds());
  }

  /** A dump that lost lines would be found here. */
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

  private static Optional<String> names(Steps tla, Steps java) {
    return Sets.difference(tla.labels(), java.labels()).stream()
        .sorted()
        .findFirst()
        .map(label -> "TLA+ has an action that Java does not have: " + label)
        .or(
            () ->
                Sets.difference(java.labels(), tla.labels()).stream()
                    .sorted()
                    .findFirst()
                    .map(
                        label ->
                            "Java has an action that TLA+ does not have: "
                                + label
                                + tla.difference(java).map(where -> "; " + where).orElse("")));
  }
}
