package org.returntoidle.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.TransferInput;

/** A device that is unplugged, and plugged in again. */
class LostDeviceTest {
  private final TransferControl control = new TransferControl();

  private boolean reads() {
    DeviceRead read =
        new DeviceRead() {
          @Override
          public ReadResult await() {
            return new ReadResult.NotReady();
          }

          @Override
          public void interrupt() {}
        };
    return control.submitRead(() -> read).isPresent();
  }

  /** It was not started since it came back, so that nothing is sent to it in this transfer. */
  @Test
  void v28_aDeviceThatComesBackIsThereForTheNextTransfer() {
    control.enter();
    assertTrue(reads());
    assertTrue(control.deviceGoes().isPresent(), "the read in flight is not waited for");
    control.deviceComes();
    assertTrue(control.isGone());
    assertFalse(reads());
    control.observe(TransferInput.READ_FAULT, HResult.WIA_ERROR_OFFLINE);
    assertEquals(HResult.WIA_ERROR_OFFLINE, control.leave(Platform.VISTA));
    control.enter();
    assertFalse(control.isGone());
    assertTrue(reads());
  }

  @Test
  void v28_oneThatGoesWhileIdleIsNotReadUntilItIsBack() {
    control.deviceGoes();
    control.enter();
    assertTrue(control.isGone());
    assertFalse(reads());
  }
}
