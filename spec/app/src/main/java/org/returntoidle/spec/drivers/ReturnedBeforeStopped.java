package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** The device is stopped by a thread that comes too late. */
final class ReturnedBeforeStopped {
  private ReturnedBeforeStopped() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean stopLater = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(device, result -> result, () -> stopLater.set(true)));
    return new Wrapper(
        context -> {
          HResult result = reference.drvAcquireItemData(context);
          if (stopLater.getAndSet(false)) {
            Thread caller = Thread.currentThread();
            new Thread(() -> stopWhenReturned(caller, device), "late stop").start();
          }
          return result;
        },
        reference::drvNotifyPnpEvent);
  }

  /** The caller has returned as soon as this driver is no longer on its stack. */
  private static void stopWhenReturned(Thread caller, ScannerDevice device) {
    while (inDriver(caller)) {
      Thread.onSpinWait();
    }
    device.stop();
  }

  private static boolean inDriver(Thread caller) {
    for (StackTraceElement frame : caller.getStackTrace()) {
      if (frame.getClassName().startsWith(ReturnedBeforeStopped.class.getName())) {
        return true;
      }
    }
    return false;
  }
}
