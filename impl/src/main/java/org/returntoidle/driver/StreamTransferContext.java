package org.returntoidle.driver;

import java.util.Objects;

/**
 * What a stream transfer needs to know: the part of {@code MINIDRV_TRANSFER_CONTEXT} and of the
 * item's properties that matters here.
 *
 * @param callback where streams come from and messages go; not null
 * @param pages how many pages the application wants: {@code WIA_IPS_PAGES}; {@link #ALL_PAGES}, or
 *     at least 1
 * @param tymed how many streams they go into; not null
 */
public record StreamTransferContext(TransferCallback callback, int pages, Tymed tymed) {
  /** As many pages as the feeder has (V5a). */
  public static final int ALL_PAGES = 0;

  /** How many streams a transfer has: {@code TYMED} (V14). */
  public enum Tymed {
    /** One for each page. */
    FILE,
    /** One for all pages. */
    MULTIPAGE_FILE
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code pages} is negative
   */
  public StreamTransferContext {
    Objects.requireNonNull(callback);
    Objects.requireNonNull(tymed);
    if (pages < 0) {
      throw new IllegalArgumentException(
          "pages: " + pages + "; at least 1 is wanted, or 0 for all there are");
    }
  }
}
