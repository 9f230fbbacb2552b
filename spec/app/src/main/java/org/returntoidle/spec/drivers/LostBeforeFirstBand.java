package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A cancel that comes before the first band is forgotten. */
final class LostBeforeFirstBand {
  private LostBeforeFirstBand() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean listening = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> {
                  listening.set(result instanceof ReadResult.Data);
                  return result;
                },
                () -> {
                  listening.set(false);
                  device.stop();
                }));
    return new Wrapper(
        reference::drvAcquireItemData,
        event -> listening.get() ? reference.drvNotifyPnpEvent(event) : HResult.S_OK);
  }
}
