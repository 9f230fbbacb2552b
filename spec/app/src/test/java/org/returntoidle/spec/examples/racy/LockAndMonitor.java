package org.returntoidle.spec.examples.racy;

import java.util.concurrent.locks.ReentrantLock;
import org.returntoidle.driver.ScannerDevice;

/**
 * As {@link TwoLocks}, but one of the two is a lock of the JDK: to Lincheck that waits in a loop.
 */
public final class LockAndMonitor extends Racy {
  private final ReentrantLock transfer = new ReentrantLock();
  private final Object cancel = new Object();
  private boolean busy;
  private boolean canceled;

  public LockAndMonitor(ScannerDevice device) {
    super(device);
  }

  @Override
  boolean enter() {
    transfer.lock();
    try {
      synchronized (cancel) {
        boolean idle = !busy;
        busy = true;
        canceled &= !idle;
        return idle;
      }
    } finally {
      transfer.unlock();
    }
  }

  @Override
  void cancel() {
    synchronized (cancel) {
      transfer.lock();
      try {
        canceled |= busy;
      } finally {
        transfer.unlock();
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
    transfer.lock();
    try {
      synchronized (cancel) {
        busy = false;
      }
    } finally {
      transfer.unlock();
    }
  }
}
