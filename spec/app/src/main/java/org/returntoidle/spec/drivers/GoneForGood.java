package org.returntoidle.spec.drivers;

import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A device that was unplugged once is taken for gone, also when it is plugged in again. */
final class GoneForGood extends ForwardingDevice {
  private volatile boolean gone;
  private boolean offline;

  private GoneForGood(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    GoneForGood unplugged = new GoneForGood(device);
    MiniDriver reference = new ReferenceMiniDriver(unplugged);
    return new Wrapper(
        reference::drvAcquireItemData,
        event -> {
          unplugged.gone |= event == WiaEvent.DEVICE_DISCONNECTED;
          return reference.drvNotifyPnpEvent(event);
        });
  }

  @Override
  void begins() {
    offline = gone;
  }

  @Override
  public DeviceRead submitRead() {
    return offline
        ? new Wrapper.Read(() -> new ReadResult.Fault(HResult.WIA_ERROR_OFFLINE), () -> {})
        : super.submitRead();
  }
}
