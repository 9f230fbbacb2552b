package org.returntoidle.spec.examples.racy;

import org.returntoidle.driver.ScannerDevice;

/** Two locks, which the end of a transfer and a cancel take in two orders. */
public final class TwoLocks extends Racy {
  private final Object transfer = new Object();
  private final Object cancel = new Object();
  private boolean busy;
  private boolean canceled;

  public TwoLocks(ScannerDevice device) {
    super(device);
  }

  @Override
  boolean enter() {
    synchronized (transfer) {
      synchronized (cancel) {
        boolean idle = !busy;
        busy = true;
        canceled &= !idle;
        return idle;
      }
    }
  }

  @Override
  void cancel() {
    synchronized (cancel) {
      synchronized (transfer) {
        canceled |= busy;
      }
    }
  }

  @Override
  boolean isCanceled() {
    synchronized (cancel) {
      return canceled;
    }
  }

  @Override
  void leave() {
    synchronized (transfer) {
      synchronized (cancel) {
        busy = false;
      }
    }
  }
}
