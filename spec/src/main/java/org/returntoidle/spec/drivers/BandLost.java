package org.returntoidle.spec.drivers;

import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReadResult;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;

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
