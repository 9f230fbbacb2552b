package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A success code that the driver does not know is a failure to it. */
final class UnknownSuccessFails {
  private UnknownSuccessFails() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.answers(
                    context, (message, answer) -> isKnown(answer) ? answer : HResult.E_FAIL)),
        reference::drvNotifyPnpEvent);
  }

  private static boolean isKnown(HResult code) {
    return code.isError() || code.equals(HResult.S_OK) || code.equals(HResult.S_FALSE);
  }
}
