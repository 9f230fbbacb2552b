package org.returntoidle.spec.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;

/**
 * Runs every schedule within the bounds once, those with the fewest extraordinary moves first: the
 * first violation is a minimal one. A schedule is extended only at points behind its last move, so
 * none is run twice.
 */
public final class Enumeration {
  /** As much as that goes on beside a neighbor, at most. */
  public static final Scope BESIDE = Scope.together(1, 2, 1).withNotReady(0);

  private Enumeration() {}

  /**
   * Searches until a violation or the end.
   *
   * @param tally a new one
   * @param progress is told the number of schedules run so far, on any thread
   */
  public static SearchResult search(Harness harness, Tally tally, LongConsumer progress) {
    return search(harness, tally, Deadline.NEVER, progress);
  }

  /**
   * Searches until a violation, the end, or the time is up.
   *
   * @param tally a new one
   * @param progress is told the number of schedules run so far, on any thread
   */
  public static SearchResult search(
      Harness harness, Tally tally, Deadline deadline, LongConsumer progress) {
    return search(harness, tally, deadline, progress, schedule -> true);
  }

  /**
   * The same for the schedules in which something is thrown; those without are run to find them,
   * but have been judged before.
   *
   * @param harness with {@link org.returntoidle.spec.harness.Limits#throwing}
   */
  public static SearchResult throwing(
      Harness harness, Tally tally, Deadline deadline, LongConsumer progress) {
    return search(harness, tally, deadline, progress, Schedule::throwsSomething);
  }

  /**
   * The same for the schedules in which something happens to a second driver.
   *
   * @param harness with {@link org.returntoidle.spec.harness.Limits#beside}
   */
  public static SearchResult beside(
      Harness harness, Tally tally, Deadline deadline, LongConsumer progress) {
    return search(harness, tally, deadline, progress, Schedule::hasNeighbor);
  }

  private static SearchResult search(
      Harness harness,
      Tally tally,
      Deadline deadline,
      LongConsumer progress,
      Predicate<Schedule> counts) {
    if (deadline.isOver()) {
      return SearchResult.NO_TIME;
    }
    List<Counterexample> found = new ArrayList<>();
    boolean finished =
        walk(
            harness,
            (schedule, run) -> {
              if (counts.test(schedule)) {
                tally.add(schedule, run).ifPresent(found::add);
                progress.accept(tally.runs());
              }
              return found.isEmpty() && !deadline.isOver();
            },
            () -> {
              tally.levelIsDone();
              return true;
            });
    return tally.result(
        found.stream().findFirst().map(f -> Minimal.of(harness, tally, f, deadline)),
        finished && found.isEmpty());
  }

  /**
   * Runs all schedules, level by level: first those with no extraordinary move, then those with
   * one, and so on.
   *
   * @param goesOn takes in each run, on any thread; false ends the walk
   * @param deeper asked after each level of which every schedule was run; false ends the walk
   * @return whether every schedule was run
   */
  public static boolean walk(
      Harness harness, BiPredicate<Schedule, Execution> goesOn, BooleanSupplier deeper) {
    List<Schedule> level = List.of(Schedule.ORDINARY);
    while (true) {
      List<Schedule> next = new ArrayList<>();
      int[] left = {level.size()};
      boolean[] more = {true};
      harness.runAll(
          level.iterator(),
          Scheduler::following,
          (schedule, run) -> {
            left[0]--;
            next.addAll(schedule.extensions(run));
            more[0] = goesOn.test(schedule, run);
            return more[0];
          });
      if (left[0] > 0) {
        return false;
      }
      boolean wanted = deeper.getAsBoolean();
      if (next.isEmpty() || !wanted || !more[0]) {
        return next.isEmpty();
      }
      level = next;
    }
  }
}
