package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;

/** When the machine wakes up the transfer is canceled, as if the device had lost it. */
final class ResumeCancels {
  private ResumeCancels() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        reference::drvAcquireItemData,
        event ->
            reference.drvNotifyPnpEvent(
                event == WiaEvent.POWER_RESUME ? WiaEvent.CANCEL_IO : event));
  }
}
