package org.returntoidle.spec.drivers;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/**
 * A CANCEL_IO stops the device at once if it is on, under a lock that two of them can have at the
 * same time: then both find it on, and both stop it.
 */
final class StopsTwiceAtOnce extends ForwardingDevice {
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private volatile boolean on;

  private StopsTwiceAtOnce(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    StopsTwiceAtOnce stopping = new StopsTwiceAtOnce(device);
    MiniDriver reference = new ReferenceMiniDriver(stopping);
    return new Wrapper(
        reference::drvAcquireItemData,
        event -> {
          HResult answer = reference.drvNotifyPnpEvent(event);
          if (event == WiaEvent.CANCEL_IO) {
            stopping.stopIfOn(stopping.lock.readLock());
          }
          return answer;
        });
  }

  @Override
  public void start() {
    super.start();
    on = true;
  }

  @Override
  public Optional<ReadResult.Fault> tryStart() {
    Optional<ReadResult.Fault> fault = super.tryStart();
    on = fault.isEmpty();
    return fault;
  }

  @Override
  public void stop() {
    stopIfOn(lock.writeLock());
  }

  private void stopIfOn(Lock held) {
    held.lock();
    try {
      if (on) {
        super.stop();
        on = false;
      }
    } finally {
      held.unlock();
    }
  }
}
