package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.Journal;
import org.returntoidle.spec.search.ReplayFile;

/**
 * How a driver is searched. Begin with {@link #of} and say what is different.
 *
 * @param platform the Windows version to play
 * @param scope of the enumeration; empty for the largest that is expected to fit {@code climb}
 * @param climb the time for an enumeration beyond the first scope, if the scope is not given
 * @param deadline when everything has to end, finished or not
 * @param runs how many random schedules to run afterwards, and with races as many
 * @param seed of the random schedules
 * @param repeat how many transfers a life has in which the same happens again and again; 0 for none
 * @param hangAfter when a driver is said to hang
 * @param replays the folder for a counterexample
 * @param recorded counterexamples to begin with
 * @param accepted violations that are known
 * @param workers how many schedules are run at once, if there can be so many drivers at once
 * @param journals what is known of each enumeration, by its name
 * @param learner learns the driver's machine before it is enumerated; empty for none
 * @param races whether threads race; asked once, when nothing else has found anything
 */
public record DriverSearch(
    Platform platform,
    Optional<Scope> scope,
    Duration climb,
    Deadline deadline,
    int runs,
    long seed,
    int repeat,
    Duration hangAfter,
    Path replays,
    ImmutableList<Recorded> recorded,
    ImmutableList<Accepted> accepted,
    int workers,
    Function<String, Journal> journals,
    Optional<Learner> learner,
    BooleanSupplier races) {
  /** The time for an enumeration beyond the first scope, unless it is said. */
  public static final Duration CLIMB = Duration.ofSeconds(25);

  /** When a driver is said to hang, unless it is said. */
  public static final Duration HANG_AFTER = Duration.ofSeconds(10);

  /** How many transfers a life has in which the same is repeated, unless it is said. */
  public static final int REPEAT = 12;

  /** Where counterexamples go, unless it is said. */
  public static final Path REPLAYS = Path.of("return-to-idle-replays");

  /** A search by the ladder of scopes, without random schedules, that ends when it is done. */
  public static DriverSearch of(Platform platform) {
    return new DriverSearch(
        platform,
        Optional.empty(),
        CLIMB,
        Deadline.NEVER,
        0,
        1,
        REPEAT,
        HANG_AFTER,
        REPLAYS,
        ImmutableList.of(),
        ImmutableList.of(),
        Runtime.getRuntime().availableProcessors(),
        name -> Journal.NONE,
        Optional.empty(),
        () -> true);
  }

  /** The same, with this scope and no other. */
  public DriverSearch withScope(Scope only) {
    return new DriverSearch(
        platform,
        Optional.of(only),
        climb,
        deadline,
        runs,
        seed,
        repeat,
        hangAfter,
        replays,
        recorded,
        accepted,
        workers,
        journals,
        learner,
        races);
  }

  /** The same, with so much time for an enumeration beyond the first scope. */
  public DriverSearch withClimb(Duration time) {
    return new DriverSearch(
        platform, scope, time, deadline, runs, seed, repeat, hangAfter, replays, recorded, accepted,
        workers, journals, learner, races);
  }

  /** The same, which ends then in any case. */
  public DriverSearch withDeadline(Deadline end) {
    return new DriverSearch(
        platform, scope, climb, end, runs, seed, repeat, hangAfter, replays, recorded, accepted,
        workers, journals, learner, races);
  }

  /** The same, with {@code count} random schedules, and as many with races. */
  public DriverSearch withRandom(int count, long from) {
    return new DriverSearch(
        platform, scope, climb, deadline, count, from, repeat, hangAfter, replays, recorded,
        accepted, workers, journals, learner, races);
  }

  /** The same, with lives of {@code transfers} transfers in which the same is repeated. */
  public DriverSearch withRepeat(int transfers) {
    return new DriverSearch(
        platform, scope, climb, deadline, runs, seed, transfers, hangAfter, replays, recorded,
        accepted, workers, journals, learner, races);
  }

  /** The same, with another time after which a driver hangs. */
  public DriverSearch withHangAfter(Duration time) {
    return new DriverSearch(
        platform, scope, climb, deadline, runs, seed, repeat, time, replays, recorded, accepted,
        workers, journals, learner, races);
  }

  /** The same, with another folder for a counterexample. */
  public DriverSearch withReplays(Path folder) {
    return new DriverSearch(
        platform, scope, climb, deadline, runs, seed, repeat, hangAfter, folder, recorded, accepted,
        workers, journals, learner, races);
  }

  /** The same, which begins with these counterexamples. */
  public DriverSearch withRecorded(ImmutableList<Recorded> first) {
    return new DriverSearch(
        platform, scope, climb, deadline, runs, seed, repeat, hangAfter, replays, first, accepted,
        workers, journals, learner, races);
  }

  /** The same, with violations that are known. */
  public DriverSearch withAccepted(ImmutableList<Accepted> known) {
    return new DriverSearch(
        platform, scope, climb, deadline, runs, seed, repeat, hangAfter, replays, recorded, known,
        workers, journals, learner, races);
  }

  /** The same, with so many workers. */
  public DriverSearch withWorkers(int number) {
    return new DriverSearch(
        platform, scope, climb, deadline, runs, seed, repeat, hangAfter, replays, recorded,
        accepted, number, journals, learner, races);
  }

  /** The same, which does not run again what these know, and keeps there what is new. */
  public DriverSearch withJournals(Function<String, Journal> known) {
    return new DriverSearch(
        platform, scope, climb, deadline, runs, seed, repeat, hangAfter, replays, recorded,
        accepted, workers, known, learner, races);
  }

  /** The same, which learns the driver's machine in this way. */
  public DriverSearch withLearner(Learner how) {
    return new DriverSearch(
        platform,
        scope,
        climb,
        deadline,
        runs,
        seed,
        repeat,
        hangAfter,
        replays,
        recorded,
        accepted,
        workers,
        journals,
        Optional.of(how),
        races);
  }

  /** The same, in which threads race only if {@code asked} says so. */
  public DriverSearch withRaces(BooleanSupplier asked) {
    return new DriverSearch(
        platform, scope, climb, deadline, runs, seed, repeat, hangAfter, replays, recorded,
        accepted, workers, journals, learner, asked);
  }

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
