package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;

/** Every event is treated like a cancel. */
final class AnyEventCancels {
  private AnyEventCancels() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        reference::drvAcquireItemData, event -> reference.drvNotifyPnpEvent(WiaEvent.CANCEL_IO));
  }
}
