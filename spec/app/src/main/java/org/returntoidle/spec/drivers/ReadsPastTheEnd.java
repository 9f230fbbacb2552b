package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** One more read follows the last band. */
final class ReadsPastTheEnd {
  private ReadsPastTheEnd() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(device, result -> readOn(device, result), device::stop));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  private static ReadResult readOn(ScannerDevice device, ReadResult result) {
    if (result instanceof ReadResult.Data data && data.band().last()) {
      device.read();
    }
    return result;
  }
}
