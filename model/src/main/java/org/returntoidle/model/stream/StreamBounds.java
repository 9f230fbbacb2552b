package org.returntoidle.model.stream;

import java.util.OptionalInt;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.rows.Limit;

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

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if bands, pages or transfers are below 1, another one below 0,
   *     or any of them above {@link Bounds#MOST}
   */
  public StreamBounds {
    Limit.within("bands", 1, Bounds.MOST, bands);
    Limit.within("pages", 1, Bounds.MOST, pages);
    Limit.within("transfers", 1, Bounds.MOST, transfers);
    Limit.within("cancels", 0, Bounds.MOST, cancels);
    Limit.within("faults", 0, Bounds.MOST, faults);
    Limit.within("skips", 0, Bounds.MOST, skips);
  }

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

  /** How many {@code CANCEL_IO} can be under way at once. */
  int mostInTransit() {
    return cancels.orElse(IN_TRANSIT);
  }

  /** How many reads of one page may come before the one that brings its last band. */
  OptionalInt readsBeforeLast() {
    return beforeLast(bands);
  }

  /** How many pages of one transfer may come before its last. */
  OptionalInt pagesBeforeLast() {
    return beforeLast(pages);
  }

  private static OptionalInt beforeLast(OptionalInt bound) {
    return bound.isEmpty() ? bound : OptionalInt.of(bound.getAsInt() - 1);
  }

  @Override
  public String toString() {
    return String.join(
        ", ",
        Limit.text(bands, "band"),
        Limit.text(pages, "page"),
        Limit.text(transfers, "transfer"),
        Limit.text(cancels, "cancel"),
        Limit.text(faults, "fault"),
        Limit.text(skips, "skip"));
  }
}
