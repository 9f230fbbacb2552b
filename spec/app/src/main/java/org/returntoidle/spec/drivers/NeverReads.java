package org.returntoidle.spec.drivers;

import java.nio.ByteBuffer;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** Nothing is read: one empty band of the driver's own is delivered as the last. */
final class NeverReads {
  private static final DeviceRead MADE_UP =
      new Wrapper.Read(
          () -> new ReadResult.Data(new Band(1, 1, true, ByteBuffer.allocate(0))), () -> {});

  private NeverReads() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference =
        new ReferenceMiniDriver(
            new ForwardingDevice(device) {
              @Override
              public DeviceRead submitRead() {
                return MADE_UP;
              }
            });
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }
}
