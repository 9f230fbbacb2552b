package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A CANCEL_IO after the last band makes a failure of the success. */
final class LateCancelFails {
  private LateCancelFails() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean late = new AtomicBoolean();
    AtomicBoolean stopping = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> result,
                () -> {
                  stopping.set(true);
                  device.stop();
                  stopping.set(false);
                }));
    return new Wrapper(
        context -> {
          late.set(false);
          HResult result = reference.drvAcquireItemData(context);
          return late.get() && result.equals(HResult.S_OK) ? HResult.E_FAIL : result;
        },
        event -> {
          late.compareAndSet(false, stopping.get() && event == WiaEvent.CANCEL_IO);
          return reference.drvNotifyPnpEvent(event);
        });
  }
}
