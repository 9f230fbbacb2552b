package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * A cancel stops the device at once, on the thread that brings it, and so ends the read in flight.
 * Right, since only who takes the token stops (D13), and the transfer does not return before that
 * stop is done, whoever does it (D6).
 */
public final class StopsByToken extends AsynchronousDriver {
  private final class Scan {
    final Cause cause = new Cause();
    private final AtomicBoolean token = new AtomicBoolean();
    private final CountDownLatch off = new CountDownLatch(1);

    void start() {
      device.start();
      token.set(true);
      if (!cause.goesOn()) {
        stopOnce(); // The cancel came too early to do it.
      }
    }

    void cancel() {
      cause.cancel();
      stopOnce();
    }

    void stop() {
      stopOnce();
      Uninterruptibles.awaitUninterruptibly(off);
    }

    private void stopOnce() {
      if (token.compareAndSet(true, false)) {
        device.stop();
        off.countDown();
      }
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public StopsByToken(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan();
    if (!running.enter(scan)) {
      return HResult.WIA_ERROR_BUSY;
    }
    scan.start();
    boolean more = true;
    while (more && scan.cause.goesOn()) {
      ReadResult result = device.read();
      scan.cause.read(result);
      scan.cause.deliver(result, context);
      more = !Codes.isLast(result);
    }
    scan.stop();
    running.leave();
    return scan.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(Scan::cancel);
  }
}
