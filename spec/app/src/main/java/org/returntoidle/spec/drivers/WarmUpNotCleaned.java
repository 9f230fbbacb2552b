package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** The early exit of a transfer that is canceled in warm-up forgets the device. */
final class WarmUpNotCleaned {
  private WarmUpNotCleaned() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean canceledInWarmUp = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> result,
                () -> {
                  if (!canceledInWarmUp.getAndSet(false)) {
                    device.stop();
                  }
                }));
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.listening(
                    context,
                    (message, answer) ->
                        canceledInWarmUp.set(
                            message instanceof CallbackMessage.Status
                                && answer.equals(HResult.S_FALSE)))),
        reference::drvNotifyPnpEvent);
  }
}
