package org.returntoidle.spec.drivers;

import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A callback whose client is gone is called again until it answers. */
final class RetriesDeadClient {
  private RetriesDeadClient() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                new TransferContext(message -> call(context, message), context.platform())),
        reference::drvNotifyPnpEvent);
  }

  private static HResult call(TransferContext context, CallbackMessage message) {
    HResult answer = context.callback().miniDrvCallback(message);
    while (answer.equals(HResult.RPC_S_SERVER_UNAVAILABLE)) {
      answer = context.callback().miniDrvCallback(message);
    }
    return answer;
  }
}
