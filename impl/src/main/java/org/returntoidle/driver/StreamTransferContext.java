package org.returntoidle.driver;

import java.util.Objects;

/**
 * What a stream transfer needs to know: the part of {@code MINIDRV_TRANSFER_CONTEXT} and of the
 * item's properties that matters here.
 *
 * @param callback where streams come from and messages go; not null
 * @param pages how many pages the application wants: {@code WIA_IPS_PAGES}; at least 1
 */
public record StreamTransferContext(TransferCallback callback, int pages) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code pages} is less than 1
   */
  public StreamTransferContext {
    Objects.requireNonNull(callback);
    if (pages < 1) {
      throw new IllegalArgumentException("pages: " + pages + "; at least 1 is wanted");
    }
  }
}
