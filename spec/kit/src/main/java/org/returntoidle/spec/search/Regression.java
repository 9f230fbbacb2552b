package org.returntoidle.spec.search;

import java.time.Duration;
import java.util.Optional;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;

/** Runs a recorded schedule again. */
public final class Regression {
  /** How often a schedule is run whose outcome is up to chance. */
  static final int TRIES = 200;

  private Regression() {}

  /**
   * What came out.
   *
   * @param run the last one
   * @param found its violation
   */
  public record Outcome(Execution run, Optional<Counterexample> found) {
    /** The same, with the lines of the driver. */
    public Outcome located(DriverFactory factory, Duration hangAfter) {
      return new Outcome(run, found.map(one -> CallSites.of(one, factory, hangAfter)));
    }
  }

  /**
   * Runs {@code schedule} until a violation, several times if its outcome is up to chance: a race,
   * or a driver with threads of its own.
   *
   * @param tally judges each run
   */
  public static Outcome run(Harness harness, Schedule schedule, Tally tally) {
    for (int tries = 1; ; tries++) {
      // Its own threads come to rest first; what does not show so may need that they run freely.
      boolean races = schedule.hasRace() || tries > Seen.ALWAYS;
      Execution run = harness.runAlone(Scheduler.following(schedule), races);
      boolean chance = schedule.hasRace() || run.mayDiffer();
      Optional<Counterexample> found = tally.add(schedule, run).map(Counterexample::cut);
      if (found.isPresent() || tries >= (chance ? TRIES : 1)) {
        Seen seen = new Seen(1, tries);
        return new Outcome(run, chance ? found.map(f -> f.with(seen)) : found);
      }
    }
  }
}
