package org.returntoidle.spec.drivers;

import org.returntoidle.impl.CallbackMessage;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.impl.TransferContext;
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
