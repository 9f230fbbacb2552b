package org.returntoidle.spec.examples.racy;

import org.returntoidle.driver.ScannerDevice;

/** A plain counter of the calls: of two that are counted down at once, one is lost. */
public final class LostUpdate extends Racy {
  private int calls;
  private volatile boolean canceled;

  public LostUpdate(ScannerDevice device) {
    super(device);
  }

  @Override
  boolean enter() {
    calls++;
    if (calls > 1) {
      calls--;
      return false;
    }
    canceled = false;
    return true;
  }

  @Override
  void cancel() {
    canceled = calls > 0;
  }

  @Override
  boolean isCanceled() {
    return canceled;
  }

  @Override
  void leave() {
    calls--;
  }
}
