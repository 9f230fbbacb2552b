package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.impl.ReferenceMiniDriver;

/** One lock guards everything, callbacks included. */
final class LockAcrossCallback {
  private LockAcrossCallback() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    Object lock = new Object();
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                new TransferContext(
                    message -> {
                      synchronized (lock) {
                        return context.callback().miniDrvCallback(message);
                      }
                    },
                    context.platform())),
        event -> {
          synchronized (lock) {
            return reference.drvNotifyPnpEvent(event);
          }
        });
  }
}
