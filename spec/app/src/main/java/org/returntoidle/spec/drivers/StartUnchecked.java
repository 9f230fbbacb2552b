package org.returntoidle.spec.drivers;

import java.util.Optional;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** Whether the device has started is not looked at before the first read has completed. */
final class StartUnchecked extends ForwardingDevice {
  private Optional<ReadResult.Fault> unseen = Optional.empty();

  private StartUnchecked(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(new StartUnchecked(device));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  @Override
  public Optional<ReadResult.Fault> tryStart() {
    unseen = super.tryStart();
    return Optional.empty();
  }

  @Override
  ReadResult completed(ReadResult result) {
    return unseen.isPresent() ? unseen.get() : result;
  }

  @Override
  public void stop() {
    if (unseen.isEmpty()) {
      super.stop();
    }
  }
}
