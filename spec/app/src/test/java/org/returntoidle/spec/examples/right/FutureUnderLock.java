package org.returntoidle.spec.examples.right;

import java.util.concurrent.CompletableFuture;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * A cancel completes the future that the transfer waits for, so that this goes on and stops the
 * device while the read may still be in flight. Right, since read and future are made and canceled
 * under one lock, and the transfer joins the thread that waits for the read before it returns.
 */
public final class FutureUnderLock extends AsynchronousDriver {
  private static final ReadResult INTERRUPTED = new ReadResult.Interrupted();

  private final ScannerDevice device;
  private boolean busy;
  private Cause cause = new Cause();
  private CompletableFuture<ReadResult> answer = CompletableFuture.completedFuture(INTERRUPTED);
  private CompletableFuture<Void> reader = CompletableFuture.completedFuture(null);
  private Runnable giveUp = () -> {};

  public FutureUnderLock(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Cause ends = new Cause();
    synchronized (this) {
      if (busy) {
        return HResult.WIA_ERROR_BUSY;
      }
      busy = true;
      cause = ends;
      device.start();
    }
    boolean more = true;
    while (more && ends.goesOn()) {
      ReadResult result = submit(ends).join();
      ends.deliver(result, context);
      more = !Codes.isLast(result);
    }
    device.stop();
    join();
    synchronized (this) {
      busy = false;
      return ends.reported(context);
    }
  }

  private synchronized CompletableFuture<ReadResult> submit(Cause ends) {
    CompletableFuture<ReadResult> result = new CompletableFuture<>();
    if (ends.goesOn()) {
      DeviceRead read = device.submitRead();
      giveUp = read::interrupt;
      reader =
          CompletableFuture.runAsync(
              () -> result.complete(noted(read.await(), ends)), Daemons::start);
    } else {
      result.complete(INTERRUPTED);
    }
    answer = result;
    return result;
  }

  private static ReadResult noted(ReadResult result, Cause ends) {
    ends.read(result);
    return result;
  }

  private void join() {
    CompletableFuture<Void> last;
    synchronized (this) {
      last = reader;
    }
    last.join();
  }

  @Override
  synchronized void cancel() {
    if (busy) {
      cause.cancel();
      giveUp.run();
      answer.complete(INTERRUPTED);
    }
  }
}
