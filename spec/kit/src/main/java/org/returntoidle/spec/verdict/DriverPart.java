package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.harness.StatusFigures;
import org.returntoidle.spec.rules.CancelLatency;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.EdgeCover;
import org.returntoidle.spec.search.Extent;

/**
 * The harness' part.
 *
 * @param name of the driver
 * @param reading how the rules were read
 * @param scope of the enumeration
 * @param reach how much of it was run, and of the rest
 * @param schedules how many were run in which phase
 * @param rules the verdict on each rule
 * @param order who decides what comes first; unless that is the schedule alone, runs need not
 *     repeat themselves exactly
 * @param speed how quickly it heeds a cancel
 * @param status what the status messages of a stream driver said: shown, not judged (V22); empty
 *     for other drivers
 * @param learned what was learned of its own machine; empty if that was not asked
 * @param counterexample the violation, if there is one
 * @param replay where it was written; empty if it did not show again
 * @param gone accepted violations that no longer occur
 * @param milliseconds wall clock
 */
public record DriverPart(
    String name,
    Reading reading,
    Scope scope,
    Reach reach,
    ImmutableMap<Phase, Long> schedules,
    ImmutableList<RuleVerdict> rules,
    Order order,
    Speed speed,
    Optional<StatusFigures> status,
    Optional<LearnedPart> learned,
    Optional<Counterexample> counterexample,
    Optional<Path> replay,
    ImmutableList<DriverSearch.Accepted> gone,
    long milliseconds) {
  /** Whether nothing is violated but what is accepted, and that still is. */
  public boolean holds() {
    return counterexample.isEmpty() && gone.isEmpty();
  }

  /**
   * Whether all was run that was to be run: neither time nor a violation ended it. A smoke test is
   * never complete.
   */
  public boolean complete() {
    return reach.cover().isEmpty() && reach.cutIn().isEmpty() && counterexample.isEmpty();
  }

  /** The same, with the file of its counterexample. */
  DriverPart withReplay(Path file) {
    return new DriverPart(
        name,
        reading,
        scope,
        reach,
        schedules,
        rules,
        order,
        speed,
        status,
        learned,
        counterexample,
        Optional.of(file),
        gone,
        milliseconds);
  }

  /** The same, where an order of the driver's own statements has broken a rule. */
  public DriverPart violatedInside(Rule broken) {
    return new DriverPart(
        name,
        reading,
        scope,
        reach,
        schedules,
        rules.stream()
            .map(verdict -> verdict.rule() == broken ? verdict.violatedInside() : verdict)
            .collect(ImmutableList.toImmutableList()),
        order,
        speed,
        status,
        learned,
        counterexample,
        replay,
        gone,
        milliseconds);
  }

  /** How many rules have this verdict. */
  public long count(RuleVerdict.Verdict verdict) {
    return rules.stream().filter(rule -> rule.verdict() == verdict).count();
  }

  /** How many schedules were run in a phase. */
  public long schedules(Phase phase) {
    return schedules.getOrDefault(phase, 0L);
  }

  /**
   * How far the search of a driver came.
   *
   * @param enumeration how much of the first scope was enumerated
   * @param covered every scope of which something was, the first of them first
   * @param cutIn what was being done when the time was up; empty if it was not
   * @param within the time for everything, if there was a limit
   * @param climb the time for which the scope was chosen; empty if time had no say in it
   * @param cover the schedules of a smoke test, if it was no more; empty for a search
   */
  public record Reach(
      Extent enumeration,
      ImmutableList<Covered> covered,
      Optional<Phase> cutIn,
      Optional<Duration> within,
      Optional<Duration> climb,
      Optional<EdgeCover> cover) {}

  /**
   * A scope that was enumerated, or begun.
   *
   * @param schedules how many were run
   * @param extent how much of it was run
   */
  public record Covered(Scope scope, long schedules, Extent extent) {}

  /**
   * How much is still done between an observed cancel and the return: shown, not judged.
   *
   * @param driver at most, by this driver
   * @param reference at most, by the reference; empty if there was no time to find out
   */
  public record Speed(CancelLatency driver, Optional<CancelLatency> reference) {}
}
