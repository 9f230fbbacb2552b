package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicInteger;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** Each canceled transfer uses up a buffer, and there are two. */
final class UsesUp {
  private UsesUp() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicInteger buffers = new AtomicInteger(2);
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
