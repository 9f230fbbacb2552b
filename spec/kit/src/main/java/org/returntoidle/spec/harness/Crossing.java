package org.returntoidle.spec.harness;

import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;

/**
 * What the threads of a {@link Meeting} share besides the driver: the one part of the harness that
 * an {@link Explorer} sees. Whatever it does is explored, so it has arrays and no collections.
 */
public final class Crossing {
  private Thread[] others = {};

  /** Only so that threads share something: see {@link #pause}. */
  @SuppressWarnings("unused")
  private int turn;

  private boolean released;

  /** Kept here, so that the explorer knows that threads share it. */
  @SuppressWarnings("unused")
  private @Nullable WiaDriver driver;

  WiaDriver driver(DriverFactory factory, ScannerDevice device) {
    WiaDriver made = factory.create(device);
    driver = made;
    return made;
  }

  /** Another thread may go on here. */
  void pause() {
    turn = 1;
  }

  void start(Runnable... works) {
    Thread[] threads = new Thread[works.length];
    for (int i = 0; i < works.length; i++) {
      threads[i] = new Thread(works[i]);
    }
    others = threads;
    for (Thread thread : threads) {
      thread.start();
    }
  }

  /** Waits until all have come to their ends. */
  void join() {
    for (Thread thread : others) {
      boolean interrupted = false;
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true; // The driver's own business: it finds it as it was.
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** See {@link #release}. */
  synchronized void awaitRelease() {
    boolean interrupted = false;
    while (!released) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // As above.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on nobody waits in {@link #awaitRelease}. */
  synchronized void release() {
    released = true;
    notifyAll();
  }

  boolean isOther(Thread thread) {
    for (Thread other : others) {
      if (other == thread) {
        return true;
      }
    }
    return false;
  }
}
