package org.returntoidle.spec.search;

import java.util.Optional;
import org.returntoidle.spec.harness.Chooser;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.harness.Schedule;

/** Runs a recorded schedule again. */
public final class Regression {
  /** How often a schedule with a race is run: its outcome is up to chance. */
  private static final int RACES = 200;

  private Regression() {}

  /**
   * What came out.
   *
   * @param run the last one
   * @param found its violation
   */
  public record Outcome(Run run, Optional<Counterexample> found) {}

  /**
   * Runs {@code schedule} until a violation, several times if it has a race.
   *
   * @param tally judges each run
   */
  public static Outcome run(Harness harness, Schedule schedule, Tally tally) {
    int left = schedule.hasRace() ? RACES : 1;
    while (true) {
      Run run = harness.run(Chooser.following(schedule));
      Optional<Counterexample> found = tally.add(schedule, run);
      left--;
      if (found.isPresent() || left == 0) {
        return new Outcome(run, found);
      }
    }
  }
}
