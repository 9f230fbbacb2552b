package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.MoreCollectors;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.monitor.Manner;

/** Whether a call overlaps with what the driver does is told from its threads, not from time. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ServiceTest {
  private volatile boolean elsewhere;
  private final DriverThreads threads = new DriverThreads(() -> !elsewhere);
  private final Session session =
      new Session(
          Scheduler.following(Schedule.ORDINARY),
          new Limits(Scope.together(1, 1, 1), Duration.ofSeconds(10)),
          new Capabilities(true, true, false, false, false, false, false, true),
          false,
          false);

  @AfterEach
  void end() {
    threads.abandon();
  }

  /** The machine has no time for the service's thread: that is not the driver's doing. */
  @Test
  void aCallThatHasNotBegunIsWaitedFor() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    FutureTask<Void> held = threads.service().submit(() -> await(busy));
    FutureTask<Boolean> begun = secondCallAtStop(() -> HResult.WIA_ERROR_BUSY);
    for (int i = 0; i < 100; i++) {
      Turns.pass();
    }
    assertFalse(begun.isDone());
    busy.countDown();
    assertEquals(false, begun.get());
    held.get();
  }

  @Test
  void oneThatWaitsForTheCallersLockOverlaps() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    FutureTask<Boolean> begun =
        secondCallAtStop(
            lock,
            () -> {
              lock.lock();
              try {
                return HResult.S_OK;
              } finally {
                lock.unlock();
              }
            });
    assertTrue(begun.get());
  }

  @Test
  void soDoesOneThatWaitsForSomethingElseThatNobodyBrings() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    assertTrue(
        secondCallAtStop(
                () -> {
                  await(never);
                  return HResult.S_OK;
                })
            .get());
    never.countDown();
  }

  /** However long that takes. */
  @Test
  void oneThatAnotherThreadOfTheDriversWakesDoesNot() throws Exception {
    assertFalse(
        secondCallAtStop(
                () -> {
                  CountDownLatch done = new CountDownLatch(1);
                  new Thread(
                          () -> {
                            long until = ProcessorTime.of(Thread.currentThread()) + 50_000_000;
                            while (ProcessorTime.of(Thread.currentThread()) < until) {
                              Thread.onSpinWait();
                            }
                            done.countDown();
                          })
                      .start();
                  await(done);
                  return HResult.WIA_ERROR_BUSY;
                })
            .get());
  }

  /** What wakes the call may be another process, and the machine may have no time for it. */
  @Test
  void norDoesOneThatSomethingElsewhereWillWake() throws Exception {
    elsewhere = true;
    CountDownLatch answer = new CountDownLatch(1);
    FutureTask<Boolean> begun =
        secondCallAtStop(
            () -> {
              await(answer);
              return HResult.WIA_ERROR_BUSY;
            });
    for (int i = 0; i < 100; i++) {
      Turns.pass();
    }
    assertFalse(begun.isDone());
    answer.countDown();
    assertFalse(begun.get());
  }

  /** Of a fault that a reader meets while the driver is told of a cancel, either is first (D3). */
  @Test
  void aCancelOverlapsWithAFaultThatIsReadMeanwhile() throws Exception {
    assertEquals(
        Manner.OVERLAPPING,
        cancelInCallback(() -> session.readFault(HResult.WIA_ERROR_PAPER_JAM, true)));
  }

  @Test
  void butNotWithOneThatWasReadBefore() throws Exception {
    session.readFault(HResult.WIA_ERROR_PAPER_JAM, true);
    assertEquals(Manner.ALONE, cancelInCallback(() -> {}));
  }

  /** On a busy machine that is not rare. */
  @Test
  void aCallThatEndsWhileItIsLookedAtDoesNotHang() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    Supplier<Duration> endsTheCall =
        () -> {
          if (looks.incrementAndGet() > 1) {
            looked.countDown();
            while (threads.service().isBusy()) {
              Thread.onSpinWait();
            }
          }
          return Duration.ZERO;
        };
    Service service =
        service(
            () -> HResult.WIA_ERROR_BUSY,
            () -> await(looked),
            over -> new HangWatch(over, Duration.ZERO, endsTheCall));
    cancelInCallback(service);
    assertTrue(looks.get() > 1);
    assertFalse(session.isAborted(), () -> session.trace().toString());
  }

  /** How a cancel comes that the transfer's thread brings from our hands. */
  private Manner cancelInCallback(Runnable whileNotified) throws Exception {
    return cancelInCallback(service(() -> HResult.WIA_ERROR_BUSY, whileNotified));
  }

  private Manner cancelInCallback(Service service) throws Exception {
    threads
        .transfer()
        .submit(
            () -> {
              service.callsFrom(Thread.currentThread());
              service.disturb(Move.NOTIFY_CANCEL_IO, "in a callback", () -> false);
              return true;
            })
        .get();
    return session.trace().stream()
        .flatMap(e -> e instanceof TraceEvent.Happened h ? Stream.of(h) : Stream.empty())
        .filter(h -> h.action() == Action.NOTIFY_CANCEL_IO)
        .map(TraceEvent.Happened::manner)
        .collect(MoreCollectors.onlyElement());
  }

  private FutureTask<Boolean> secondCallAtStop(Supplier<HResult> answer) {
    return secondCallAtStop(new ReentrantLock(), answer);
  }

  /** Whether a second call that comes while the device stops still runs when it has stopped. */
  private FutureTask<Boolean> secondCallAtStop(ReentrantLock held, Supplier<HResult> answer) {
    Service service = service(answer, () -> {});
    return threads
        .transfer()
        .submit(
            () -> {
              service.callsFrom(Thread.currentThread());
              held.lock();
              service.disturbOverlapping(Move.SECOND_ACQUIRE);
              return service.isPending();
            });
  }

  private Service service(Supplier<HResult> answer, Runnable whileNotified) {
    return service(
        answer,
        whileNotified,
        over -> new HangWatch(over, Duration.ofSeconds(10), () -> Duration.ZERO));
  }

  private Service service(
      Supplier<HResult> answer, Runnable whileNotified, HangWatch.Maker watches) {
    MiniDriver driver =
        new MiniDriver() {
          @Override
          public HResult drvAcquireItemData(TransferContext context) {
            return answer.get();
          }

          @Override
          public HResult drvNotifyPnpEvent(WiaEvent event) {
            whileNotified.run();
            return HResult.S_OK;
          }
        };
    return new Service(new Driven(driver, Platform.XP), watches, session, threads);
  }

  private static @Nullable Void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }
}
