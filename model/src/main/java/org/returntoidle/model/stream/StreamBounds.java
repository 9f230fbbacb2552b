package org.returntoidle.model.stream;

import java.util.OptionalInt;

/**
 * How much may happen; an empty bound is no bound and is not counted.
 *
 * @param bands greatest number of reads that one page takes, at least 1: each brings a band, or
 *     "not ready" in its place
 * @param pages greatest number of pages of one transfer, at least 1
 * @param transfers greatest number of transfers, at least 1
 * @param cancels greatest number of cancels of all kinds
 * @param faults greatest number of faults, of the device, of callbacks and of streams together
 * @param skips greatest number of pages that are skipped
 */
public record StreamBounds(
    OptionalInt bands,
    OptionalInt pages,
    OptionalInt transfers,
    OptionalInt cancels,
    OptionalInt faults,
    OptionalInt skips) {
  /** No bound at all, but for the cancels under way: {@link #IN_TRANSIT}. */
  public static final StreamBounds NONE =
      new StreamBounds(
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());

  /**
   * How many {@code CANCEL_IO} can be under way at once where cancels have no bound. A further one
   * gets lost (V1a).
   */
  public static final int IN_TRANSIT = 1;

  /** All bounds present. */
  public static StreamBounds of(
      int bands, int pages, int transfers, int cancels, int faults, int skips) {
    return new StreamBounds(
        OptionalInt.of(bands),
        OptionalInt.of(pages),
        OptionalInt.of(transfers),
        OptionalInt.of(cancels),
        OptionalInt.of(faults),
        OptionalInt.of(skips));
  }
}
