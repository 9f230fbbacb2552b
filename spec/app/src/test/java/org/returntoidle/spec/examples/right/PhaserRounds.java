package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.Phaser;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Reader and transfer go through rounds of a phaser together: in one the reader reads, in the next
 * the transfer delivers. Right, since both learn in the same round that it was the last.
 */
public final class PhaserRounds extends AsynchronousDriver {
  private final class Scan {
    final Reads reads = new Reads(device);
    private final Phaser rounds = new Phaser(2);
    private ReadResult result = new ReadResult.NotReady();
    private boolean over;

    /** On the reader's thread. */
    void read() {
      while (!over) {
        result = reads.next();
        rounds.arriveAndAwaitAdvance();
        rounds.arriveAndAwaitAdvance();
      }
    }

    void deliver(TransferContext context) {
      boolean last = false;
      while (!last) {
        rounds.arriveAndAwaitAdvance();
        reads.cause.deliver(result, context);
        last = reads.ends(result);
        over = last;
        rounds.arriveAndAwaitAdvance();
      }
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public PhaserRounds(ScannerDevice device) {
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
