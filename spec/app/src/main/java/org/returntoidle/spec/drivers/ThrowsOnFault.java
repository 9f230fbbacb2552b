package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A device fault is thrown. */
final class ThrowsOnFault {
  private ThrowsOnFault() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean fault = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> {
                  fault.compareAndSet(false, result instanceof ReadResult.Fault);
                  return result;
                },
                device::stop));
    return new Wrapper(
        context -> {
          HResult result = reference.drvAcquireItemData(context);
          if (fault.getAndSet(false)) {
            throw new IllegalStateException("device fault " + result);
          }
          return result;
        },
        reference::drvNotifyPnpEvent);
  }
}
