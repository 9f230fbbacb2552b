package org.returntoidle.spec.drivers;

import org.returntoidle.impl.CallbackMessage;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;
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
