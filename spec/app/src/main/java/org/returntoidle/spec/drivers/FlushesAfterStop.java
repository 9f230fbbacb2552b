package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** What a stopped device may still have to say is read away. */
final class FlushesAfterStop extends ForwardingDevice {
  private FlushesAfterStop(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(new FlushesAfterStop(device));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  @Override
  public void stop() {
    super.stop();
    read();
  }
}
