package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** The flag that a cancel sets is still set when the next transfer begins. */
final class StaleFlag {
  private StaleFlag() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean canceled = new AtomicBoolean();
    return new Wrapper(
        context -> {
          if (canceled.getAndSet(false)) {
            return context.platform().cancelCode();
          }
          HResult result = reference.drvAcquireItemData(context);
          canceled.set(result.equals(context.platform().cancelCode()));
          return result;
        },
        reference::drvNotifyPnpEvent);
  }
}
