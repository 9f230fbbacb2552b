package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.ReplayFile;

/**
 * How a driver is searched.
 *
 * @param platform the Windows version to play
 * @param scope of the enumeration; empty for the largest that fits {@code within}
 * @param within the time for the enumeration, if the scope is not given
 * @param runs how many random schedules to run afterwards, and how many with races
 * @param seed of the random schedules
 * @param hangAfter when a driver is said to hang
 * @param replays the folder for a counterexample
 * @param recorded counterexamples to begin with
 * @param accepted violations that are known
 */
public record DriverSearch(
    Platform platform,
    Optional<Scope> scope,
    Duration within,
    int runs,
    long seed,
    Duration hangAfter,
    Path replays,
    ImmutableList<Recorded> recorded,
    ImmutableList<Accepted> accepted) {

  /** A recorded counterexample and the file that it comes from. */
  public record Recorded(Path file, ReplayFile replay) {
    /**
     * Reads one.
     *
     * @throws BadInputException if the file is not a replay file
     */
    public static Recorded read(Path file) {
      try {
        return new Recorded(file, ReplayFile.read(file));
      } catch (ReplayFile.DamagedException e) {
        throw new BadInputException(String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * A known violation.
   *
   * @param rule that is broken
   * @param recorded a schedule that shows it; what breaks the rule in the same way does not fail
   *     the run; if this schedule no longer does, the run fails
   */
  public record Accepted(Rule rule, Recorded recorded) {}
}
