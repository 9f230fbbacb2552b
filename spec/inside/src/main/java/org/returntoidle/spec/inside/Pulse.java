package org.returntoidle.spec.inside;

import java.time.Duration;

/** Whether interleavings still come to their ends: what a driver waits for may never come. */
public final class Pulse {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private long beats;

  synchronized void beat() {
    beats++;
  }

  private synchronized long beats() {
    return beats;
  }

  /** Runs {@code stopped} once there was no beat for a long time. */
  public void watch(Runnable stopped) {
    Thread watch = new Thread(() -> watchUntil(stopped), "watches the pulse");
    watch.setDaemon(true);
    watch.start();
  }

  private void watchUntil(Runnable stopped) {
    try {
      for (long before = -1; before != beats(); ) {
        before = beats();
        Thread.sleep(LIMIT.toMillis());
      }
      stopped.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
