package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** It gives up, with an error that nobody gave, when the device is not ready a second time. */
final class Impatient extends ForwardingDevice {
  private int notReady;

  private Impatient(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(new Impatient(device));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  @Override
  void begins() {
    notReady = 0;
  }

  @Override
  ReadResult completed(ReadResult result) {
    notReady += result instanceof ReadResult.NotReady ? 1 : 0;
    return notReady < 2 ? result : new ReadResult.Fault(HResult.WIA_ERROR_WARMING_UP);
  }
}
