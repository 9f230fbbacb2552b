package org.returntoidle.model;

import java.util.OptionalInt;
import org.returntoidle.model.rows.Limit;

/**
 * How much may happen; an empty bound is no bound and is not counted.
 *
 * @param bands greatest number of reads that one image takes, at least 1: each brings a band, or
 *     "not ready" in its place
 * @param transfers greatest number of transfers, at least 1
 * @param cancels greatest number of cancels: {@code CancelPendingIO}, button presses and callbacks
 *     that answer {@code S_FALSE}, together
 * @param faults greatest number of faults: of the device and of callbacks, together
 */
public record Bounds(
    OptionalInt bands, OptionalInt transfers, OptionalInt cancels, OptionalInt faults) {
  /**
   * No bound at all. The cancels in transit at once stay limited, by {@link #IN_TRANSIT}; where any
   * number is meant, there is {@link CancelsInTransit}.
   */
  public static final Bounds NONE =
      new Bounds(
          OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  /** How many {@code CANCEL_IO} can be under way at once where cancels have no bound. */
  public static final int IN_TRANSIT = 2;

  /** The greatest bound. Long before it, the states are too many to visit. */
  public static final int MOST = 1000;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if bands or transfers are below 1, cancels or faults below 0,
   *     or any of them above {@link #MOST}
   */
  public Bounds {
    Limit.within("bands", 1, MOST, bands);
    Limit.within("transfers", 1, MOST, transfers);
    Limit.within("cancels", 0, MOST, cancels);
    Limit.within("faults", 0, MOST, faults);
  }

  /** All four bounds present. */
  public static Bounds of(int bands, int transfers, int cancels, int faults) {
    return new Bounds(
        OptionalInt.of(bands),
        OptionalInt.of(transfers),
        OptionalInt.of(cancels),
        OptionalInt.of(faults));
  }

  /** How many {@code CANCEL_IO} can be under way at once. */
  int mostInTransit() {
    return cancels.orElse(IN_TRANSIT);
  }

  /** How many reads of one image may come before the one that brings its last band. */
  OptionalInt readsBeforeLast() {
    return bands.isEmpty() ? bands : OptionalInt.of(bands.getAsInt() - 1);
  }

  /** Whether one more fits on top of {@code count}. */
  static boolean allows(OptionalInt bound, int count) {
    return bound.isEmpty() || count < bound.getAsInt();
  }

  /** {@code count} plus one, or unchanged where nothing is counted. */
  static int counted(OptionalInt bound, int count) {
    return bound.isEmpty() ? count : count + 1;
  }

  @Override
  public String toString() {
    return String.join(
        ", ",
        Limit.text(bands, "band"),
        Limit.text(transfers, "transfer"),
        Limit.text(cancels, "cancel"),
        Limit.text(faults, "fault"));
  }
}
