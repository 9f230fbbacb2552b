package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.returntoidle.model.Bounds;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;

/**
 * Runs the same transfer many times over in one life of the driver: every cancel, or every second
 * one, may use something up (D14). So each schedule of one transfer with one event is repeated, and
 * a sample of those with two.
 */
public final class Repetition {
  /** How many schedules with two events are repeated. */
  private static final int SAMPLE = 100;

  /** As much as that at most happens in the one transfer. */
  public static final Scope ONCE = Scope.together(2, 1, 2).withNotReady(1);

  private Repetition() {}

  /**
   * Searches until a violation, the end, or the time is up.
   *
   * @param harness makes one for the driver
   * @param once how much may happen in the one transfer that is repeated
   * @param transfers of a life
   * @param tally a new one
   * @param seed of the sample
   * @param progress is told the number of schedules run so far, on any thread
   */
  public static SearchResult search(
      Function<Limits, Harness> harness,
      Scope once,
      Duration hangAfter,
      int transfers,
      Tally tally,
      long seed,
      Deadline deadline,
      LongConsumer progress) {
    Limits first = new Limits(once.atMost(ONCE), hangAfter);
    Bounds bounds = Bounds.of(2, transfers, 2 * transfers, 2 * transfers);
    Limits often = Limits.beyond(Scope.of(bounds).withNotReady(1), hangAfter, false);
    ImmutableList<Schedule> all;
    try (Harness single = harness.apply(first)) {
      all =
          events(single, new Random(seed), deadline)
              .flatMap(s -> IntStream.of(1, 2).mapToObj(every -> repeated(s, transfers, every)))
              .collect(ImmutableList.toImmutableList());
    }
    try (Harness lives = harness.apply(often)) {
      return search(lives, all, tally, deadline, progress);
    }
  }

  private static SearchResult search(
      Harness lives,
      ImmutableList<Schedule> all,
      Tally tally,
      Deadline deadline,
      LongConsumer progress) {
    List<Counterexample> found = new ArrayList<>();
    lives.runAll(
        all.iterator(),
        Scheduler::following,
        (schedule, run) -> {
          tally.add(schedule, run).ifPresent(found::add);
          progress.accept(tally.runs());
          return found.isEmpty() && !deadline.isOver();
        });
    return tally.result(
        found.stream().findFirst().map(f -> Minimal.of(lives, tally, f, deadline)),
        found.isEmpty() && tally.runs() == all.size() && !deadline.isOver());
  }

  /** The schedules of one transfer with one event, and a sample of those with two. */
  private static Stream<Schedule> events(Harness single, Random random, Deadline deadline) {
    List<Schedule> one = new ArrayList<>();
    List<Schedule> two = new ArrayList<>();
    List<Schedule> level = List.of(Schedule.ORDINARY);
    while (!level.isEmpty() && !deadline.isOver()) {
      List<Schedule> next = new ArrayList<>();
      single.runAll(
          level.iterator(),
          Scheduler::following,
          (schedule, run) -> {
            for (Schedule longer : schedule.extensions(run)) {
              (longer.events() < 2 ? next : two).add(longer);
            }
            return !deadline.isOver();
          });
      next.stream().filter(schedule -> schedule.events() == 1).forEach(one::add);
      level = next;
    }
    Stream<Schedule> sample =
        two.isEmpty()
            ? Stream.of()
            : random.ints(SAMPLE, 0, two.size()).sorted().distinct().mapToObj(two::get);
    return Stream.concat(one.stream(), sample.toList().stream());
  }

  /**
   * A life of so many transfers.
   *
   * @param once what happens in one of them
   * @param every 1 if it happens in each, 2 in every second one
   */
  static Schedule repeated(Schedule once, int transfers, int every) {
    ImmutableMap.Builder<Point, Move> moves = ImmutableMap.builder();
    for (int transfer = 1; transfer <= transfers; transfer++) {
      if (transfer > 1) {
        moves.put(new Point(transfer, Point.Kind.NEXT, 1), Move.ACQUIRE_ITEM_DATA);
      }
      if ((transfer - 1) % every == 0) {
        for (Map.Entry<Point, Move> move : once.moves().entrySet()) {
          Point point = move.getKey(); // What comes while idle may belong to the next transfer.
          int at = transfer + point.transfer() - 1;
          moves.put(new Point(at, point.kind(), point.ordinal()), move.getValue());
        }
      }
    }
    return new Schedule(moves.buildKeepingLast());
  }

  /** A counterexample, if {@code result} has one and it is no longer than {@code transfers}. */
  public static Optional<Counterexample> within(SearchResult result, int transfers) {
    return result.counterexample().filter(found -> found.schedule().transfers() <= transfers);
  }
}
