package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;

/** On Windows Me, too, a cancel is reported as S_FALSE. */
final class NoErrorOnMe {
  private NoErrorOnMe() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(new TransferContext(context.callback(), Platform.XP)),
        reference::drvNotifyPnpEvent);
  }
}
