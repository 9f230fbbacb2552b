package org.returntoidle.spec.examples.right;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Each read is a future, for which a thread of the common pool waits; the pool is told, and lends
 * another one meanwhile. Right, since the transfer joins each future, so that none is left when it
 * returns (D6, D23); and since the read is noted before the cause is looked at, and the cause
 * before the read, one of the two gives it up.
 */
public final class FuturePerRead extends AsynchronousDriver {
  private record Waiting(DeviceRead read, CompletableFuture<ReadResult> result)
      implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() {
      return result.complete(read.await());
    }

    @Override
    public boolean isReleasable() {
      return result.isDone();
    }
  }

  private final class Scan {
    final Cause cause = new Cause();
    private volatile Optional<DeviceRead> inFlight = Optional.empty();

    CompletableFuture<ReadResult> read() {
      DeviceRead read = device.submitRead();
      inFlight = Optional.of(read);
      if (!cause.goesOn()) {
        read.interrupt();
      }
      return CompletableFuture.supplyAsync(() -> await(read), ForkJoinPool.commonPool());
    }

    private ReadResult await(DeviceRead read) {
      Waiting waiting = new Waiting(read, new CompletableFuture<>());
      try {
        ForkJoinPool.managedBlock(waiting);
      } catch (InterruptedException e) {
        throw new CompletionException(e); // Of a wait that can be interrupted, which this is not.
      }
      ReadResult result = waiting.result().join();
      cause.read(result);
      return result;
    }

    void cancel() {
      cause.cancel();
      inFlight.ifPresent(DeviceRead::interrupt);
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public FuturePerRead(ScannerDevice device) {
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
      ReadResult result = scan.read().join();
      scan.cause.deliver(result, context);
      more = !Codes.isLast(result);
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
