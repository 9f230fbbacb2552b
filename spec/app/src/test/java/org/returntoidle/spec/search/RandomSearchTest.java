package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.search.RandomSearch.Plan;

/** What random schedules are made of. */
class RandomSearchTest {
  private static final int PLANS = 1_000;

  /** Against the same numbers in an order that prefers nothing. */
  @Tag("often")
  @Test
  void eventsMeetMoreOftenThanByChance() {
    List<Execution> biased = runs(UnaryOperator.identity());
    Random random = new Random(2);
    List<Execution> shuffled =
        runs(
            plan -> {
              List<Integer> numbers = new ArrayList<>(plan.numbers());
              Collections.shuffle(numbers, random);
              return new Plan(plan.transfers(), plan.bands(), numbers);
            });
    long events = biased.stream().mapToLong(run -> run.schedule().events()).sum();
    long eventsShuffled = shuffled.stream().mapToLong(run -> run.schedule().events()).sum();
    double often = (double) meetings(biased) / events;
    double byChance = (double) meetings(shuffled) / eventsShuffled;
    assertTrue(often > 1.5 * byChance, () -> often + " an event, by chance " + byChance);
  }

  /**
   * But races, which are not asked for, a wait that a driver that heeds cancels never begins, and
   * what only a search of its own throws.
   */
  @Tag("often")
  @Test
  void everyMoveIsMade() {
    Set<Act> made =
        EnumSet.of(
            Act.NOTIFY_CANCEL_IO_MEANWHILE,
            Act.SECOND_ACQUIRE_TWICE,
            Act.READ_COMPLETES,
            Act.READ_NOT_READY_FOR_EVER,
            Act.READ_BAND_FOR_EVER);
    Set<Move> listed = new HashSet<>();
    Stream.of(Point.Kind.values()).forEach(kind -> listed.addAll(kind.moves()));
    listed.removeIf(move -> move.breaksPromise() || made.contains(move.act()));
    Set<Move> streams = new HashSet<>(listed);
    streams.removeIf(move -> !OF_STREAMS.contains(move.act()));
    listed.removeAll(streams);
    Set<Move> others = new HashSet<>();
    for (Platform platform : List.of(Platform.XP, Platform.VISTA)) {
      Set<Move> wanted = platform.streams() ? streams : listed;
      run(
          platform,
          40 * PLANS,
          UnaryOperator.identity(),
          run -> {
            run.visits().stream()
                .map(Execution.Visit::chosen)
                .filter(move -> !wanted.remove(move))
                .forEach(others::add);
            return !wanted.isEmpty() || others.stream().noneMatch(RandomSearchTest::isUnlisted);
          });
      assertEquals(Set.of(), wanted);
    }
    assertTrue(others.stream().anyMatch(RandomSearchTest::isUnlisted), "a code that no list has");
  }

  /** What only transfers to streams have. */
  private static final Set<Act> OF_STREAMS =
      EnumSet.of(
          Act.MORE_PAGES,
          Act.ALL_PAGES,
          Act.ONE_STREAM,
          Act.FEEDER_HAS_LESS,
          Act.READ_FEEDER_EMPTY,
          Act.ACQUIRE_NEXT_ITEM,
          Act.CANCEL_TRANSFER,
          Act.CANCEL_TRANSFER_LOST,
          Act.CALLBACK_SKIPS,
          Act.NULL_STREAM,
          Act.SERVICE_DIES,
          Act.DEVICE_GOES,
          Act.STOPS_LATE,
          Act.HANDLER_RESOLVES,
          Act.HANDLER_GIVES_UP,
          Act.STREAM_TAKES,
          Act.STREAM_TAKES_LESS,
          Act.STREAM_FAILS);

  private static boolean isUnlisted(Move move) {
    return Stream.of(Point.Kind.values()).noneMatch(kind -> kind.moves().contains(move));
  }

  /** How often an event comes at the point next to another one's. */
  private static long meetings(List<Execution> runs) {
    return runs.stream()
        .mapToLong(
            run ->
                IntStream.range(1, run.visits().size())
                    .filter(i -> run.visits().get(i).chosen().isEvent())
                    .filter(i -> run.visits().get(i - 1).chosen().isEvent())
                    .count())
        .sum();
  }

  private static List<Execution> runs(UnaryOperator<Plan> change) {
    List<Execution> runs = new ArrayList<>();
    run(Platform.XP, PLANS, change, runs::add);
    return runs;
  }

  private static void run(
      Platform platform, int plans, UnaryOperator<Plan> change, Predicate<Execution> goesOn) {
    DriverFactory reference =
        platform.streams() ? ReferenceStreamDriver::new : ReferenceMiniDriver::new;
    Limits limits = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(30), false);
    try (Harness harness = new Harness(reference, platform, limits)) {
      JqwikSession.run(
          () -> {
            RandomGenerator<Plan> generator = RandomSearch.plans().generator(1_000);
            Random random = new Random(1);
            boolean more = true;
            for (int i = 0; i < plans && more; i++) {
              Plan plan = change.apply(generator.next(random).value());
              more = goesOn.test(harness.run(plan.scheduler()));
            }
          });
    }
  }
}
