package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicInteger;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A second CANCEL_IO takes the first one back. */
final class SecondCancelResumes {
  private SecondCancelResumes() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicInteger cancels = new AtomicInteger();
    return new Wrapper(
        context -> {
          cancels.set(0);
          HResult result = reference.drvAcquireItemData(context);
          boolean resumed = cancels.get() % 2 == 0 && cancels.get() > 0;
          return resumed && result.equals(context.platform().cancelCode()) ? HResult.S_OK : result;
        },
        event -> {
          if (event == WiaEvent.CANCEL_IO) {
            cancels.incrementAndGet();
          }
          return reference.drvNotifyPnpEvent(event);
        });
  }
}
