package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReadResult;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;
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
