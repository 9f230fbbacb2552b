package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * A thread for each read, for which the transfer waits with a time limit, to see now and then
 * whether it was canceled; then it stops the device, and the read in flight is over with that.
 * Right, since time decides only when it looks, and the last read is waited for before the return.
 */
public final class StopsWithReadInFlight extends AsynchronousDriver {
  private static final ReadResult INTERRUPTED = new ReadResult.Interrupted();

  private final ScannerDevice device;
  private final Running<Cause> running = new Running<>();

  public StopsWithReadInFlight(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Reads reads = new Reads(device);
    if (!running.enter(reads.cause)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    CompletableFuture<ReadResult> read = CompletableFuture.completedFuture(INTERRUPTED);
    boolean more = true;
    while (more) {
      read = read(reads);
      ReadResult result = result(read, reads.cause);
      reads.cause.deliver(result, context);
      more = !reads.ends(result);
    }
    device.stop();
    read.join();
    running.leave();
    return reads.cause.reported(context);
  }

  private static CompletableFuture<ReadResult> read(Reads reads) {
    return CompletableFuture.supplyAsync(reads::next, Daemons::start);
  }

  /** What was read; interrupted if a cause came before. */
  private static ReadResult result(CompletableFuture<ReadResult> read, Cause cause) {
    while (cause.goesOn()) {
      try {
        return Uninterruptibles.getUninterruptibly(read, 1, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Not yet: looks again.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return INTERRUPTED;
  }

  @Override
  void cancel() {
    running.tell(Cause::cancel);
  }
}
