package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Place;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.rules.Finding;

/**
 * A schedule on which a driver breaks a rule.
 *
 * @param schedule what the harness did
 * @param run what the driver made of it
 * @param finding the rule and what was wrong
 * @param seen how often it shows; empty if it does every time
 * @param after what was run before, each with a driver of its own, where that is needed to show it
 * @param places from which line of the driver a call comes, by the number of its event in the run,
 *     from 0; empty until {@link CallSites} has looked
 */
public record Counterexample(
    Schedule schedule,
    Execution run,
    Finding finding,
    Optional<Seen> seen,
    ImmutableList<Schedule> after,
    ImmutableMap<Integer, Place> places) {
  /** One whose places nobody has looked for. */
  public Counterexample(
      Schedule schedule,
      Execution run,
      Finding finding,
      Optional<Seen> seen,
      ImmutableList<Schedule> after) {
    this(schedule, run, finding, seen, after, ImmutableMap.of());
  }

  /** One that shows every time. */
  public Counterexample(Schedule schedule, Execution run, Finding finding) {
    this(schedule, run, finding, Optional.empty(), ImmutableList.of());
  }

  /** The same, which shows so often. */
  public Counterexample with(Seen often) {
    return new Counterexample(schedule, run, finding, Optional.of(often), after, places);
  }

  /** The same, with a run that ends with the transfer in which it shows. */
  Counterexample cut() {
    return new Counterexample(schedule, run.upTo(finding.transfer()), finding, seen, after);
  }

  /** The same, whose calls come from there. */
  Counterexample with(ImmutableMap<Integer, Place> lines) {
    return new Counterexample(schedule, run, finding, seen, after, lines);
  }

  /** Whether another run of the schedule may end otherwise. */
  boolean isUpToChance() {
    return schedule.hasRace() || run.mayDiffer();
  }

  /** Whether a replay can be expected to show it; otherwise it is not worth a file. */
  public boolean replays() {
    return seen.map(Seen::again).orElse(true);
  }
}
