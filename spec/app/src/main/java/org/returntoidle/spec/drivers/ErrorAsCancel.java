package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A callback's error takes the way of a cancel. */
final class ErrorAsCancel {
  private ErrorAsCancel() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean failed = new AtomicBoolean();
    return new Wrapper(
        context -> {
          failed.set(false);
          HResult result =
              reference.drvAcquireItemData(
                  Wrapper.listening(context, (message, answer) -> failed.set(answer.isError())));
          return failed.get() ? HResult.S_FALSE : result;
        },
        reference::drvNotifyPnpEvent);
  }
}
