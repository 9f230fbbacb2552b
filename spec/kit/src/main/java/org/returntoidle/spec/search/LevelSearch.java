package org.returntoidle.spec.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.search.Level.Chunk;

/** Judges every schedule, level by level, until a violation, the end, or the time is up. */
final class LevelSearch {
  private final Harness harness;
  private final Tally tally;
  private final Predicate<Schedule> counts;
  private final Effort effort;
  private final AtomicLong runs = new AtomicLong();
  private volatile boolean timeIsUp;

  /**
   * A search.
   *
   * @param tally a new one
   * @param counts which are judged and counted; the others are run to find them
   */
  LevelSearch(Harness harness, Tally tally, Predicate<Schedule> counts, Effort effort) {
    this.harness = harness;
    this.tally = tally;
    this.counts = counts;
    this.effort = effort;
  }

  SearchResult search() {
    try (Crew crew = new Crew(harness, effort.workers())) {
      return search(crew);
    }
  }

  private SearchResult search(Crew crew) {
    for (Level level = Level.first(); !level.isEmpty(); ) {
      boolean cut = level.isCut();
      List<Share> shares =
          crew.run(level.chunks(), chunk -> known(chunk, cut), this::run, one -> !one.isWhole());
      shares.forEach(share -> tally.add(counted(share, cut).tally()));
      Share last = shares.get(shares.size() - 1);
      if (!last.isWhole()) {
        return tally.result(last.found().map(found -> minimal(crew, last, found)), false);
      }
      tally.levelIsDone();
      level = level.next(shares.stream().map(Share::next).toList());
      effort.watcher().levelIsDone(level.number() - 1, level.size());
      if (timeIsUp) {
        return tally.result(Optional.empty(), level.isEmpty());
      }
    }
    return tally.result(Optional.empty(), true);
  }

  /** What need not be run here. */
  private Optional<Share> known(Chunk chunk, boolean cut) {
    if (cut && !effort.journal().shard().runs(chunk.piece())) {
      return Optional.of(Share.ofOthers(chunk.piece(), part(chunk)));
    }
    Optional<Share> known =
        effort
            .journal()
            .known(chunk.level(), chunk.piece())
            .map(
                json ->
                    Share.of(
                        chunk.piece(),
                        json,
                        part(chunk),
                        schedule -> harness.run(Scheduler.following(schedule))));
    known.ifPresent(share -> effort.watcher().at(runs.addAndGet(share.tally().runs())));
    return known;
  }

  /** What every part of the work runs is counted by one. */
  private Share counted(Share share, boolean cut) {
    return cut || !share.isWhole() || effort.journal().shard().countsWhatAllRun()
        ? share
        : share.with(tally.part(false));
  }

  private Tally part(Chunk chunk) {
    return tally.part(chunk.piece() == 0);
  }

  private Counterexample minimal(Crew crew, Share share, Counterexample found) {
    // Where it was found: what was run before may have to do with it.
    return Minimal.of(crew.harnessOf(share.piece()), tally, found, effort.deadline());
  }

  /** Whether the time is up; once it is, nobody looks at the clock any more. */
  private boolean isOver() {
    timeIsUp = timeIsUp || effort.deadline().isOver();
    return timeIsUp;
  }

  private Share run(Harness own, Chunk chunk, BooleanSupplier needed) {
    Tally part = part(chunk);
    List<Counterexample> found = new ArrayList<>();
    Level.Next next = new Level.Next();
    int[] left = {chunk.size()};
    own.runAll(
        chunk.schedules(),
        Scheduler::following,
        (schedule, run) -> {
          left[0]--;
          next.add(schedule, run);
          if (counts.test(schedule)) {
            part.add(schedule, run).ifPresent(found::add);
            effort.watcher().at(runs.incrementAndGet());
          }
          return found.isEmpty() && needed.getAsBoolean() && !isOver();
        });
    Share share = new Share(chunk.piece(), part, found.stream().findFirst(), left[0], next.end());
    if (share.isWhole()) {
      effort.journal().done(chunk.level(), chunk.piece(), share.toJson());
    }
    return share;
  }
}
