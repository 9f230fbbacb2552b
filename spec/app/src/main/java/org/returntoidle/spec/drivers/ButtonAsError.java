package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** The cancel button is reported as a failure. */
final class ButtonAsError {
  private ButtonAsError() {}

  static MiniDriver create(ScannerDevice device) {
    AtomicBoolean pressed = new AtomicBoolean();
    MiniDriver reference =
        new ReferenceMiniDriver(
            Wrapper.device(
                device,
                result -> {
                  pressed.set(result instanceof ReadResult.Button);
                  return result;
                },
                device::stop));
    return new Wrapper(
        context -> {
          HResult result = reference.drvAcquireItemData(context);
          return pressed.getAndSet(false) && !context.platform().cancelIsAnError()
              ? HResult.E_FAIL
              : result;
        },
        reference::drvNotifyPnpEvent);
  }
}
