package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.examples.OddDrivers;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;

/** A counterexample has nothing in it that it does not need. */
class MinimalTest {
  private static final Duration HANG = Duration.ofSeconds(1);

  /**
   * Nothing is thrown at random; few random reads complete just before the button, and few faults
   * come in the middle of a second page when all went well before.
   */
  private static final Set<BuiltInDriver> NOT_AT_RANDOM =
      Set.of(
          BuiltInDriver.BUSY_AFTER_EXCEPTION,
          BuiltInDriver.BUTTON_OVERTAKEN,
          BuiltInDriver.STREAM_CLAIMS_TO_SURVIVE,
          BuiltInDriver.STREAM_FAULT_IS_AN_END);

  /** They hang, and each hang costs its time. */
  private static final Set<BuiltInDriver> HANGING =
      ImmutableSet.of(BuiltInDriver.LOCK_ACROSS_CALLBACK, BuiltInDriver.DEAF_WAIT);

  /** After five runs that hang nothing smaller is looked for, and that is not always enough. */
  private static final Set<BuiltInDriver> NOT_SMALLEST =
      ImmutableSet.of(
          BuiltInDriver.STREAM_SCANS_FIRST,
          BuiltInDriver.STREAM_WAITS_DEAF,
          BuiltInDriver.STREAM_TELLS_OF_WARM_UP_ONCE);

  static Stream<BuiltInDriver> quick() {
    return Arrays.stream(BuiltInDriver.values())
        .filter(driver -> !NOT_AT_RANDOM.contains(driver) && !NOT_SMALLEST.contains(driver))
        .filter(driver -> !driver.showsLate() && !driver.showsInAnotherOrder())
        .filter(driver -> !driver.breaks().isEmpty() && !HANGING.contains(driver));
  }

  static Stream<BuiltInDriver> hanging() {
    return HANGING.stream();
  }

  @Tag("often")
  @ParameterizedTest
  @MethodSource("quick")
  void whatIsFoundAtRandomIsAsSmallAsWhatIsEnumerated(BuiltInDriver driver) {
    isAsSmall(driver, 1, 1);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("quick")
  void soItIsWithOtherSeeds(BuiltInDriver driver) {
    isAsSmall(driver, 2, 5);
  }

  private static void isAsSmall(BuiltInDriver driver, long first, long last) {
    Platform platform =
        Platform.all().stream().filter(driver::failsOn).reduce((a, b) -> b).orElseThrow();
    Counterexample shortest = enumerated(driver, platform);
    for (long seed = first; seed <= last; seed++) {
      Counterexample found = atRandom(driver, platform, seed);
      assertEquals(
          shortest.schedule().moves().size(),
          found.schedule().moves().size(),
          () -> "" + shortest.schedule().lines() + found.schedule().lines());
      assertTrue(found.schedule().transfers() <= shortest.schedule().transfers());
      assertTrue(found.replays(), () -> "" + found.seen());
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("hanging")
  void soIsWhatHangs(BuiltInDriver driver) {
    isAsSmall(driver, 1, 5);
  }

  /** It says the same twice: no time, no chance. */
  @Test
  void theSameIsFoundTwice() {
    for (BuiltInDriver driver : List.of(BuiltInDriver.USES_UP, BuiltInDriver.LATE_ERROR_IGNORED)) {
      Counterexample first = atRandom(driver, Platform.XP, 3);
      Counterexample second = atRandom(driver, Platform.XP, 3);
      assertEquals(first.schedule(), second.schedule());
      assertEquals(first.finding(), second.finding());
    }
  }

  /** Two transfers before it, one behind it, and events that only gave the rule its name. */
  @Test
  void whatIsNotNeededGoesAndTheTransfersAreNumberedAgain() {
    Schedule fat =
        schedule(
            at(1, Point.Kind.READ, 1, Move.NOTIFY_OTHER_EVENT),
            at(2, Point.Kind.IDLE, 1, Move.NOTIFY_CANCEL_IO),
            at(2, Point.Kind.NEXT, 1, Move.ACQUIRE_ITEM_DATA),
            at(3, Point.Kind.IDLE, 1, Move.NOTIFY_CANCEL_IO),
            at(3, Point.Kind.NEXT, 1, Move.ACQUIRE_ITEM_DATA),
            at(3, Point.Kind.START, 1, Move.NOTIFY_OTHER_EVENT),
            at(3, Point.Kind.ANSWER, 1, Move.READ_BAND),
            at(3, Point.Kind.CODE, 2, Move.callback(HResult.WIA_ERROR_PAPER_JAM)),
            at(4, Point.Kind.NEXT, 1, Move.ACQUIRE_ITEM_DATA),
            at(4, Point.Kind.READ, 1, Move.NOTIFY_CANCEL_IO));
    Counterexample found = minimal(BuiltInDriver.ERROR_REPLACED.factory(), fat);
    assertEquals(List.of("transfer 1, code 1: CallbackFails_E_FAIL"), found.schedule().lines());
    assertEquals(Rule.A9, found.finding().rule());
    assertEquals(1, found.finding().transfer());
  }

  /** What comes between two transfers belongs to neither. */
  @Test
  void aCancelWhileIdleStaysWhenTheTransferBeforeItGoes() {
    Schedule fat =
        schedule(
            at(2, Point.Kind.NEXT, 1, Move.ACQUIRE_ITEM_DATA),
            at(2, Point.Kind.ANSWER, 1, Move.READ_BAND),
            at(3, Point.Kind.IDLE, 1, Move.NOTIFY_CANCEL_IO),
            at(3, Point.Kind.NEXT, 1, Move.ACQUIRE_ITEM_DATA));
    Counterexample found = minimal(BuiltInDriver.IDLE_CANCEL_KEPT.factory(), fat);
    assertEquals(List.of("transfer 1, idle: NotifyCancelIO"), found.schedule().lines());
  }

  @Test
  void theRunEndsWithTheTransferThatShowsIt() {
    Schedule fat =
        schedule(
            at(1, Point.Kind.CODE, 1, Move.CALLBACK_CANCELS),
            at(2, Point.Kind.NEXT, 1, Move.ACQUIRE_ITEM_DATA));
    Harness harness = harness(BuiltInDriver.CANCEL_AS_SUCCESS.factory(), false);
    try (harness) {
      Regression.Outcome recorded = Regression.run(harness, fat, Tally.of(Reading.PERMISSIVE));
      Counterexample found = recorded.found().orElseThrow();
      assertEquals(fat, found.schedule(), "as recorded");
      assertTrue(found.run().trace().stream().allMatch(event -> event.transfer() == 1));
    }
  }

  /** Any answer shows it: the schedule need not frighten with a rare one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CallbackFails_E_ABORT",
        "CallbackFails_RPC",
        "CallbackFails_0xFFFFFFFF",
        "CallbackFails_0x81234567" // No list has it.
      })
  void theOrdinaryCodeStandsWhereAnyWouldDo(String answer) {
    Move code = Move.withLabel(answer).orElseThrow();
    Counterexample found =
        minimal(BuiltInDriver.ERROR_REPLACED.factory(), schedule(at(1, Point.Kind.CODE, 1, code)));
    assertEquals(List.of("transfer 1, code 1: CallbackFails_E_FAIL"), found.schedule().lines());
  }

  @Tag("long")
  @Test
  void aRaceSaysHowOftenItWasSeen() {
    try (Harness harness = harness(OddDrivers.LostUpdate::new, true)) {
      Counterexample found =
          RandomSearch.search(harness, Tally.of(Reading.PERMISSIVE), 2_000, 1, count -> {})
              .counterexample()
              .orElseThrow();
      Seen seen = found.seen().orElseThrow();
      assertTrue(found.schedule().hasRace());
      assertTrue(seen.times() > 0 && seen.times() <= seen.tries(), seen::toString);
      assertEquals(200, seen.tries());
      assertTrue(found.replays());
    }
  }

  /** Only the thousandth driver that is made is wrong: nobody could replay that. */
  @Test
  void whatIsSeenOnlyOnceIsNotKept() {
    try (Harness harness = harness(wrongOnly(1_000, 1_000), false)) {
      Counterexample found =
          Enumeration.search(harness, Tally.of(Reading.PERMISSIVE)).counterexample().orElseThrow();
      assertEquals(Optional.of(new Seen(0, 200)), found.seen());
      assertFalse(found.replays());
      assertEquals("seen once, not reproduced in 200 tries", "" + found.seen().orElseThrow());
    }
  }

  /** Every third driver is wrong: that can be replayed. */
  @Test
  void whatIsSeenAgainIsKept() {
    AtomicInteger made = new AtomicInteger();
    try (Harness harness =
        harness(
            device -> {
              MiniDriver driver = new ReferenceMiniDriver(device);
              return made.incrementAndGet() > 500 && made.get() % 3 == 0 ? lying(driver) : driver;
            },
            false)) {
      Counterexample found =
          Enumeration.search(harness, Tally.of(Reading.PERMISSIVE)).counterexample().orElseThrow();
      Seen seen = found.seen().orElseThrow();
      assertTrue(60 < seen.times() && seen.times() < 70, seen::toString);
      assertTrue(found.replays());
    }
  }

  /** What shows twenty times of twenty is left to chance no more. */
  @Tag("often")
  @Test
  void aDriverWithThreadsOfItsOwnIsTriedToo() {
    Counterexample found = enumerated(BuiltInDriver.BUTTON_OVERTAKEN, Platform.XP);
    assertTrue(found.run().mayDiffer());
    assertEquals(Optional.empty(), found.seen());
    assertTrue(found.replays());
    assertTrue(new Seen(20, 20).always());
    assertFalse(new Seen(19, 20).always() || new Seen(19, 19).always());
  }

  private static DriverFactory wrongOnly(int from, int to) {
    AtomicInteger made = new AtomicInteger();
    return device -> {
      MiniDriver driver = new ReferenceMiniDriver(device);
      int number = made.incrementAndGet();
      return from <= number && number <= to ? lying(driver) : driver;
    };
  }

  private static MiniDriver lying(MiniDriver driver) {
    return new MiniDriver() {
      @Override
      public HResult drvAcquireItemData(org.returntoidle.driver.TransferContext context) {
        driver.drvAcquireItemData(context);
        return HResult.E_FAIL;
      }

      @Override
      public HResult drvNotifyPnpEvent(org.returntoidle.driver.WiaEvent event) {
        return driver.drvNotifyPnpEvent(event);
      }
    };
  }

  private static Counterexample minimal(DriverFactory factory, Schedule schedule) {
    try (Harness harness = harness(factory, false)) {
      Tally tally = Tally.of(Reading.PERMISSIVE);
      Execution run = harness.run(Scheduler.following(schedule));
      assertEquals(schedule, run.schedule(), "every move is made");
      return Minimal.of(harness, tally, tally.add(schedule, run).orElseThrow(), Deadline.NEVER);
    }
  }

  private static Counterexample enumerated(BuiltInDriver driver, Platform platform) {
    Limits limits =
        driver.needsNeighbor()
            ? Limits.beside(Enumeration.BESIDE, HANG)
            : new Limits(Scope.together(2, 3, 2).withPages(driver.streams() ? 2 : 1), HANG);
    try (Harness harness = new Harness(driver.factory(), platform, limits)) {
      return Enumeration.search(harness, Tally.of(Reading.PERMISSIVE))
          .counterexample()
          .orElseThrow();
    }
  }

  private static Counterexample atRandom(BuiltInDriver driver, Platform platform, long seed) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, HANG, false);
    try (Harness harness = new Harness(driver.factory(), platform, limits)) {
      return RandomSearch.search(harness, Tally.of(Reading.PERMISSIVE), 20_000, seed, count -> {})
          .counterexample()
          .orElseThrow();
    }
  }

  private static Harness harness(DriverFactory factory, boolean races) {
    return new Harness(factory, Platform.XP, Limits.beyond(RandomSearch.SCOPE, HANG, races));
  }

  private record At(Point point, Move move) {}

  private static At at(int transfer, Point.Kind kind, int ordinal, Move move) {
    return new At(new Point(transfer, kind, ordinal), move);
  }

  private static Schedule schedule(At... all) {
    Schedule schedule = Schedule.ORDINARY;
    for (At at : all) {
      schedule = schedule.plus(at.point(), at.move());
    }
    return schedule;
  }
}
