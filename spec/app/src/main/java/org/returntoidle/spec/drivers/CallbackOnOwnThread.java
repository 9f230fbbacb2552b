package org.returntoidle.spec.drivers;

import java.util.concurrent.CompletableFuture;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.impl.ReferenceMiniDriver;

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
