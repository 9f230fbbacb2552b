package org.returntoidle.spec.examples.right;

import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Cancels by its own decision when the device has not been ready three times in a row, and says
 * that it may (A1, A6). Right, since its own cancel is one like any other: it comes only between
 * two bands, the device is stopped, and the result says so.
 */
public final class GivesUpWaiting extends AsynchronousDriver {
  private static final int PATIENCE = 3;

  private final ScannerDevice device;
  private final Running<Reads> running = new Running<>();

  public GivesUpWaiting(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Reads reads = new Reads(device);
    if (!running.enter(reads)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    int notReady = 0;
    boolean more = true;
    while (more) {
      ReadResult result = reads.next();
      notReady = result instanceof ReadResult.NotReady ? notReady + 1 : 0;
      if (notReady == PATIENCE) {
        reads.cancel();
      }
      reads.cause.deliver(result, context);
      more = !reads.ends(result);
    }
    device.stop();
    running.leave();
    return reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(Reads::cancel);
  }

  @Override
  public boolean cancelsByItself() {
    return true;
  }
}
