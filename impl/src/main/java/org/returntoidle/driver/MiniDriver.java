package org.returntoidle.driver;

import org.returntoidle.model.HResult;

/**
 * A scanner driver of Windows Me and XP, as the service sees it: the part of {@code IWiaMiniDrv}
 * that transfers data in bands.
 */
public interface MiniDriver extends WiaDriver {
  /**
   * Transfers one image, band by band through {@link TransferContext#callback()}, and returns when
   * the device is quiet again (A3, D6). Callbacks are made on the calling thread (D18).
   *
   * @return {@code S_OK} if every band was delivered and acknowledged (D7); {@code S_FALSE} after a
   *     cancel, on Windows Me an error (A5, D16); the code of the callback or of the device after
   *     an error (A9, D10); {@code WIA_ERROR_BUSY} while another call runs (D4); never null (D17)
   */
  HResult drvAcquireItemData(TransferContext context);
}
