package org.returntoidle.spec.examples.right;

import static com.google.common.base.Verify.verify;
import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static com.google.common.util.concurrent.Uninterruptibles.joinUninterruptibly;
import static com.google.common.util.concurrent.Uninterruptibles.takeUninterruptibly;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Reads ahead while bands are delivered; a cancel gives up the read, and the notification waits for
 * the reader's thread to come out of it, for ten seconds at most. Right by D25: the reader does so
 * by itself, also while a callback holds the transfer.
 */
public final class AcknowledgesAhead extends AsynchronousDriver {
  private static final int AT_MOST = 10;

  private record Reading(DeviceRead read, CountDownLatch over) {}

  private final class Scan {
    final Cause cause = new Cause();
    private final LinkedBlockingQueue<ReadResult> results = new LinkedBlockingQueue<>();
    private Optional<Reading> reading = Optional.empty();

    /** On the reader's thread. */
    void read() {
      ReadResult result;
      do {
        result = submit().map(this::await).orElse(new ReadResult.Interrupted());
        results.add(result);
      } while (cause.goesOn() && !Codes.isLast(result));
      results.add(new ReadResult.Interrupted()); // The transfer may not know the cause yet.
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
      return takeUninterruptibly(results);
    }

    synchronized Optional<Reading> giveUp() {
      reading.ifPresent(r -> r.read().interrupt());
      return reading;
    }

    void cancel() {
      cause.cancel();
      giveUp().ifPresent(r -> verify(awaitUninterruptibly(r.over(), AT_MOST, TimeUnit.SECONDS)));
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public AcknowledgesAhead(ScannerDevice device) {
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
    scan.giveUp();
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
