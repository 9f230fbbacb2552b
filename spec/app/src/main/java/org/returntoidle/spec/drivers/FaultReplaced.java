package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** Every device fault is reported as a general error. */
final class FaultReplaced {
  private FaultReplaced() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> result instanceof ReadResult.Fault ? general() : result,
                device::stop));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  private static ReadResult general() {
    return new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR);
  }
}
