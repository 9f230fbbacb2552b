package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicInteger;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** All drivers share a pool of handles, and each transfer takes one that it never gives back. */
final class SharedPool extends ForwardingDevice {
  private static final AtomicInteger HANDLES = new AtomicInteger(60);

  private boolean empty;

  private SharedPool(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(new SharedPool(device));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  @Override
  void begins() {
    empty = HANDLES.getAndUpdate(left -> Math.max(left - 1, 0)) == 0;
  }

  @Override
  public DeviceRead submitRead() {
    return empty
        ? new Wrapper.Read(() -> new ReadResult.Fault(HResult.E_OUTOFMEMORY), () -> {})
        : super.submitRead();
  }
}
