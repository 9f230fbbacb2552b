package org.returntoidle.spec.examples.right;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * One executor for the life of the driver, whose thread submits each read and waits for it. Right,
 * since that thread looks at the cause itself, under the lock under which a cancel comes, and the
 * transfer waits for its answer each time: when it returns, nothing is left to do.
 */
public final class OwnExecutor extends AsynchronousDriver {
  private final ScannerDevice device;
  private final ExecutorService executor = Daemons.executor();
  private Optional<Cause> running = Optional.empty();
  private Optional<DeviceRead> inFlight = Optional.empty();

  public OwnExecutor(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Cause cause = new Cause();
    synchronized (this) {
      if (running.isPresent()) {
        return HResult.WIA_ERROR_BUSY;
      }
      running = Optional.of(cause);
    }
    device.start();
    boolean more = true;
    while (more && cause.goesOn()) {
      ReadResult result = Daemons.get(executor.submit(() -> read(cause)));
      cause.deliver(result, context);
      more = !Codes.isLast(result);
    }
    device.stop();
    synchronized (this) {
      running = Optional.empty();
    }
    return cause.reported(context);
  }

  /** On the executor's thread. */
  private ReadResult read(Cause cause) {
    Optional<DeviceRead> read = submit(cause);
    ReadResult result = read.map(DeviceRead::await).orElse(new ReadResult.Interrupted());
    cause.read(result);
    return result;
  }

  private synchronized Optional<DeviceRead> submit(Cause cause) {
    inFlight = cause.goesOn() ? Optional.of(device.submitRead()) : Optional.empty();
    return inFlight;
  }

  @Override
  synchronized void cancel() {
    running.ifPresent(Cause::cancel);
    running.flatMap(cause -> inFlight).ifPresent(DeviceRead::interrupt);
  }
}
