package org.returntoidle.impl;

import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.model.HResult;

/** The application's side of a transfer: {@code IWiaDataCallback}. */
@FunctionalInterface
public interface BandedDataCallback {
  /**
   * Takes a band or a status.
   *
   * @return {@code S_OK} to go on, {@code S_FALSE} to cancel (B1), an error to fail
   */
  HResult bandedDataCallback(CallbackMessage message);
}
