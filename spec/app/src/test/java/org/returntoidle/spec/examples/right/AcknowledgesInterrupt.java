package org.returntoidle.spec.examples.right;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static com.google.common.util.concurrent.Uninterruptibles.joinUninterruptibly;
import static com.google.common.util.concurrent.Uninterruptibles.takeUninterruptibly;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * A cancel gives up the read, and the notification waits until the reader's thread says that it has
 * come out of it. Right by D25, since the reader does so by itself, whatever the transfer does: it
 * waits for no lock and no callback in between.
 */
public final class AcknowledgesInterrupt extends AsynchronousDriver {
  private record Reading(DeviceRead read, CountDownLatch over) {}

  private final class Scan {
    final Cause cause = new Cause();
    private final Semaphore requests = new Semaphore(0);
    private final LinkedBlockingQueue<ReadResult> results = new LinkedBlockingQueue<>();
    private boolean over;
    private Optional<Reading> reading = Optional.empty();

    /** On the reader's thread. */
    void read() {
      requests.acquireUninterruptibly();
      while (!over) {
        results.add(submit().map(this::await).orElse(new ReadResult.Interrupted()));
        requests.acquireUninterruptibly();
      }
    }

    private synchronized Optional<Reading> submit() {
      reading =
          cause.goesOn()
              ? Optional.of(new Reading(device.submitRead(), new CountDownLatch(1)))
              : Optional.empty();
      return reading;
    }

    private ReadResult await(Reading current) {
      ReadResult result = current.read().await();
      cause.read(result);
      current.over().countDown();
      return result;
    }

    ReadResult next() {
      requests.release();
      return takeUninterruptibly(results);
    }

    void endReader() {
      over = true;
      requests.release();
    }

    void cancel() {
      cause.cancel();
      Optional<Reading> current;
      synchronized (this) {
        current = reading;
      }
      current.ifPresent(r -> r.read().interrupt());
      current.ifPresent(r -> awaitUninterruptibly(r.over()));
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public AcknowledgesInterrupt(ScannerDevice device) {
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
      scan.cause.deliver(result, context);
      more = scan.cause.goesOn() && !Codes.isLast(result);
    }
    scan.endReader();
    joinUninterruptibly(reader);
    device.stop();
    running.leave();
    return scan.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(Scan::cancel);
  }
}
