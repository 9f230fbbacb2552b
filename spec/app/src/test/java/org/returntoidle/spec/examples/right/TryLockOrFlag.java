package org.returntoidle.spec.examples.right;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * The notification waits for nothing, not even for a lock: it leaves its flag, and gives up the
 * read only if it gets the lock at once. Right, since whoever has the lock then looks at the flag
 * after it has let it go.
 */
public final class TryLockOrFlag extends AsynchronousDriver {
  private static final class Scan {
    final Cause cause = new Cause();
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<DeviceRead> inFlight = Optional.empty();

    void cancel() {
      cause.cancel();
      giveUp();
    }

    private void giveUp() {
      if (lock.tryLock()) {
        try {
          inFlight.ifPresent(DeviceRead::interrupt);
        } finally {
          lock.unlock();
        }
      }
    }

    Optional<DeviceRead> submit(ScannerDevice device) {
      lock.lock();
      try {
        inFlight = cause.goesOn() ? Optional.of(device.submitRead()) : Optional.empty();
      } finally {
        lock.unlock();
      }
      if (!cause.goesOn()) {
        giveUp();
      }
      return inFlight;
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public TryLockOrFlag(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan();
    if (!running.enter(scan)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    boolean more = true;
    while (more) {
      Optional<ReadResult> result = scan.submit(device).map(DeviceRead::await);
      result.ifPresent(scan.cause::read);
      result.ifPresent(r -> scan.cause.deliver(r, context));
      more = result.isPresent() && !Codes.isLast(result.get());
    }
    device.stop();
    running.leave();
    return scan.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(Scan::cancel);
  }
}
