package org.returntoidle.spec.examples.racy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;

/**
 * Right as long as it is alone: one thread waits for the reads of all drivers, so a second device
 * holds it up. Lincheck does not see that thread.
 */
public final class WaitsForPool extends Racy {
  private static final ExecutorService POOL =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });

  private final Object lock = new Object();
  private boolean busy;
  private boolean canceled;

  public WaitsForPool(ScannerDevice device) {
    super(device);
  }

  @Override
  boolean enter() {
    synchronized (lock) {
      boolean idle = !busy;
      busy = true;
      canceled &= !idle;
      return idle;
    }
  }

  @Override
  void cancel() {
    synchronized (lock) {
      canceled |= busy;
    }
  }

  @Override
  boolean isCanceled() {
    synchronized (lock) {
      return canceled;
    }
  }

  @Override
  ReadResult await(DeviceRead read) {
    Answer answer = new Answer();
    POOL.execute(() -> answer.is(read.await()));
    return answer.get();
  }

  @Override
  void leave() {
    synchronized (lock) {
      busy = false;
    }
  }

  private static final class Answer {
    private @Nullable ReadResult result;

    synchronized void is(ReadResult read) {
      result = read;
      notifyAll();
    }

    synchronized ReadResult get() {
      boolean interrupted = false;
      while (true) {
        ReadResult read = result;
        if (read != null) {
          if (interrupted) {
            Thread.currentThread().interrupt();
          }
          return read;
        }
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
  }
}
