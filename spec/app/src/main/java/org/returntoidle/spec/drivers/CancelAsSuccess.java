package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A callback's cancel is reported as success. */
final class CancelAsSuccess {
  private CancelAsSuccess() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean canceled = new AtomicBoolean();
    return new Wrapper(
        context -> {
          canceled.set(false);
          HResult result =
              reference.drvAcquireItemData(
                  Wrapper.listening(
                      context, (message, answer) -> canceled.set(answer.equals(HResult.S_FALSE))));
          return canceled.get() ? HResult.S_OK : result;
        },
        reference::drvNotifyPnpEvent);
  }
}
