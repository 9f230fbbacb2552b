package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Two threads that poll: the transfer asks in a volatile field for a read, and looks again and
 * again whether the reader has brought it. Right, since only one of the two writes each field at a
 * time, and a cancel ends the read, and with it the polling.
 */
public final class PollsForResult extends AsynchronousDriver {
  private static final long PAUSE_NANOS = 100_000;

  private final class Scan {
    final Reads reads = new Reads(device);
    private volatile boolean wanted;
    private volatile boolean over;
    private volatile Optional<ReadResult> result = Optional.empty();

    /** On the reader's thread. */
    void read() {
      while (!over) {
        poll(() -> wanted || over);
        if (wanted) {
          wanted = false;
          result = Optional.of(reads.next());
        }
      }
    }

    ReadResult next() {
      result = Optional.empty();
      wanted = true;
      poll(() -> result.isPresent());
      return result.orElseThrow();
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public PollsForResult(ScannerDevice device) {
    this.device = device;
  }

  private static void poll(BooleanSupplier until) {
    while (!until.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan();
    if (!running.enter(scan)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    Thread reader = Daemons.start(scan::read);
    boolean more = true;
    while (more) {
      ReadResult result = scan.next();
      scan.reads.cause.deliver(result, context);
      more = !scan.reads.ends(result);
    }
    scan.over = true;
    Uninterruptibles.joinUninterruptibly(reader);
    device.stop();
    running.leave();
    return scan.reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(scan -> scan.reads.cancel());
  }
}
