package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** Where a band is not the last, it gives up, as it says it may, and does not stop the device. */
final class GivesUpUnstopped {
  private GivesUpUnstopped() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean givesUp = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> result,
                () -> {
                  if (!givesUp.getAndSet(false)) {
                    device.stop();
                  }
                }));
    return new CancelsByItself(
        new Wrapper(
            context ->
                reference.drvAcquireItemData(
                    Wrapper.answers(
                        context,
                        (message, answer) -> {
                          boolean more =
                              message instanceof CallbackMessage.Data data && !data.band().last();
                          givesUp.set(more && answer.equals(HResult.S_OK));
                          return givesUp.get() ? HResult.S_FALSE : answer;
                        })),
            reference::drvNotifyPnpEvent));
  }
}
