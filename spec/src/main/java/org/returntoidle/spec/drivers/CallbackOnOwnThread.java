package org.returntoidle.spec.drivers;

import java.util.concurrent.CompletableFuture;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.impl.TransferContext;

/** Callbacks are made on a thread of the driver's own. */
final class CallbackOnOwnThread {
  private CallbackOnOwnThread() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                new TransferContext(
                    message ->
                        CompletableFuture.supplyAsync(
                                () -> context.callback().miniDrvCallback(message),
                                task -> new Thread(task, "callbacks").start())
                            .join(),
                    context.platform())),
        reference::drvNotifyPnpEvent);
  }
}
