package org.returntoidle.driver;

import org.returntoidle.model.HResult;

/** The way from the driver to the application: {@code IWiaMiniDrvCallBack}. */
@FunctionalInterface
public interface MiniDrvCallback {
  /**
   * Hands over a band or a status. Called on the thread of {@link MiniDriver#drvAcquireItemData},
   * one at a time (D18). It may take any time, and may call {@link MiniDriver#drvNotifyPnpEvent},
   * so no lock is held across it (D8). It does not throw; to a driver that claims to survive it
   * (D21), {@link MiniDriver#survivesExceptions()}, an exception or null is an answer: {@code
   * WIA_ERROR_EXCEPTION_IN_DRIVER}, an error like any other (A9).
   *
   * @return {@code S_OK} to go on, {@code S_FALSE} to cancel (A2), anything else ends the transfer
   *     with this code (A9, D19); never null
   */
  HResult miniDrvCallback(CallbackMessage message);
}
