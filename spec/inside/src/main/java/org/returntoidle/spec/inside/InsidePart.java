package org.returntoidle.spec.inside;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;
import org.returntoidle.model.Rule;

/**
 * What came out where two threads are in a driver at once.
 *
 * @param scenes each that was played, up to the first violation
 * @param notTested why nothing can be said of the driver; empty if something can
 * @param cut whether the time was up before all was run that was asked for
 * @param milliseconds wall clock
 */
public record InsidePart(
    ImmutableList<Explored> scenes, Optional<String> notTested, boolean cut, long milliseconds) {
  /** Of a driver that cannot be explored. */
  public static InsidePart notTested(String why) {
    return new InsidePart(ImmutableList.of(), Optional.of(why), false, 0);
  }

  /** The violation, if there is one. */
  public Optional<Explored> violated() {
    return scenes.stream().filter(scene -> scene.violation().isPresent()).findFirst();
  }

  /** The rule that is violated, if one is. */
  public Optional<Rule> rule() {
    return violated().flatMap(Explored::violation).map(Explored.Violation::rule);
  }

  /** How many interleavings were run in meetings of which something can be said. */
  public int interleavings() {
    return tested().mapToInt(Explored::interleavings).sum();
  }

  /** In how many meetings. */
  long meetings() {
    return tested().count();
  }

  private Stream<Explored> tested() {
    return scenes.stream().filter(scene -> scene.notTested().isEmpty());
  }

  /** Whether there are no others. */
  public boolean all() {
    return notTested.isEmpty() && !cut && scenes.stream().allMatch(Explored::all);
  }

  /** Why not everything could be said; empty if it could. */
  public Optional<String> why() {
    return notTested.or(
        () -> scenes.stream().flatMap(scene -> scene.notTested().stream()).findFirst());
  }

  /** Whether all were run, in words. */
  String reach() {
    long whole = scenes.stream().filter(Explored::all).count();
    if (all()) {
      return "which are all";
    }
    String limit = cut ? "as far as the time went" : "as far as asked";
    return whole == 0 ? limit : "which are all in " + whole + ", else " + limit;
  }
}
