package org.returntoidle.spec.harness;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each thread of Java's is found as the system knows it, also one that has never called us. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KernelTaskTest {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread waiting = new Thread(this::await, "a \"name\" #1 nid=0x1 of its own");
  private final Thread spinning = new Thread(this::spin);

  @BeforeEach
  void begin() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")));
    waiting.start();
    spinning.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() {
    over.countDown();
  }

  @Test
  void oneThatWaitsIsToldFromOneThatRuns() {
    KernelTask waits = task(waiting);
    while (waits.isRunnable()) {
      Thread.onSpinWait(); // It has said that it waits just before it does.
    }
    assertTrue(waits.isKnown());
    assertFalse(task(waiting).isRunnable());
    assertTrue(task(spinning).isKnown());
    assertTrue(task(spinning).isRunnable());
  }

  @Test
  void theCurrentThreadIsFoundBothWays() {
    assertTrue(KernelTask.current().isRunnable());
    assertTrue(task(Thread.currentThread()).isRunnable());
  }

  @Test
  void whatIsNotKnownIsNotSaidToRun() {
    assertFalse(KernelTask.UNKNOWN.isKnown());
    assertFalse(KernelTask.UNKNOWN.isRunnable());
  }

  @Test
  void oneThatHasEndedIsNotFound() throws Exception {
    over.countDown();
    waiting.join();
    boolean listed = true; // The runtime takes it off its list a moment after that.
    for (int look = 0; listed && look < 1_000; look++) {
      listed = KernelTask.all().containsKey(waiting.getId());
    }
    assertFalse(listed);
  }

  private static KernelTask task(Thread thread) {
    return KernelTask.all().getOrDefault(thread.getId(), KernelTask.UNKNOWN);
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void spin() {
    while (over.getCount() > 0) {
      Thread.onSpinWait();
    }
  }
}
