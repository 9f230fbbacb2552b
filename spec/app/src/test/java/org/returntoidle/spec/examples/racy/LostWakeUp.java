package org.returntoidle.spec.examples.racy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.ScannerDevice;

/**
 * Before it returns it lets a cancel come to its end; but between its look and its wait that may
 * just have happened, and nobody wakes it.
 */
public final class LostWakeUp extends Racy {
  private final Object lock = new Object();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean canceled;
  private volatile boolean canceling;

  public LostWakeUp(ScannerDevice device) {
    super(device);
  }

  @Override
  boolean enter() {
    boolean idle = busy.compareAndSet(false, true);
    canceled &= !idle;
    return idle;
  }

  @Override
  void cancel() {
    canceling = true;
    canceled = busy.get();
    synchronized (lock) {
      canceling = false;
      lock.notifyAll();
    }
  }

  @Override
  boolean isCanceled() {
    return canceled;
  }

  @Override
  @SuppressWarnings("WaitNotInLoop") // That is the fault.
  void leave() {
    boolean wait = canceling;
    synchronized (lock) {
      try {
        if (wait) {
          lock.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    busy.set(false);
  }
}
