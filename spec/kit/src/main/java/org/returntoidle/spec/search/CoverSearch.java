package org.returntoidle.spec.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Scheduler;

/** Runs the schedules of a cover: a smoke test, in which each edge comes and not each order. */
public final class CoverSearch {
  private CoverSearch() {}

  /**
   * Searches until a violation, until all were run, or until the time is up.
   *
   * @param harness with {@link EdgeCover#SCOPE}
   * @param tally a new one
   * @param progress is told the number of schedules run so far
   */
  public static SearchResult search(
      Harness harness, EdgeCover cover, Tally tally, Deadline deadline, LongConsumer progress) {
    if (deadline.isOver()) {
      return SearchResult.NO_TIME;
    }
    List<Counterexample> found = new ArrayList<>();
    harness.runAll(
        cover.schedules().iterator(),
        Scheduler::following,
        (schedule, run) -> {
          tally.add(schedule, run).ifPresent(found::add);
          progress.accept(tally.runs());
          return found.isEmpty() && !deadline.isOver();
        });
    Optional<Counterexample> minimal =
        found.stream().findFirst().map(one -> Minimal.of(harness, tally, one, deadline));
    return tally.result(minimal, minimal.isEmpty() && tally.runs() == cover.schedules().size());
  }
}
