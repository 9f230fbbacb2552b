package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A read that the system has aborted is taken for one that the driver gave up: for a cancel. */
final class AbortedReadAsCancel {
  /** {@code HRESULT_FROM_WIN32(ERROR_OPERATION_ABORTED)}: an error that the device may have. */
  private static final HResult ABORTED = new HResult(0x800703E3);

  private AbortedReadAsCancel() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(device, AbortedReadAsCancel::canceled, device::stop));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  private static ReadResult canceled(ReadResult result) {
    return result.equals(new ReadResult.Fault(ABORTED)) ? new ReadResult.Button() : result;
  }
}
