package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;

/** A CANCEL_IO that comes while no transfer runs cancels the next one. */
final class IdleCancelKept {
  private IdleCancelKept() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    AtomicBoolean running = new AtomicBoolean();
    AtomicBoolean kept = new AtomicBoolean();
    return new Wrapper(
        context -> {
          if (kept.getAndSet(false)) {
            return context.platform().cancelCode();
          }
          running.set(true);
          try {
            return reference.drvAcquireItemData(context);
          } finally {
            running.set(false);
          }
        },
        event -> {
          kept.compareAndSet(false, event == WiaEvent.CANCEL_IO && !running.get());
          return reference.drvNotifyPnpEvent(event);
        });
  }
}
