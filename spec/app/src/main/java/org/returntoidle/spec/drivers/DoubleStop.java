package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A cancel that comes after a canceled transfer stops the device again. */
final class DoubleStop {
  private DoubleStop() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean canceled = new AtomicBoolean();
    return new Wrapper(
        context -> {
          canceled.set(false);
          HResult result = reference.drvAcquireItemData(context);
          canceled.set(result.equals(context.platform().cancelCode()));
          return result;
        },
        event -> {
          if (event == WiaEvent.CANCEL_IO && canceled.get()) {
            device.stop();
          }
          return reference.drvNotifyPnpEvent(event);
        });
  }
}
