package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** The callback is called once more after it has canceled. */
final class BandAfterCancel {
  private BandAfterCancel() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.listening(
                    context,
                    (message, answer) -> {
                      if (answer.equals(HResult.S_FALSE)) {
                        context.callback().miniDrvCallback(message);
                      }
                    })),
        reference::drvNotifyPnpEvent);
  }
}
