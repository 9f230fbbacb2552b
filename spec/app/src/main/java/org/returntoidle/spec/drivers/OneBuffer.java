package org.returntoidle.spec.drivers;

import java.nio.ByteBuffer;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** It reads ahead into the one buffer that it gives the callback. */
final class OneBuffer extends ReadAhead {
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  private OneBuffer(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(new OneBuffer(device));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  @Override
  ReadResult completed(ReadResult result) {
    if (!(result instanceof ReadResult.Data data)) {
      return result;
    }
    Band band = data.band();
    ByteBuffer bytes = band.data();
    if (buffer.capacity() < bytes.remaining()) {
      buffer = ByteBuffer.allocate(bytes.remaining());
    }
    buffer.clear().put(bytes).flip();
    return new ReadResult.Data(new Band(band.transfer(), band.number(), band.last(), buffer));
  }
}
