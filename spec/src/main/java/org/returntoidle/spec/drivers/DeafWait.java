package org.returntoidle.spec.drivers;

import org.returntoidle.impl.DeviceRead;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReadResult;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;

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
