package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** Once canceled, the driver takes every answer of the callback for S_FALSE. */
final class LateErrorIgnored {
  private LateErrorIgnored() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean canceled = new AtomicBoolean();
    return new Wrapper(
        context -> {
          canceled.set(false);
          return reference.drvAcquireItemData(
              Wrapper.answers(
                  context, (message, answer) -> canceled.get() ? HResult.S_FALSE : answer));
        },
        event -> {
          canceled.compareAndSet(false, event == WiaEvent.CANCEL_IO);
          return reference.drvNotifyPnpEvent(event);
        });
  }
}
