package org.returntoidle.spec.drivers;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A mark that a callback is in flight is not taken away if the callback throws. */
final class BusyAfterException {
  private BusyAfterException() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean calling = new AtomicBoolean();
    return new Surviving(
        new Wrapper(
            context -> {
              if (calling.get()) {
                return HResult.WIA_ERROR_BUSY;
              }
              MiniDrvCallback marked =
                  message -> {
                    calling.set(true);
                    HResult answer =
                        Objects.requireNonNull(context.callback().miniDrvCallback(message));
                    calling.set(false);
                    return answer;
                  };
              return reference.drvAcquireItemData(new TransferContext(marked, context.platform()));
            },
            reference::drvNotifyPnpEvent));
  }
}
