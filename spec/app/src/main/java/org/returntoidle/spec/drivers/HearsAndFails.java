package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A driver that is not asynchronous lets CANCEL_IO spoil the transfer. */
final class HearsAndFails {
  private HearsAndFails() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean heard = new AtomicBoolean();
    return new Wrapper(
        context -> {
          heard.set(false);
          HResult result = reference.drvAcquireItemData(context);
          return heard.get() && result.equals(HResult.S_OK) ? HResult.E_FAIL : result;
        },
        event -> {
          heard.compareAndSet(false, event == WiaEvent.CANCEL_IO);
          return HResult.S_OK;
        },
        false);
  }
}
