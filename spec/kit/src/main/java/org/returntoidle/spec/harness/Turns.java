package org.returntoidle.spec.harness;

import java.util.concurrent.Semaphore;

/**
 * A clock that ticks with the scheduler: a thread of ours is woken and answers, again and again.
 * Whoever was woken before has had its turn by then, however busy the machine is; no time limit
 * could say that. For use by one thread at a time.
 */
final class Turns {
  /** So many answers, and a thread that was ready to run has run. */
  private static final int ENOUGH = 40;

  private static final Turns INSTANCE = new Turns();

  private final Semaphore asked = new Semaphore(0);
  private final Semaphore answered = new Semaphore(0);

  private Turns() {
    Thread thread = new Thread(DriverThreads.rootGroup(), this::answer, "turns");
    thread.setDaemon(true);
    thread.start();
    DriverThreads.isOurs(thread);
  }

  private void answer() {
    while (true) {
      asked.acquireUninterruptibly();
      answered.release();
    }
  }

  /**
   * Lets another thread run here that could, if the system agrees: mostly the one that this one
   * waits for. Nothing may depend on it.
   */
  @SuppressWarnings("ThreadPriorityCheck") // It only saves time.
  static void offer() {
    Thread.yield();
  }

  /** Comes back when every thread that could run has run. */
  static void pass() {
    INSTANCE.take();
  }

  private synchronized void take() {
    for (int i = 0; i < ENOUGH; i++) {
      asked.release();
      answered.acquireUninterruptibly();
    }
  }
}
