package org.returntoidle.driver;

import java.util.Objects;
import org.returntoidle.model.HResult;

/** What {@link TransferCallback#sendMessage} carries: {@code WiaTransferParams}. */
public sealed interface TransferMessage {
  /**
   * How far the transfer has come: {@code WIA_TRANSFER_MSG_STATUS}.
   *
   * @param percentComplete 0 to 100 (V22)
   * @param bytes how many were written to the stream so far (V22)
   */
  record Status(int percentComplete, long bytes) implements TransferMessage {}

  /** The next page begins in the same stream: {@code WIA_TRANSFER_MSG_NEW_PAGE} (V14). */
  record NewPage() implements TransferMessage {}

  /**
   * The device needs attention: {@code WIA_TRANSFER_MSG_DEVICE_STATUS} (V31). {@code S_OK} to an
   * error says that its cause is repaired: the transfer goes on. {@code S_FALSE} cancels, and the
   * error itself, or another one, ends the transfer (V32, V33).
   *
   * @param status what it reports, an error or information; not null
   */
  record DeviceStatus(HResult status) implements TransferMessage {
    /** Checks the value. */
    public DeviceStatus {
      Objects.requireNonNull(status);
    }
  }

  /**
   * What the service sends, and a driver never does: {@code WIA_TRANSFER_MSG_END_OF_STREAM} (V21).
   */
  record EndOfStream() implements TransferMessage {}

  /** The same: {@code WIA_TRANSFER_MSG_END_OF_TRANSFER} (V21). */
  record EndOfTransfer() implements TransferMessage {}
}
