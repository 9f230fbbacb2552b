package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * A thread reads, and hands over through a queue; it is asked for the next band before this one is
 * delivered, and so reads one band ahead. Right, since it notes a button or fault when the read
 * completes, so that no band that waits in the queue is delivered afterwards (D5); and since one
 * request is one read, at most one begins while a callback answers with a cancel (D22).
 */
public final class QueuedReader extends AsynchronousDriver {
  private final class Scan {
    final Reads reads = new Reads(device);
    private final Semaphore requests = new Semaphore(0);
    private final LinkedBlockingQueue<ReadResult> results = new LinkedBlockingQueue<>();

    /** On the reader's thread: up to the last band, or a cause. */
    void read() {
      ReadResult result;
      do {
        requests.acquireUninterruptibly();
        result = reads.next();
        results.add(result);
      } while (!Reads.isLastWord(result));
    }

    void deliver(TransferContext context) {
      boolean more = true;
      requests.release();
      while (more && reads.cause.goesOn()) {
        ReadResult result = Uninterruptibles.takeUninterruptibly(results);
        more = !Codes.isLast(result);
        requests.release();
        reads.cause.deliver(result, context);
      }
      requests.release(); // If the reader waits for one, it learns that there is a cause.
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public QueuedReader(ScannerDevice device) {
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
    scan.reads.giveUp();
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
