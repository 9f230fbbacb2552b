package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;

/**
 * Makes a counterexample small: what follows the violation goes, then whole transfers, moves and
 * bands, then what is left becomes as ordinary as it can be. Whatever rule is broken on the way
 * will do. The number of runs is bounded, so that the result does not depend on time.
 *
 * <p>If the outcome is up to chance, a schedule breaks a rule if one of {@link #TRIES} runs does,
 * and the last one is counted: {@link Counterexample#seen}. One that shows {@link Seen#always} is
 * left to chance no more.
 */
public final class Minimal {
  /** How often a schedule is run that may end otherwise. */
  private static final int TRIES = 50;

  private static final int RUNS = 3_000;

  /** Each one takes seconds. */
  private static final int HANGS = 5;

  /** Enough hangs to say how often it shows. */
  private static final int HANGS_COUNTED = 2;

  private final Harness harness;
  private final Tally tally;
  private final Deadline deadline;
  private final Set<Schedule> tried = new HashSet<>();
  private int runs = RUNS;
  private int hangs = HANGS;

  private Minimal(Harness harness, Tally tally, Deadline deadline) {
    this.harness = harness;
    this.tally = tally;
    this.deadline = deadline;
  }

  /**
   * The smallest counterexample that {@code found} leads to.
   *
   * @param harness that found it
   * @param tally knows what is a violation; does not count these runs
   * @param deadline ends the search for a smaller one, and for how often it shows
   */
  public static Counterexample of(
      Harness harness, Tally tally, Counterexample found, Deadline deadline) {
    return new Minimal(harness, tally, deadline).of(found);
  }

  private Counterexample of(Counterexample found) {
    boolean chance = found.isUpToChance() || !showsAgain(found);
    Seen again = chance ? count(found.schedule(), 1) : new Seen(1, 1);
    if (!again.again()) {
      return found.with(again).cut();
    }
    Counterexample best = shrink(found);
    if (!chance && !best.isUpToChance()) {
      return best.cut();
    }
    Seen often = count(best.schedule(), Integer.MAX_VALUE);
    if (often.always() && !best.schedule().hasRace()) {
      return best.cut();
    }
    return often.again() ? best.with(often).cut() : found.with(again).cut();
  }

  /** Whether a driver that seems to leave nothing to chance breaks the rule once more. */
  private boolean showsAgain(Counterexample found) {
    return found.run().gaveUp() || deadline.isOver() || run(found.schedule()).isPresent();
  }

  /**
   * How often {@code schedule} breaks a rule; looks no further after {@code enough} times, or if it
   * always does.
   */
  private Seen count(Schedule schedule, int enough) {
    int times = 0;
    int tries = 0;
    int hung = 0;
    while (times < enough
        && !new Seen(times, tries).always()
        && tries < Regression.TRIES
        && hung < HANGS_COUNTED
        && !deadline.isOver()) {
      Optional<Counterexample> found = run(schedule);
      tries++;
      times += found.isPresent() ? 1 : 0;
      hung += found.filter(f -> f.run().gaveUp()).isPresent() ? 1 : 0;
    }
    return new Seen(times, tries);
  }

  private Counterexample shrink(Counterexample found) {
    Counterexample best = found;
    Optional<Counterexample> smaller = Optional.of(found);
    while (smaller.isPresent()) {
      best = smaller.get();
      tried.add(best.schedule());
      smaller = smaller(best).flatMap(schedule -> fails(schedule).stream()).findFirst();
    }
    return best;
  }

  /** A run of {@code schedule} that breaks a rule, if there is one. */
  private Optional<Counterexample> fails(Schedule schedule) {
    if (!tried.add(schedule)) {
      return Optional.empty();
    }
    for (int i = 0; i < TRIES && runs > 0 && hangs > 0 && !deadline.isOver(); i++) {
      runs--;
      Execution run = harness.run(Scheduler.following(schedule));
      hangs -= run.gaveUp() ? 1 : 0;
      Optional<Counterexample> found = news(run);
      if (found.isPresent() || !(schedule.hasRace() || run.mayDiffer())) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Counterexample> run(Schedule schedule) {
    return news(harness.run(Scheduler.following(schedule)));
  }

  private Optional<Counterexample> news(Execution run) {
    return tally
        .news(run)
        // What it did, not what it was to do: some points may not have been reached.
        .map(finding -> new Counterexample(run.schedule(), run, finding));
  }

  // Smaller schedules, the greatest steps first.

  private static Stream<Schedule> smaller(Counterexample best) {
    Schedule schedule = best.schedule();
    int last = best.finding().transfer();
    List<Point> points = List.copyOf(schedule.moves().keySet());
    return Stream.of(
            Stream.of(
                keep(schedule, point -> point.transfer() <= last),
                keep(
                    schedule,
                    point ->
                        point.transfer() <= last
                            || point.equals(new Point(last + 1, Point.Kind.IDLE, 1)))),
            IntStream.rangeClosed(1, last)
                .boxed()
                .flatMap(
                    transfer ->
                        Stream.of(
                            withoutTransfer(schedule, transfer),
                            withoutTransferButIdle(schedule, transfer))),
            alone(best),
            points.stream().map(schedule::without),
            points.stream()
                .filter(point -> point.kind() == Point.Kind.ANSWER)
                .map(point -> withoutRead(schedule, best.run(), point)),
            withoutPage(best),
            points.stream()
                .filter(point -> point.kind() == Point.Kind.EMPTY)
                .map(point -> refilled(schedule, best.run(), point)),
            points.stream().flatMap(point -> simpler(schedule, point)))
        .flatMap(Function.identity());
  }

  /** Nothing, and one of the moves and nothing else, at whichever point it can be made. */
  private static Stream<Schedule> alone(Counterexample best) {
    Set<Move> moves = new LinkedHashSet<>(best.schedule().moves().values());
    return best.schedule().moves().size() < 2
        ? Stream.of() // The next step does it.
        : Stream.concat(
            Stream.of(Schedule.ORDINARY),
            best.run().visits().stream()
                .map(Execution.Visit::point)
                .flatMap(
                    point ->
                        moves.stream()
                            .filter(move -> point.kind().allows(move))
                            .map(move -> Schedule.ORDINARY.plus(point, move))));
  }

  private static Schedule keep(Schedule schedule, Predicate<Point> which) {
    return moved(schedule, point -> Optional.of(point).filter(which));
  }

  private static Schedule withoutTransfer(Schedule schedule, int transfer) {
    return moved(
        schedule,
        point ->
            point.transfer() == transfer ? Optional.empty() : Optional.of(up(point, transfer)));
  }

  /** What happens between two transfers stays. */
  private static Schedule withoutTransferButIdle(Schedule schedule, int transfer) {
    return moved(
        schedule,
        point ->
            point.transfer() == transfer && point.kind() != Point.Kind.IDLE
                ? Optional.empty()
                : Optional.of(up(point, transfer)));
  }

  private static Point up(Point point, int transfer) {
    return point.transfer() > transfer
        ? new Point(point.transfer() - 1, point.kind(), point.ordinal())
        : point;
  }

  /** Without the read that completes at {@code answer}: later ones come one earlier. */
  private static Schedule withoutRead(Schedule schedule, Execution run, Point answer) {
    int from = run.indexOf(answer);
    return moved(
        schedule.without(answer),
        point -> {
          if (point.transfer() != answer.transfer() || run.indexOf(point) < from) {
            return Optional.of(point);
          }
          return switch (point.kind()) {
            case SUBMIT, READ, ANSWER, COMPLETED, CALLBACK, CODE, ANSWERED ->
                point.ordinal() == 1
                    ? Optional.empty()
                    : Optional.of(new Point(point.transfer(), point.kind(), point.ordinal() - 1));
            default -> Optional.of(point);
          };
        });
  }

  /** One page less is wanted, for each page that has begun: what came later comes earlier. */
  private static Stream<Schedule> withoutPage(Counterexample best) {
    Schedule schedule = best.schedule();
    List<Point> visited =
        best.run().visits().stream().map(Execution.Visit::point).collect(Collectors.toList());
    List<Point> more =
        schedule.moves().keySet().stream()
            .filter(point -> point.kind() == Point.Kind.PAGES)
            .collect(Collectors.toList());
    return more.stream()
        .flatMap(
            one ->
                IntStream.range(0, visited.size())
                    .filter(i -> isPage(visited.get(i), one.transfer()))
                    .mapToObj(i -> cut(schedule.without(one), visited, i)));
  }

  private static boolean isPage(Point point, int transfer) {
    return point.kind() == Point.Kind.ASK && point.transfer() == transfer;
  }

  /** Without what happens from {@code begin} to where the next stream is asked for. */
  private static Schedule cut(Schedule schedule, List<Point> visited, int begin) {
    int transfer = visited.get(begin).transfer();
    int end = begin + 1;
    while (end < visited.size()
        && visited.get(end).transfer() == transfer
        && !isPage(visited.get(end), transfer)) {
      end++;
    }
    List<Point> page = visited.subList(begin, end);
    return moved(
        schedule,
        point -> {
          boolean before = visited.indexOf(point) < begin || point.transfer() != transfer;
          if (page.contains(point)) {
            return Optional.empty();
          }
          int less =
              before ? 0 : (int) page.stream().filter(one -> one.kind() == point.kind()).count();
          return Optional.of(new Point(point.transfer(), point.kind(), point.ordinal() - less));
        });
  }

  /** With a sheet where there was none: what came instead comes in the read that has it. */
  private static Schedule refilled(Schedule schedule, Execution run, Point empty) {
    int from = run.indexOf(empty);
    int answers =
        (int)
            run.visits().stream()
                .limit(Math.max(0, from))
                .map(Execution.Visit::point)
                .filter(point -> point.kind() == Point.Kind.ANSWER)
                .filter(point -> point.transfer() == empty.transfer())
                .count();
    Point answer = new Point(empty.transfer(), Point.Kind.ANSWER, answers + 1);
    return moved(
        schedule,
        point ->
            point.equals(empty)
                ? Optional.of(answer)
                : Optional.of(point)
                    .filter(
                        other ->
                            other.kind() != Point.Kind.FEEDER
                                || other.transfer() != empty.transfer()));
  }

  private static Schedule moved(Schedule schedule, Function<Point, Optional<Point>> to) {
    ImmutableMap.Builder<Point, Move> moves = ImmutableMap.builder();
    for (Map.Entry<Point, Move> entry : schedule.moves().entrySet()) {
      to.apply(entry.getKey()).ifPresent(point -> moves.put(point, entry.getValue()));
    }
    return new Schedule(moves.buildKeepingLast());
  }

  /** With a move that is listed earlier, which is the more ordinary one. */
  private static Stream<Schedule> simpler(Schedule schedule, Point point) {
    List<Move> all = point.kind().moves();
    Move now = schedule.moves().getOrDefault(point, all.get(0));
    int listed = all.indexOf(now); // A code that no list has is less ordinary than all others.
    return all.subList(1, listed < 1 ? all.size() : listed).stream()
        .filter(move -> !move.breaksPromise() || now.breaksPromise())
        .filter(move -> !move.isRace() && !move.isForEver())
        .map(move -> schedule.without(point).plus(point, move));
  }
}
