package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** The first band of several is dropped. */
final class BandLost {
  private BandLost() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(device, result -> isFirst(result) ? lost() : result, device::stop));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  private static boolean isFirst(ReadResult result) {
    return result instanceof ReadResult.Data data
        && data.band().number() == 1
        && !data.band().last();
  }

  private static ReadResult lost() {
    return new ReadResult.NotReady();
  }
}
