package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** After a callback has failed, every further transfer is refused. */
final class StaysBusy {
  private StaysBusy() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean busy = new AtomicBoolean();
    return new Wrapper(
        context -> {
          if (busy.get()) {
            return HResult.WIA_ERROR_BUSY;
          }
          return reference.drvAcquireItemData(
              Wrapper.listening(
                  context, (message, answer) -> busy.compareAndSet(false, answer.isError())));
        },
        reference::drvNotifyPnpEvent);
  }
}
