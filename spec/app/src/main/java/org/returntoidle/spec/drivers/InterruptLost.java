package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A cancel that falls between a read's beginning and its note does not interrupt it. */
final class InterruptLost {
  private InterruptLost() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean submitting = new AtomicBoolean();
    AtomicBoolean canceled = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.deviceWithReads(
                Wrapper.submitting(device, submitting),
                read -> new Wrapper.Read(() -> await(read, canceled), read::interrupt),
                device::stop));
    return new Wrapper(
        reference::drvAcquireItemData,
        event -> {
          if (event == WiaEvent.CANCEL_IO && submitting.get()) {
            canceled.set(true);
            return HResult.S_OK;
          }
          return reference.drvNotifyPnpEvent(event);
        });
  }

  private static ReadResult await(DeviceRead read, AtomicBoolean canceled) {
    ReadResult result = read.await();
    return canceled.getAndSet(false) ? new ReadResult.Button() : result;
  }
}
