package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** After a callback's cancel the device is never stopped. */
final class NeverStopped {
  private NeverStopped() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean canceled = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> result,
                () -> {
                  if (!canceled.get()) {
                    device.stop();
                  }
                }));
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.listening(
                    context, (message, answer) -> canceled.set(answer.equals(HResult.S_FALSE)))),
        reference::drvNotifyPnpEvent);
  }
}
