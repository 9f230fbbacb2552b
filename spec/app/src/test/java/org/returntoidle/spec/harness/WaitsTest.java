package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a wait was ended by somebody is told from how often threads have waited (D25). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WaitsTest {
  private static final ImmutableMap<Long, Long> OTHERS = ImmutableMap.of(7L, 3L);

  private final DriverThreads threads = new DriverThreads(() -> true);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean spins = true;

  @AfterEach
  void end() {
    spins = false;
    over.countDown();
    threads.abandon();
  }

  @Test
  void whoHasWaitedWhileAllOthersStoodStillWasNotWoken() {
    assertTrue(new Waits(6, OTHERS).nobodyEnded(new Waits(5, OTHERS), 0));
  }

  @Test
  void whoHasNotWaitedNeedsNobody() {
    assertFalse(new Waits(5, OTHERS).nobodyEnded(new Waits(5, OTHERS), 0));
  }

  @Test
  void whatWasWaitedInCallsOfOursDoesNotCount() {
    assertFalse(new Waits(7, OTHERS).nobodyEnded(new Waits(5, OTHERS), 2));
    assertTrue(new Waits(8, OTHERS).nobodyEnded(new Waits(5, OTHERS), 2));
  }

  @Test
  void anotherThatHasDoneSomethingMayHaveEndedIt() {
    Waits before = new Waits(5, OTHERS);
    assertFalse(new Waits(6, ImmutableMap.of(7L, 4L)).nobodyEnded(before, 0));
    assertFalse(new Waits(6, ImmutableMap.of()).nobodyEnded(before, 0));
    assertFalse(new Waits(6, null).nobodyEnded(before, 0));
    assertFalse(new Waits(6, OTHERS).nobodyEnded(new Waits(5, null), 0));
  }

  @Test
  void aWaitIsCountedHoweverShort() {
    long before = Waits.soFar();
    LockSupport.parkNanos(1);
    LockSupport.parkNanos(1);
    assertTrue(Waits.soFar() > before);
  }

  @Test
  void aThreadOfTheDriversThatWaitsIsCounted() throws Exception {
    Thread thread = ofDriver(this::awaitTheEnd);
    until(thread, Thread.State.WAITING);
    ImmutableMap<Long, Long> others = Waits.now(threads).others();
    assertNotNull(others);
    assertTrue(others.containsKey(thread.getId()));
    assertEquals(others, Waits.now(threads).others());
  }

  @Test
  void whereOneRunsNothingIsKnown() throws Exception {
    ofDriver(
        () -> {
          while (spins) {
            Thread.onSpinWait();
          }
        });
    assertNull(Waits.now(threads).others());
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A thread that is in the driver's group, since the driver's thread has started it. */
  private Thread ofDriver(Runnable what) throws Exception {
    return threads
        .transfer()
        .submit(
            () -> {
              Thread thread = new Thread(what);
              thread.start();
              return thread;
            })
        .get();
  }

  private static void until(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }
}
