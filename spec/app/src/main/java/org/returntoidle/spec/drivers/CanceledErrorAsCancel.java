package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A callback's error that is called "canceled" is taken for a cancel. */
final class CanceledErrorAsCancel {
  private CanceledErrorAsCancel() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.answers(
                    context,
                    (message, answer) ->
                        answer.equals(HResult.E_CANCELLED) ? HResult.S_FALSE : answer)),
        reference::drvNotifyPnpEvent);
  }
}
