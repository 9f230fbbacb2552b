package org.returntoidle.spec.examples.right;

import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Answers late: it waits for every read to complete, and asks the application once more, with a
 * status, before the next. Right, since late is not never: after a cancel the one read in flight
 * completes, and there is no further read or callback, not even a status (D5, D22).
 */
public final class AnswersLate extends AsynchronousDriver {
  private final ScannerDevice device;
  private final Running<Cause> running = new Running<>();

  public AnswersLate(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Cause cause = new Cause();
    if (!running.enter(cause)) {
      return HResult.WIA_ERROR_BUSY;
    }
    if (cause.goesOn()) {
      device.start();
      scan(cause, context);
      device.stop();
    }
    running.leave();
    return cause.reported(context);
  }

  private void scan(Cause cause, TransferContext context) {
    boolean more = true;
    while (more && cause.goesOn()) {
      ReadResult result = device.read();
      cause.read(result);
      cause.deliver(result, context);
      more = !Codes.isLast(result);
      if (more && cause.goesOn()) {
        cause.answered(context.callback().miniDrvCallback(new CallbackMessage.Status(50)));
      }
    }
  }

  @Override
  void cancel() {
    running.tell(Cause::cancel);
  }
}
