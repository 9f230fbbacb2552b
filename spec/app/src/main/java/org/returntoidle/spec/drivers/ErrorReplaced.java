package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A callback's error becomes the driver's own general error. */
final class ErrorReplaced {
  private ErrorReplaced() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.answers(
                    context,
                    (message, answer) ->
                        answer.isError() ? HResult.WIA_ERROR_GENERAL_ERROR : answer)),
        reference::drvNotifyPnpEvent);
  }
}
