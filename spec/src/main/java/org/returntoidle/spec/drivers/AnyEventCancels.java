package org.returntoidle.spec.drivers;

import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.impl.WiaEvent;

/** Every event is treated like a cancel. */
final class AnyEventCancels {
  private AnyEventCancels() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        reference::drvAcquireItemData, event -> reference.drvNotifyPnpEvent(WiaEvent.CANCEL_IO));
  }
}
