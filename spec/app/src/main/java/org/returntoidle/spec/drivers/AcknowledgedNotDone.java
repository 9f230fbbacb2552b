package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** CANCEL_IO is answered S_OK, and that is all. */
final class AcknowledgedNotDone {
  private AcknowledgedNotDone() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(reference::drvAcquireItemData, event -> HResult.S_OK);
  }
}
