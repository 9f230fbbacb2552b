package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A second call is answered BUSY, and ends the first one. */
final class BusyDisturbs {
  private BusyDisturbs() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context -> {
          HResult result = reference.drvAcquireItemData(context);
          if (result.equals(HResult.WIA_ERROR_BUSY)) {
            reference.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
          }
          return result;
        },
        reference::drvNotifyPnpEvent);
  }
}
