package org.returntoidle.spec.drivers;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A CANCEL_IO waits for the transfer to end, though not for ever. */
final class WaitsForTheEnd {
  /** Real ones wait for seconds; the rule does not ask how long. */
  private static final long MILLIS = 20;

  @GuardedBy("this")
  private int running;

  private WaitsForTheEnd() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    WaitsForTheEnd transfers = new WaitsForTheEnd();
    return new Wrapper(
        context -> {
          transfers.add(1);
          try {
            return reference.drvAcquireItemData(context);
          } finally {
            transfers.add(-1);
          }
        },
        event -> {
          HResult answer = reference.drvNotifyPnpEvent(event);
          if (event == WiaEvent.CANCEL_IO) {
            transfers.awaitEnd();
          }
          return answer;
        });
  }

  private synchronized void add(int calls) {
    running += calls;
    notifyAll();
  }

  private synchronized void awaitEnd() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
    long left = MILLIS;
    try {
      while (running > 0 && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
