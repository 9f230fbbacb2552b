package org.returntoidle.spec.examples.right;

import static com.google.common.util.concurrent.Uninterruptibles.joinUninterruptibly;
import static com.google.common.util.concurrent.Uninterruptibles.takeUninterruptibly;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * The transfer pumps messages: those of its reader, and cancels, which jump the queue. While the
 * device is not ready a second pump runs inside the first, which sends a status each time. Right,
 * since both end at the first message that does not let the transfer go on, and no message is
 * waited for that nobody sends.
 */
public final class NestedPumps extends AsynchronousDriver {
  private static final ReadResult CANCEL = new ReadResult.Interrupted();

  private final class Scan {
    final Reads reads = new Reads(device);
    private final LinkedBlockingDeque<ReadResult> messages = new LinkedBlockingDeque<>();
    private final Semaphore requests = new Semaphore(0);
    private boolean over;

    /** On the reader's thread. */
    void read() {
      requests.acquireUninterruptibly();
      while (!over) {
        messages.addLast(reads.next());
        requests.acquireUninterruptibly();
      }
    }

    void pump(TransferContext context) {
      ReadResult message = pumpWhileNotReady(next(), context);
      while (!Reads.isLastWord(message) && reads.cause.goesOn()) {
        reads.cause.deliver(message, context);
        message = reads.cause.goesOn() ? pumpWhileNotReady(next(), context) : CANCEL;
      }
      reads.cause.deliver(message, context);
      over = true;
      requests.release();
    }

    private ReadResult pumpWhileNotReady(ReadResult first, TransferContext context) {
      ReadResult message = first;
      while (message instanceof ReadResult.NotReady && reads.cause.goesOn()) {
        reads.cause.answered(context.callback().miniDrvCallback(new CallbackMessage.Status(0)));
        message = reads.cause.goesOn() ? next() : CANCEL;
      }
      return message;
    }

    private ReadResult next() {
      requests.release();
      return takeUninterruptibly(messages);
    }

    void cancel() {
      reads.cancel();
      messages.addFirst(CANCEL);
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public NestedPumps(ScannerDevice device) {
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
    scan.pump(context);
    joinUninterruptibly(reader);
    device.stop();
    running.leave();
    return scan.reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(Scan::cancel);
  }
}
