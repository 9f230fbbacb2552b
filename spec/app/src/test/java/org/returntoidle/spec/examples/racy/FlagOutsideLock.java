package org.returntoidle.spec.examples.racy;

import org.returntoidle.driver.ScannerDevice;

/** Clears the flag of the last cancel outside the lock, when the transfer already runs. */
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
  void started() {
    canceled = false;
  }

  @Override
  void cancel() {
    synchronized (lock) {
      canceled |= busy;
    }
  }

  @Override
  boolean isCanceled() {
    return canceled;
  }

  @Override
  void leave() {
    synchronized (lock) {
      busy = false;
    }
  }
}
