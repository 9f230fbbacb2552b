package org.returntoidle.spec.drivers;

import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** Warm-up is a loop that nothing interrupts. */
final class DeafWait {
  private DeafWait() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.deviceWithReads(
                device,
                first -> new Wrapper.Read(() -> waitUntilReady(device, first), () -> {}),
                device::stop));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  private static ReadResult waitUntilReady(ScannerDevice device, DeviceRead first) {
    ReadResult result = first.await();
    while (result instanceof ReadResult.NotReady) {
      result = device.read();
    }
    return result;
  }
}
