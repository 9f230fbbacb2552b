package org.returntoidle.spec.examples.racy;

import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;

/** The right one: one lock, and every step under it. */
public final class NothingRacy extends Racy {
  private final Object lock = new Object();
  private boolean busy;
  private boolean canceled;
  private @Nullable DeviceRead reading;

  public NothingRacy(ScannerDevice device) {
    super(device);
  }

  @Override
  boolean enter() {
    synchronized (lock) {
      boolean idle = !busy;
      busy = true;
      canceled &= !idle;
      return idle;
    }
  }

  @Override
  void cancel() {
    synchronized (lock) {
      canceled |= busy;
      if (reading != null) {
        reading.interrupt();
      }
    }
  }

  @Override
  boolean isCanceled() {
    synchronized (lock) {
      return canceled;
    }
  }

  @Override
  ReadResult await(DeviceRead read) {
    synchronized (lock) {
      reading = read;
      if (canceled) {
        read.interrupt();
      }
    }
    ReadResult result = read.await();
    synchronized (lock) {
      reading = null;
    }
    return result;
  }

  @Override
  void leave() {
    synchronized (lock) {
      busy = false;
    }
  }
}
