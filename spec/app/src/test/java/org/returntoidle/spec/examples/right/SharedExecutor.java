package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * One pool for all drivers of this kind, in which the whole scan runs; the transfer makes only the
 * callbacks. Right, since nothing but threads is shared, a pool that grows lets no driver wait for
 * another, its threads are daemons and end when they are idle, and what the scan says last it says
 * after the device was stopped (D6).
 */
public final class SharedExecutor extends AsynchronousDriver {
  private static final ExecutorService POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          200,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          Daemons::newThread);

  private final class Scan {
    final Reads reads = new Reads(device);
    private final LinkedBlockingQueue<Optional<ReadResult>> results = new LinkedBlockingQueue<>();
    private final Semaphore answered = new Semaphore(0);

    /** In the pool. */
    void run() {
      if (reads.cause.goesOn()) {
        device.start();
        readAll();
        device.stop();
      }
      results.add(Optional.empty());
    }

    private void readAll() {
      boolean more = true;
      while (more) {
        ReadResult result = reads.next();
        results.add(Optional.of(result));
        answered.acquireUninterruptibly();
        more = !reads.ends(result);
      }
    }

    Optional<ReadResult> take() {
      return Uninterruptibles.takeUninterruptibly(results);
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public SharedExecutor(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan();
    if (!running.enter(scan)) {
      return HResult.WIA_ERROR_BUSY;
    }
    POOL.execute(scan::run);
    for (Optional<ReadResult> result = scan.take(); result.isPresent(); result = scan.take()) {
      scan.reads.cause.deliver(result.get(), context);
      scan.answered.release();
    }
    running.leave();
    return scan.reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(scan -> scan.reads.cancel());
  }
}
