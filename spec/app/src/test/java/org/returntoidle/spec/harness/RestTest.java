package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The driver's threads have come to rest, or it is known that they do not. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RestTest {
  /** Less than what makes a thread one that spins. */
  private static final long SOME_WORK = TimeUnit.MILLISECONDS.toNanos(2);

  private final DriverThreads threads = new DriverThreads(() -> true);
  private final Session session =
      new Session(
          Scheduler.following(Schedule.ORDINARY),
          new Limits(Scope.together(1, 1, 1), Duration.ofSeconds(10)),
          new Capabilities(true, true, false, false, false, false, false, true),
          false,
          false);
  private final Rest rest = new Rest(threads, session);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean worked;

  @AfterEach
  void end() {
    over.countDown();
    threads.abandon();
  }

  @Test
  void oneThreadAloneIsNotWaitedFor() throws Exception {
    threads.transfer().submit(this::rested).get();
    assertEquals(Order.ONE_THREAD, session.order());
  }

  @Test
  void whoWorksIsWaitedForUntilItWaits() throws Exception {
    driver(
        () -> {
          while (ProcessorTime.of(Thread.currentThread()) < SOME_WORK) {
            Thread.onSpinWait();
          }
          worked = true;
          over.await();
          return null;
        });
    assertTrue(worked);
    assertEquals(Order.ONE_THREAD, session.order(), "nothing was up to time");
  }

  @Test
  void whoSpinsDoesNotComeToRest() throws Exception {
    driver(
        () -> {
          while (over.getCount() > 0) {
            Thread.onSpinWait();
          }
          return null;
        });
    assertEquals(Order.TIMED, session.order());
  }

  @Test
  void whoWaitsForAWhileIsWokenByTime() throws Exception {
    driver(() -> over.await(1, TimeUnit.HOURS));
    assertEquals(Order.TIMED, session.order());
  }

  @Test
  void whatHasBecomeNeedlessIsNotWaitedFor() throws Exception {
    driver(
        () -> {
          while (over.getCount() > 0) {
            Thread.onSpinWait();
          }
          return null;
        },
        () -> rest.await(() -> true));
    assertEquals(Order.ONE_THREAD, session.order());
  }

  @Test
  void aRunThatIsGivenUpIsNotWaitedFor() {
    session.abort();
    Throwable thrown =
        assertThrows(
            ExecutionException.class,
            () ->
                driver(
                    () -> {
                      while (over.getCount() > 0) {
                        Thread.onSpinWait();
                      }
                      return null;
                    }));
    while (thrown != null && !(thrown instanceof AbortedException)) {
      thrown = thrown.getCause();
    }
    assertTrue(thrown instanceof AbortedException);
  }

  private boolean rested() {
    rest.await();
    return true;
  }

  private void driver(Callable<?> other) throws Exception {
    driver(other, rest::await);
  }

  /**
   * The caller's thread comes to a decision while another thread of the driver's does something.
   */
  private void driver(Callable<?> other, Runnable decision) throws Exception {
    threads
        .transfer()
        .submit(
            () -> {
              CountDownLatch begun = new CountDownLatch(1);
              Thread thread =
                  new Thread(
                      () -> {
                        begun.countDown();
                        try {
                          other.call();
                        } catch (Exception e) {
                          Thread.currentThread().interrupt();
                        }
                      });
              thread.start();
              begun.await();
              decision.run();
              return null;
            })
        .get();
  }
}
