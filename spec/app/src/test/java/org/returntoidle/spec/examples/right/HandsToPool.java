package org.returntoidle.spec.examples.right;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * The notification hands its work to a pool of the driver's, and waits until it is done. Right,
 * also from inside a callback, since the work waits at most while a read is being submitted, which
 * returns at once (D25).
 */
public final class HandsToPool extends AsynchronousDriver {
  private final ScannerDevice device;
  private final ExecutorService pool = Daemons.executor();
  private final Running<Reads> running = new Running<>();

  public HandsToPool(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Reads reads = new Reads(device);
    if (!running.enter(reads)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    boolean more = true;
    while (more) {
      ReadResult result = reads.next();
      reads.cause.deliver(result, context);
      more = !reads.ends(result);
    }
    device.stop();
    running.leave();
    return reads.cause.reported(context);
  }

  @Override
  void cancel() {
    CompletableFuture.runAsync(() -> running.tell(Reads::cancel), pool).join();
  }
}
