package org.returntoidle.spec.examples.racy;

import org.returntoidle.driver.ScannerDevice;

/** Looks whether it is busy, and then says that it is: two calls can look at the same time. */
public final class CheckThenAct extends Racy {
  private volatile boolean busy;
  private volatile boolean canceled;

  public CheckThenAct(ScannerDevice device) {
    super(device);
  }

  @Override
  boolean enter() {
    if (busy) {
      return false;
    }
    busy = true;
    canceled = false;
    return true;
  }

  @Override
  void cancel() {
    canceled = busy;
  }

  @Override
  boolean isCanceled() {
    return canceled;
  }

  @Override
  void leave() {
    busy = false;
  }
}
