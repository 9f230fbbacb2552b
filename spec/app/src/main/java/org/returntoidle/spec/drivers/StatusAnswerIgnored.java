package org.returntoidle.spec.drivers;

import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** What the application answers to a status message is not looked at. */
final class StatusAnswerIgnored {
  private StatusAnswerIgnored() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.answers(
                    context,
                    (message, answer) ->
                        message instanceof CallbackMessage.Status ? HResult.S_OK : answer)),
        reference::drvNotifyPnpEvent);
  }
}
