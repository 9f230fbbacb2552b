package org.returntoidle.model.monitor;

/** What is to be known of an observed action besides its name. */
public enum Mark {
  /** It overlaps with the driver's own statements: a callback that begins next may have begun. */
  OVERLAPPING(0),
  /** It overlaps with the entry of {@code drvAcquireItemData}: it may have come before (D1). */
  AT_ENTRY(1),
  /** The band is the last. */
  LAST(2),
  /** The band was read in another transfer. */
  OLD_BAND(3),
  /** The band is not the next one of the image. */
  OUT_OF_ORDER(4),
  /** It is done on another thread than {@code drvAcquireItemData}. */
  OTHER_THREAD(5),
  /** The code is an error. */
  ERROR(6),
  /** The code is {@code S_OK}. */
  OK(7),
  /** The code can report a cancel on this platform (A5, D16). */
  CANCEL_CODE(8),
  /** The code is the first error that a callback of this transfer returned. */
  OF_CALLBACK(9),
  /** The code is the one of the fault that a read of this transfer reported. */
  OF_DEVICE(10),
  /** The code is the unknown success code that the last callback returned. */
  OF_UNKNOWN_SUCCESS(11),
  /** The code is {@code WIA_ERROR_BUSY}. */
  BUSY(12);

  /** There are no more than so many sets of marks. */
  static final int SETS = 1 << values().length;

  private final int bit;

  Mark(int place) {
    this.bit = 1 << place;
  }

  /** The set of this mark alone; sets are joined by {@code |}. */
  public int bit() {
    return bit;
  }
}
