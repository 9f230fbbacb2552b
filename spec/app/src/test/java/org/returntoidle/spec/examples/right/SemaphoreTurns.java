package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.Semaphore;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Two semaphores say whose turn it is: the transfer's, which delivers, or the reader's, whose
 * result lies in a plain field. Right, since one turn ends before the other begins, and a cancel
 * takes no turn: it ends the reader's.
 */
public final class SemaphoreTurns extends AsynchronousDriver {
  private final class Scan {
    final Reads reads = new Reads(device);
    private final Semaphore readers = new Semaphore(0);
    private final Semaphore transfers = new Semaphore(0);
    private ReadResult result = new ReadResult.NotReady();
    private boolean over;

    /** On the reader's thread. */
    void read() {
      readers.acquireUninterruptibly();
      while (!over) {
        result = reads.next();
        transfers.release();
        readers.acquireUninterruptibly();
      }
    }

    void deliver(TransferContext context) {
      while (!over) {
        readers.release();
        transfers.acquireUninterruptibly();
        reads.cause.deliver(result, context);
        over = reads.ends(result);
      }
      readers.release();
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public SemaphoreTurns(ScannerDevice device) {
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
