package org.returntoidle.spec.examples.racy;

import org.returntoidle.driver.ScannerDevice;

/** Looks under the lock whether a transfer runs, and then says outside that it is canceled. */
public final class FlagOutsideLock extends Racy {
  private final Object lock = new Object();
  private boolean busy;
  private volatile boolean canceled;

  public FlagOutsideLock(ScannerDevice device) {
    super(device);
  }

  @Override
  boolean enter() {
    synchronized (lock) {
      boolean idle = !busy;
      busy = true;
      return idle;
    }
  }

  @Override
  void cancel() {
    boolean running;
    synchronized (lock) {
      running = busy;
    }
    canceled |= running;
  }

  @Override
  boolean isCanceled() {
    return canceled;
  }

  @Override
  void leave() {
    synchronized (lock) {
      busy = false;
      canceled = false;
    }
  }
}
