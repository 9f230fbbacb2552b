package org.returntoidle.spec.examples.racy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.returntoidle.driver.ScannerDevice;

/** As {@link LostWakeUp}, with a condition of the JDK: to Lincheck that waits in a loop. */
public final class LostSignal extends Racy {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean canceled;
  private volatile boolean canceling;

  public LostSignal(ScannerDevice device) {
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
    lock.lock();
    try {
      canceling = false;
      done.signalAll();
    } finally {
      lock.unlock();
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
    lock.lock();
    try {
      if (wait) {
        done.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    busy.set(false);
  }
}
