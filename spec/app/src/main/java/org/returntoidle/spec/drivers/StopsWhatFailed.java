package org.returntoidle.spec.drivers;

import java.util.Optional;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** A device that does not start is stopped all the same. */
final class StopsWhatFailed extends ForwardingDevice {
  private StopsWhatFailed(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(new StopsWhatFailed(device));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  @Override
  public Optional<ReadResult.Fault> tryStart() {
    Optional<ReadResult.Fault> fault = super.tryStart();
    fault.ifPresent(any -> stop());
    return fault;
  }
}
