package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicInteger;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** Each canceled transfer uses up a buffer. */
final class UsesUp {
  private UsesUp() {}

  /** One that has two. */
  static MiniDriver create(ScannerDevice device) {
    return create(device, 2);
  }

  /** One that has five, which nobody misses for a while. */
  static MiniDriver slowly(ScannerDevice device) {
    return create(device, 5);
  }

  private static MiniDriver create(ScannerDevice device, int available) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicInteger buffers = new AtomicInteger(available);
    return new Wrapper(
        context -> {
          if (buffers.get() == 0) {
            return HResult.E_OUTOFMEMORY;
          }
          HResult result = reference.drvAcquireItemData(context);
          if (result.equals(context.platform().cancelCode())) {
            buffers.decrementAndGet();
          }
          return result;
        },
        reference::drvNotifyPnpEvent);
  }
}
