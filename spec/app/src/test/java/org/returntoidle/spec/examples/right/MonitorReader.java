package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * One monitor, as in a textbook: the reader waits for a request and notifies of a result, the
 * transfer the other way round. Right, since who waits gives the monitor back, and looks again when
 * it wakes; nobody has it in a callback or in a read (D8).
 */
public final class MonitorReader extends AsynchronousDriver {
  private final class Scan {
    final Reads reads = new Reads(device);
    private boolean wanted;
    private boolean over;
    private Optional<ReadResult> result = Optional.empty();

    /** On the reader's thread. */
    void read() {
      while (awaitRequest()) {
        bring(reads.next());
      }
    }

    private synchronized boolean awaitRequest() {
      await(() -> wanted || over);
      wanted = false;
      return !over;
    }

    private synchronized void bring(ReadResult brought) {
      result = Optional.of(brought);
      notifyAll();
    }

    synchronized ReadResult next() {
      result = Optional.empty();
      wanted = true;
      notifyAll();
      await(() -> result.isPresent());
      return result.orElseThrow();
    }

    synchronized void end() {
      over = true;
      notifyAll();
    }

    private synchronized void await(BooleanSupplier until) {
      boolean interrupted = false;
      while (!until.getAsBoolean()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public MonitorReader(ScannerDevice device) {
    this.device = device;
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
    scan.end();
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
