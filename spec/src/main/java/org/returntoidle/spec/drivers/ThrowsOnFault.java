package org.returntoidle.spec.drivers;

import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReadResult;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;

/** A device fault is thrown. */
final class ThrowsOnFault {
  private ThrowsOnFault() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> {
                  if (result instanceof ReadResult.Fault fault) {
                    throw new IllegalStateException("device fault " + fault.code());
                  }
                  return result;
                },
                device::stop));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }
}
