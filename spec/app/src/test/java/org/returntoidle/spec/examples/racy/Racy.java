package org.returntoidle.spec.examples.racy;

import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/** What the others share: everything but the place where two threads meet. */
abstract class Racy implements MiniDriver {
  final ScannerDevice device;

  Racy(ScannerDevice device) {
    this.device = device;
  }

  /** Whether the transfer may begin. */
  abstract boolean enter();

  abstract void cancel();

  abstract boolean isCanceled();

  /** Waits for a read. */
  ReadResult await(DeviceRead read) {
    return read.await();
  }

  /** Back to idle. */
  abstract void leave();

  @Override
  public final HResult drvAcquireItemData(TransferContext context) {
    if (!enter()) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    HResult result = scan(context);
    device.stop();
    boolean canceled = isCanceled() && result.equals(HResult.S_OK);
    leave();
    return canceled ? HResult.S_FALSE : result;
  }

  private HResult scan(TransferContext context) {
    while (!isCanceled()) {
      ReadResult read = await(device.submitRead());
      if (read instanceof ReadResult.Button) {
        return HResult.S_FALSE;
      }
      if (read instanceof ReadResult.Fault fault) {
        return isCanceled() ? HResult.S_OK : fault.code();
      }
      if (isCanceled() || read instanceof ReadResult.Interrupted) {
        return HResult.S_OK;
      }
      CallbackMessage message =
          read instanceof ReadResult.Data data
              ? new CallbackMessage.Data(data.band())
              : new CallbackMessage.Status(0);
      HResult answer = context.callback().miniDrvCallback(message);
      if (!answer.equals(HResult.S_OK)) {
        return answer;
      }
      if (read instanceof ReadResult.Data data && data.band().last()) {
        return HResult.S_OK;
      }
    }
    return HResult.S_OK;
  }

  @Override
  public final HResult drvNotifyPnpEvent(WiaEvent event) {
    if (event == WiaEvent.CANCEL_IO) {
      cancel();
    }
    return HResult.S_OK;
  }

  @Override
  public final boolean cancelsAsynchronously() {
    return true;
  }
}
