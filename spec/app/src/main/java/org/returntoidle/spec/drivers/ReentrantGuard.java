package org.returntoidle.spec.drivers;

import java.util.concurrent.locks.ReentrantLock;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** Its busy guard is a reentrant lock, so a second call from inside its own callback gets in. */
final class ReentrantGuard implements MiniDriver {
  private final ScannerDevice device;
  private final ReentrantLock guard = new ReentrantLock();
  private volatile MiniDriver running;

  ReentrantGuard(ScannerDevice device) {
    this.device = device;
    this.running = new ReferenceMiniDriver(device);
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (!guard.tryLock()) {
      return HResult.WIA_ERROR_BUSY;
    }
    MiniDriver before = running;
    running = new ReferenceMiniDriver(device);
    try {
      return running.drvAcquireItemData(context);
    } finally {
      running = before;
      guard.unlock();
    }
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    return running.drvNotifyPnpEvent(event);
  }

  @Override
  public boolean cancelsAsynchronously() {
    return true;
  }
}
