package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * An executor for each transfer, whose one thread starts, reads and stops the device. Right, since
 * every task is waited for, the stop is the last of them, and the thread has ended when the
 * transfer returns.
 */
public final class ExecutorPerTransfer extends AsynchronousDriver {
  private final class Scan {
    final Cause cause = new Cause();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Daemons::newThread);
    private volatile Runnable giveUp = () -> {};
    private boolean on;

    void run(TransferContext context) {
      ReadResult result = there(this::startAndRead);
      cause.deliver(result, context);
      while (cause.goesOn() && !Codes.isLast(result)) {
        result = there(this::read);
        cause.deliver(result, context);
      }
      there(this::stop);
      thread.shutdown();
      Uninterruptibles.awaitTerminationUninterruptibly(thread);
    }

    private <T> T there(Callable<T> task) {
      return Daemons.get(thread.submit(task));
    }

    private ReadResult startAndRead() {
      if (cause.goesOn()) {
        on = true;
        device.start();
      }
      return read();
    }

    private ReadResult read() {
      if (!cause.goesOn()) {
        return new ReadResult.Interrupted();
      }
      DeviceRead read = device.submitRead();
      giveUp = read::interrupt;
      if (!cause.goesOn()) {
        read.interrupt(); // The cancel may have come before it could see this read.
      }
      ReadResult result = read.await();
      cause.read(result);
      return result;
    }

    private boolean stop() {
      if (on) {
        device.stop();
      }
      return on;
    }

    void cancel() {
      cause.cancel();
      giveUp.run();
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public ExecutorPerTransfer(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan();
    if (!running.enter(scan)) {
      scan.thread.shutdown();
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
}
