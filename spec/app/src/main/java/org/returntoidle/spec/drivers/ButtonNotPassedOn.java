package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** After the device's own cancel button nobody stops the device. */
final class ButtonNotPassedOn {
  private ButtonNotPassedOn() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean button = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> {
                  button.set(result instanceof ReadResult.Button);
                  return result;
                },
                () -> {
                  if (!button.getAndSet(false)) {
                    device.stop();
                  }
                }));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }
}
