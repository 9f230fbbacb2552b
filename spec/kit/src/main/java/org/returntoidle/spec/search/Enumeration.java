package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.Level.Chunk;

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
   */
  public static SearchResult search(Harness harness, Tally tally) {
    return search(harness, tally, Effort.PLAIN);
  }

  /**
   * Searches until a violation, the end, or the time is up.
   *
   * @param tally a new one
   */
  public static SearchResult search(Harness harness, Tally tally, Effort effort) {
    return search(harness, tally, schedule -> true, effort);
  }

  /**
   * The same for the schedules in which something is thrown; those without are run to find them,
   * but have been judged before.
   *
   * @param harness with {@link org.returntoidle.spec.harness.Limits#throwing}
   */
  public static SearchResult throwing(Harness harness, Tally tally, Effort effort) {
    return search(harness, tally, Schedule::throwsSomething, effort);
  }

  /**
   * The same for the schedules in which something happens to a second driver.
   *
   * @param harness with {@link org.returntoidle.spec.harness.Limits#beside}
   */
  public static SearchResult beside(Harness harness, Tally tally, Effort effort) {
    return search(harness, tally, Schedule::hasNeighbor, effort);
  }

  private static SearchResult search(
      Harness harness, Tally tally, Predicate<Schedule> counts, Effort effort) {
    return effort.deadline().isOver()
        ? SearchResult.NO_TIME
        : new LevelSearch(harness, tally, counts, effort).search();
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
    Level level = Level.first();
    while (true) {
      long[] left = {level.size()};
      boolean[] more = {true};
      List<ImmutableList<Block>> found = new ArrayList<>();
      for (Chunk chunk : level.chunks()) {
        Level.Next next = new Level.Next();
        if (more[0]) {
          harness.runAll(
              chunk.schedules(),
              Scheduler::following,
              (schedule, run) -> {
                left[0]--;
                next.add(schedule, run);
                more[0] = goesOn.test(schedule, run);
                return more[0];
              });
        }
        found.add(next.end());
      }
      if (left[0] > 0) {
        return false;
      }
      level = level.next(found);
      boolean wanted = deeper.getAsBoolean();
      if (level.isEmpty() || !wanted || !more[0]) {
        return level.isEmpty();
      }
    }
  }
}
