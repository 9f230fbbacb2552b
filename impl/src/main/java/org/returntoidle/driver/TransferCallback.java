package org.returntoidle.driver;

import org.jspecify.annotations.Nullable;
import org.returntoidle.model.HResult;

/**
 * The way from a driver to the application since Windows Vista: {@code
 * IWiaMiniDrvTransferCallback}. Both methods are called on the thread of {@link
 * StreamMiniDriver#drvAcquireItemData}, one at a time (D18). They may take any time, and may call
 * {@link WiaDriver#drvNotifyPnpEvent}, so no lock is held across them (D8). After {@code
 * IWiaTransfer::Cancel} both return {@code S_FALSE} on every call (V2). They do not throw, and do
 * not answer null.
 */
public interface TransferCallback {
  /**
   * Asks for the stream of the next page. The stream before has been released (V15).
   *
   * @return {@code S_OK} and the stream; {@code WIA_STATUS_SKIP_ITEM} to skip this page (V3),
   *     {@code S_FALSE} to cancel all pages (V11), an error to end the transfer (V20); never null
   */
  NextStream getNextStream();

  /**
   * Tells the application how far the transfer has come, and asks whether it goes on.
   *
   * @return {@code S_OK} to go on, {@code S_FALSE} to cancel (V10), an error to end the transfer
   *     (V20); never null
   */
  HResult sendMessage(TransferMessage message);

  /**
   * What {@link #getNextStream} answers.
   *
   * @param code what it returns; not null
   * @param stream where the page goes; null unless {@code code} is {@code S_OK}, and an error even
   *     then if it is (V20)
   */
  record NextStream(HResult code, @Nullable PageStream stream) {}
}
