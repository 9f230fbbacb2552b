package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** An error from the callback is taken for S_OK. */
final class DeadClientIgnored {
  private DeadClientIgnored() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.answers(
                    context, (message, answer) -> answer.isError() ? HResult.S_OK : answer)),
        reference::drvNotifyPnpEvent);
  }
}
