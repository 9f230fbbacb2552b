package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReadResult;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;

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
