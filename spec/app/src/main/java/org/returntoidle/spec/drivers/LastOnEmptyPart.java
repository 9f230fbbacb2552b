package org.returntoidle.spec.drivers;

import java.nio.ByteBuffer;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** The last band does not say that it is the last; an empty one after it does. */
final class LastOnEmptyPart {
  private LastOnEmptyPart() {}

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(device);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                new TransferContext(
                    message -> deliver(context.callback(), message), context.platform())),
        reference::drvNotifyPnpEvent);
  }

  private static HResult deliver(MiniDrvCallback callback, CallbackMessage message) {
    if (!(message instanceof CallbackMessage.Data data) || !data.band().last()) {
      return callback.miniDrvCallback(message);
    }
    Band band = data.band();
    HResult answer =
        callback.miniDrvCallback(
            part(new Band(band.transfer(), band.number(), false, band.data())));
    Band end = new Band(band.transfer(), band.number() + 1, true, ByteBuffer.allocate(0));
    return answer.equals(HResult.S_OK) ? callback.miniDrvCallback(part(end)) : answer;
  }

  private static CallbackMessage part(Band band) {
    return new CallbackMessage.Data(band);
  }
}
