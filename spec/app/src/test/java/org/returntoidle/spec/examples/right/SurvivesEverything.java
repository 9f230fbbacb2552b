package org.returntoidle.spec.examples.right;

import java.util.concurrent.Callable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Claims to survive exceptions (D21), each where it may come from: every single call to the outside
 * has a result that stands for its throwing, or for null. Right, since with these results the
 * transfer goes on as with any other, to the one way out.
 */
public final class SurvivesEverything extends AsynchronousDriver {
  private static final HResult THROWN = HResult.WIA_ERROR_EXCEPTION_IN_DRIVER;
  private static final ReadResult FAULT = new ReadResult.Fault(THROWN);

  private final class Scan {
    final Cause cause = new Cause();
    private volatile Runnable giveUp = () -> {};

    void run(TransferContext context) {
      boolean started = orElse(() -> nothing(device::start), THROWN).equals(HResult.S_OK);
      if (!started) {
        cause.read(FAULT);
      }
      boolean more = started;
      while (more && cause.goesOn()) {
        ReadResult result = orElse(this::read, FAULT);
        cause.read(result);
        Codes.band(result).ifPresent(band -> deliver(band, context));
        more = !Codes.isLast(result);
      }
      if (started) {
        orElse(() -> nothing(device::stop), THROWN); // Whatever it is, the device is quiet (D6).
      }
    }

    private ReadResult read() {
      DeviceRead read = device.submitRead();
      giveUp = read::interrupt;
      if (!cause.goesOn()) {
        read.interrupt();
      }
      return read.await();
    }

    private void deliver(Band band, TransferContext context) {
      if (cause.goesOn()) {
        cause.answered(orElse(() -> Codes.deliver(band, context), THROWN));
      }
    }

    void cancel() {
      cause.cancel();
      orElse(() -> nothing(giveUp), THROWN);
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public SurvivesEverything(ScannerDevice device) {
    this.device = device;
  }

  private static HResult nothing(Runnable call) {
    call.run();
    return HResult.S_OK;
  }

  private static <T> T orElse(Callable<T> call, T otherwise) {
    try {
      T result = call.call();
      return result == null ? otherwise : result;
    } catch (Throwable e) {
      return otherwise;
    }
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan();
    if (!running.enter(scan)) {
      return HResult.WIA_ERROR_BUSY;
    }
    scan.run(context);
    running.leave();
    return scan.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(Scan::cancel);
  }

  @Override
  public boolean survivesExceptions() {
    return true;
  }
}
