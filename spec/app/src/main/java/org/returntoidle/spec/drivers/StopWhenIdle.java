package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A cancel stops the device, whether it runs or not. */
final class StopWhenIdle {
  private StopWhenIdle() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean idle = new AtomicBoolean(true);
    return new Wrapper(
        context -> {
          idle.set(false);
          HResult result = reference.drvAcquireItemData(context);
          idle.set(true);
          return result;
        },
        event -> {
          if (event == WiaEvent.CANCEL_IO && idle.get()) {
            device.stop();
          }
          return reference.drvNotifyPnpEvent(event);
        });
  }
}
