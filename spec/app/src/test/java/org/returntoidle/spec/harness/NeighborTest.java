package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.examples.racy.WaitsForPool;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;

/** What happens to a second driver touches the first only if the two share something. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NeighborTest {
  private static final Limits LIMITS =
      Limits.beside(Scope.together(1, 2, 1), Duration.ofSeconds(5));

  /** The reference with something around its calls. */
  private record Around(MiniDriver inner, Function<TransferContext, HResult> acquire)
      implements MiniDriver {
    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return acquire.apply(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return inner.drvNotifyPnpEvent(event);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  private static DriverFactory around(
      Function<MiniDriver, Function<TransferContext, HResult>> acquire) {
    return device -> {
      MiniDriver reference = new ReferenceMiniDriver(device);
      return new Around(reference, acquire.apply(reference));
    };
  }

  private static Execution run(DriverFactory factory, Schedule schedule) {
    try (Harness harness = new Harness(factory, Platform.XP, LIMITS)) {
      return harness.run(Scheduler.following(schedule));
    }
  }

  private static Optional<String> violation(DriverFactory factory, Point.Kind at, Move move) {
    Execution run = run(factory, Schedule.ORDINARY.plus(new Point(1, at, 1), move));
    return Judge.judge(run, Reading.STRICT).violation().map(NeighborTest::text);
  }

  private static String text(Finding finding) {
    return finding.rule() + " " + finding.message();
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.Kind.class,
      names = {"IDLE", "READ", "COMPLETED", "CALLBACK"})
  void whatHappensToANeighborIsNoCause(Point.Kind at) {
    List<TraceEvent> undisturbed = run(ReferenceMiniDriver::new, Schedule.ORDINARY).trace();
    for (Move move : at.moves()) {
      if (move.isBeside()) {
        Schedule schedule = Schedule.ORDINARY.plus(new Point(1, at, 1), move);
        Execution run = run(ReferenceMiniDriver::new, schedule);
        assertEquals(schedule, run.schedule());
        assertEquals(undisturbed, run.trace(), move::label);
      }
    }
  }

  /** It really is played: with its device, its callback, and its notification. */
  @Test
  void aNeighborMeetsWhatItsMoveSays() {
    assertEquals(HResult.S_OK, ofNeighbor(Move.NEIGHBOR_TRANSFERS));
    assertEquals(HResult.WIA_ERROR_PAPER_JAM, ofNeighbor(Move.NEIGHBOR_FAILS));
    assertEquals(HResult.S_FALSE, ofNeighbor(Move.NEIGHBOR_CALLBACK_CANCELS));
    assertEquals(HResult.S_FALSE, ofNeighbor(Move.NEIGHBOR_NOTIFY_CANCEL_IO));
    assertEquals(HResult.S_OK, ofNeighbor(Move.NEIGHBOR_STAYS));
  }

  /** The neighbor's comes back while the callback of the other is in flight, so it is the first. */
  private static HResult ofNeighbor(Move move) {
    List<HResult> results = new CopyOnWriteArrayList<>();
    DriverFactory factory =
        around(
            driver ->
                context -> {
                  HResult result = driver.drvAcquireItemData(context);
                  results.add(result);
                  return result;
                });
    try (Harness harness = new Harness(factory, Platform.XP, LIMITS)) {
      results.clear();
      harness.run(
          Scheduler.following(Schedule.ORDINARY.plus(new Point(1, Point.Kind.CALLBACK, 1), move)));
    }
    assertEquals(2, results.size());
    return results.get(0);
  }

  /** It stays from before the transfer to its end, and no longer. */
  @Test
  void aNeighborStaysAsLongAsTheTransferRuns() {
    AtomicBoolean busy = new AtomicBoolean();
    DriverFactory oneAtATime =
        around(
            driver ->
                context -> {
                  if (!busy.compareAndSet(false, true)) {
                    return HResult.WIA_ERROR_BUSY;
                  }
                  HResult result = driver.drvAcquireItemData(context);
                  busy.set(false);
                  return result;
                });
    assertEquals(
        Optional.of("A4"),
        violation(oneAtATime, Point.Kind.IDLE, Move.NEIGHBOR_STAYS).map(v -> v.substring(0, 2)));
    assertEquals(Optional.empty(), violation(oneAtATime, Point.Kind.IDLE, Move.NEIGHBOR_TRANSFERS));
    assertFalse(busy.get());
  }

  @Test
  void oneThatWaitsForTheOthersLockDoesNotReturn() {
    ReentrantLock lock = new ReentrantLock();
    DriverFactory locked =
        around(
            driver ->
                context -> {
                  lock.lock();
                  try {
                    return driver.drvAcquireItemData(context);
                  } finally {
                    lock.unlock();
                  }
                });
    String hangs =
        "L2 drvAcquireItemData of a second driver, with a device of its own, does not return";
    assertEquals(
        Optional.of(hangs + " while a read is in flight"),
        violation(locked, Point.Kind.READ, Move.NEIGHBOR_TRANSFERS));
    assertEquals(
        Optional.of(hangs + " while a callback is in flight"),
        violation(locked, Point.Kind.CALLBACK, Move.NEIGHBOR_NOTIFY_CANCEL_IO));
    assertEquals(Optional.empty(), violation(locked, Point.Kind.IDLE, Move.NEIGHBOR_FAILS));
  }

  /** The other way round it is the one that is judged. */
  @Test
  void norDoesTheOneThatIsJudged() {
    Semaphore one = new Semaphore(1);
    DriverFactory locked =
        around(
            driver ->
                context -> {
                  one.acquireUninterruptibly();
                  HResult result = driver.drvAcquireItemData(context);
                  one.release();
                  return result;
                });
    assertEquals(
        Optional.of("L1 the driver hangs"),
        violation(locked, Point.Kind.IDLE, Move.NEIGHBOR_STAYS).map(v -> v.substring(0, 19)));
  }

  /** A thread that an earlier driver has made waits for the neighbor: it is let go, too. */
  @Test
  void aNeighborThatIsGivenUpHoldsUpNobodyAfterwards() {
    DriverFactory oneThreadForAll = WaitsForPool::new;
    assertEquals(Optional.empty(), undisturbed(oneThreadForAll));
    assertEquals(
        Optional.of("L1 the driver hangs"),
        violation(oneThreadForAll, Point.Kind.IDLE, Move.NEIGHBOR_STAYS)
            .map(v -> v.substring(0, 19)));
    assertEquals(Optional.empty(), undisturbed(oneThreadForAll));
  }

  private static Optional<Finding> undisturbed(DriverFactory factory) {
    return Judge.judge(run(factory, Schedule.ORDINARY), Reading.STRICT).violation();
  }

  @Test
  void aNotificationForANeighborDoesNotWaitForTheOther() {
    Object lock = new Object();
    DriverFactory factory =
        device -> {
          ScannerDevice own = device;
          MiniDriver reference = new ReferenceMiniDriver(own);
          return new MiniDriver() {
            @Override
            public HResult drvAcquireItemData(TransferContext context) {
              return reference.drvAcquireItemData(
                  new TransferContext(
                      message -> {
                        synchronized (lock) {
                          return context.callback().miniDrvCallback(message);
                        }
                      },
                      context.platform()));
            }

            @Override
            public HResult drvNotifyPnpEvent(WiaEvent event) {
              synchronized (lock) {
                return reference.drvNotifyPnpEvent(event);
              }
            }

            @Override
            public boolean cancelsAsynchronously() {
              return true;
            }
          };
        };
    assertEquals(
        Optional.of(
            "D8 drvNotifyPnpEvent of a second driver, with a device of its own, does not return"
                + " while a callback is in flight"),
        violation(factory, Point.Kind.CALLBACK, Move.NEIGHBOR_NOTIFY_CANCEL_IO));
  }

  /** A driver that never comes to an end of itself is no finding of the one beside it. */
  @Test
  void whatANeighborDoesWrongIsNotJudged() {
    AtomicBoolean first = new AtomicBoolean();
    DriverFactory factory =
        around(
            driver ->
                context -> {
                  if (first.getAndSet(true)) {
                    throw new IllegalStateException("of the neighbor");
                  }
                  return driver.drvAcquireItemData(context);
                });
    try (Harness harness = new Harness(factory, Platform.XP, LIMITS)) {
      first.set(false);
      Execution run =
          harness.run(
              Scheduler.following(
                  Schedule.ORDINARY.plus(
                      new Point(1, Point.Kind.READ, 1), Move.NEIGHBOR_TRANSFERS)));
      assertEquals(Optional.empty(), Judge.judge(run, Reading.STRICT).violation());
    }
  }
}
