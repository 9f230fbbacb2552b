package org.returntoidle.spec.examples.right;

import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/** What ends a transfer, as a code: {@code S_FALSE} is a cancel, whatever the platform. */
final class Codes {
  private Codes() {}

  /** The code with which {@code result} ends the transfer; empty if it does not. */
  static Optional<HResult> of(ReadResult result) {
    if (result instanceof ReadResult.Button) {
      return Optional.of(HResult.S_FALSE);
    }
    return result instanceof ReadResult.Fault fault ? Optional.of(fault.code()) : Optional.empty();
  }

  /** The band that a read brought, if it did. */
  static Optional<Band> band(ReadResult result) {
    return result instanceof ReadResult.Data data ? Optional.of(data.band()) : Optional.empty();
  }

  /** Whether no read follows this one, because it brought the last band (D9). */
  static boolean isLast(ReadResult result) {
    return band(result).map(Band::last).orElse(false);
  }

  /** Hands {@code band} over; what the callback answers. */
  static HResult deliver(Band band, TransferContext context) {
    return context.callback().miniDrvCallback(new CallbackMessage.Data(band));
  }

  /** What {@code drvAcquireItemData} returns for {@code code} (A5, D16). */
  static HResult reported(HResult code, TransferContext context) {
    return code.equals(HResult.S_FALSE) ? context.platform().cancelCode() : code;
  }
}
