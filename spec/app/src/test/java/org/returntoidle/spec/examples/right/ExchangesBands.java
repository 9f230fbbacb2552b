package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.Exchanger;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * A reader and the transfer meet at an exchanger, a result going one way and nothing the other;
 * then one reads ahead while the other delivers. Right, since the reader says by its last result
 * that it ends, the transfer meets it until then, and joins it before the device is stopped.
 */
public final class ExchangesBands extends AsynchronousDriver {
  private final class Scan {
    final Reads reads = new Reads(device);
    private final Exchanger<Optional<ReadResult>> meeting = new Exchanger<>();

    /** On the reader's thread. */
    void read() {
      boolean more = true;
      while (more) {
        ReadResult result = reads.next();
        more = !Reads.isLastWord(result);
        meet(Optional.of(result));
      }
    }

    void deliver(TransferContext context) {
      boolean more = true;
      while (more) {
        ReadResult result = meet(Optional.empty()).orElseThrow();
        reads.cause.deliver(result, context);
        if (!reads.cause.goesOn()) {
          reads.giveUp();
        }
        more = !Reads.isLastWord(result);
      }
    }

    private Optional<ReadResult> meet(Optional<ReadResult> brought) {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return meeting.exchange(brought);
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public ExchangesBands(ScannerDevice device) {
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
    scan.deliver(context);
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
