package org.returntoidle.spec.drivers;

import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.impl.TransferContext;
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
