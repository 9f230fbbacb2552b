package org.returntoidle.spec.examples.right;

import static com.google.common.util.concurrent.Uninterruptibles.joinUninterruptibly;
import static com.google.common.util.concurrent.Uninterruptibles.putUninterruptibly;
import static com.google.common.util.concurrent.Uninterruptibles.takeUninterruptibly;

import java.util.concurrent.SynchronousQueue;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Two queues without room: the transfer puts a request and takes the result, the reader the other
 * way round. Right, since no result can lie about for a later transfer (D12): what is not taken is
 * not handed over, and every request is answered.
 */
public final class HandsOver extends AsynchronousDriver {
  private enum Request {
    READ,
    END
  }

  private final class Scan {
    final Reads reads = new Reads(device);
    private final SynchronousQueue<Request> requests = new SynchronousQueue<>();
    private final SynchronousQueue<ReadResult> results = new SynchronousQueue<>();

    /** On the reader's thread. */
    void read() {
      while (takeUninterruptibly(requests) == Request.READ) {
        putUninterruptibly(results, reads.next());
      }
    }

    ReadResult next() {
      putUninterruptibly(requests, Request.READ);
      return takeUninterruptibly(results);
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public HandsOver(ScannerDevice device) {
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
    putUninterruptibly(scan.requests, Request.END);
    joinUninterruptibly(reader);
    device.stop();
    running.leave();
    return scan.reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(scan -> scan.reads.cancel());
  }
}
