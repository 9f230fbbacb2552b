package org.returntoidle.spec.drivers;

import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;

/** After a CANCEL_IO the rest of the image is read and dropped before the device is stopped. */
final class DrainsTheImage extends ForwardingDevice {
  private volatile boolean canceled;
  private boolean midImage;

  private DrainsTheImage(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    DrainsTheImage draining = new DrainsTheImage(device);
    MiniDriver reference = new ReferenceMiniDriver(draining);
    return new Wrapper(
        reference::drvAcquireItemData,
        event -> {
          if (event == WiaEvent.CANCEL_IO) {
            draining.canceled = true;
          }
          return reference.drvNotifyPnpEvent(event);
        });
  }

  @Override
  void begins() {
    canceled = false;
    midImage = false;
  }

  @Override
  ReadResult completed(ReadResult result) {
    midImage = result instanceof ReadResult.Data data && !data.band().last();
    return result;
  }

  /** A read that nobody gives up, as a driver may have it that wants every band. */
  @Override
  public DeviceRead submitRead() {
    DeviceRead read = super.submitRead();
    return new Wrapper.Read(read::await, () -> {});
  }

  @Override
  public void stop() {
    while (canceled && midImage) {
      read();
    }
    super.stop();
  }
}
