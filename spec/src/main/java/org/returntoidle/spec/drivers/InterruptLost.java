package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.impl.DeviceRead;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReadResult;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.impl.WiaEvent;
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
