package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A thread that waits in the system is taken for one that waits, if it says so and does so. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the system does not tell who waits")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SystemWaitTest {
  private volatile boolean elsewhere;
  private volatile boolean over;
  private final DriverThreads threads = new DriverThreads(() -> !elsewhere);

  @AfterEach
  void end() {
    over = true;
    threads.abandon();
  }

  @Test
  void onlyAThreadThatCallsDriversIsSeen() throws Exception {
    assertFalse(SystemWait.isSeen());
    assertTrue(threads.service().submit(SystemWait::isSeen).get());
  }

  @Test
  void whoSaysSoAndSleepsInTheSystemWaits() throws Exception {
    Process silent = new ProcessBuilder("cat").start();
    FutureTask<Integer> read = threads.service().submit(() -> read(silent, true));
    while (!threads.othersWait()) {
      Thread.onSpinWait();
    }
    assertFalse(threads.anyOtherRuns());
    assertFalse(threads.allWait()); // It is woken from outside this program.
    silent.getOutputStream().close();
    assertEquals(-1, read.get());
    while (threads.service().isBusy()) {
      Thread.onSpinWait();
    }
    assertFalse(SystemWait.isIn(threads.service().thread()));
  }

  /** Java says that it runs, and nobody else knows better. */
  @Test
  void whoDoesNotSaySoWorks() throws Exception {
    Process silent = new ProcessBuilder("cat").start();
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<Integer> read =
        threads
            .service()
            .submit(
                () -> {
                  begun.countDown();
                  return read(silent, false);
                });
    begun.await();
    while (isRunnable()) {
      Thread.onSpinWait();
    }
    assertFalse(threads.othersWait());
    silent.getOutputStream().close();
    assertEquals(-1, read.get());
  }

  private boolean isRunnable() {
    KernelTask task = threads.service().task();
    return task == null || task.isRunnable();
  }

  @Test
  void whoSaysSoAndRunsDoesNotWait() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<Boolean> spun = threads.service().submit(() -> spin(begun));
    begun.await();
    assertTrue(isOnceSeen(() -> !threads.othersWait()));
    assertTrue(isOnceSeen(() -> standing() == DriverThreads.Standing.MOVES));
    over = true;
    assertTrue(spun.get());
  }

  /** A call that waits for an answer of another process is held up only if that rests, too. */
  @Test
  void itRestsIfWhatItWaitsForRests() throws Exception {
    Process silent = new ProcessBuilder("cat").start();
    FutureTask<Integer> read = threads.service().submit(() -> read(silent, true));
    while (standing() != DriverThreads.Standing.RESTS) {
      Thread.onSpinWait();
    }
    elsewhere = true;
    assertEquals(DriverThreads.Standing.MOVES, standing());
    silent.getOutputStream().close();
    assertEquals(-1, read.get());
  }

  /** For a moment the runtime may hold a thread that runs. */
  private static boolean isOnceSeen(BooleanSupplier what) {
    for (int i = 0; i < 100; i++) {
      if (what.getAsBoolean()) {
        return true;
      }
      Turns.pass();
    }
    return false;
  }

  private DriverThreads.Standing standing() {
    return threads.standing(threads.service(), Set.of(Thread.currentThread()));
  }

  private static int read(Process process, boolean says) throws Exception {
    if (says) {
      SystemWait.begin();
    }
    try {
      return process.getInputStream().read();
    } finally {
      SystemWait.end();
    }
  }

  private boolean spin(CountDownLatch begun) {
    SystemWait.begin();
    begun.countDown();
    while (!over) {
      Thread.onSpinWait();
    }
    SystemWait.end();
    return true;
  }
}
