package org.returntoidle.spec.drivers;

import java.nio.ByteBuffer;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** The last byte of each band is dropped; the last band is whole. */
final class CutsBytes {
  private CutsBytes() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference =
        new ReferenceMiniDriver(Wrapper.device(device, CutsBytes::cut, device::stop));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  private static ReadResult cut(ReadResult result) {
    if (!(result instanceof ReadResult.Data data) || data.band().last()) {
      return result;
    }
    Band band = data.band();
    ByteBuffer bytes = band.data();
    bytes.limit(bytes.limit() - 1);
    return new ReadResult.Data(new Band(band.transfer(), band.number(), false, bytes));
  }
}
