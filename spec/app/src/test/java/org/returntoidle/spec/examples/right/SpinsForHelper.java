package org.returntoidle.spec.examples.right;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * The notification lets a thread of its own cancel, and spins until that has set a flag. Right,
 * since that thread takes no lock and waits for nobody, so that the spinning ends by itself (D25).
 */
public final class SpinsForHelper extends AsynchronousDriver {
  private final class Scan {
    final Cause cause = new Cause();
    private volatile Optional<DeviceRead> inFlight = Optional.empty();

    ReadResult read() {
      DeviceRead read = device.submitRead();
      inFlight = Optional.of(read);
      if (!cause.goesOn()) {
        read.interrupt(); // The helper may have looked before the read was noted.
      }
      return read.await();
    }

    void cancel() {
      cause.cancel();
      inFlight.ifPresent(DeviceRead::interrupt);
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public SpinsForHelper(ScannerDevice device) {
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
    while (more && scan.cause.goesOn()) {
      ReadResult result = scan.read();
      scan.cause.read(result);
      scan.cause.deliver(result, context);
      more = !Codes.isLast(result);
    }
    device.stop();
    running.leave();
    return scan.cause.reported(context);
  }

  @Override
  void cancel() {
    AtomicBoolean done = new AtomicBoolean();
    Daemons.start(
        () -> {
          running.tell(Scan::cancel);
          done.set(true);
        });
    while (!done.get()) {
      Thread.onSpinWait();
    }
  }
}
