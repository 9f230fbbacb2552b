package org.returntoidle.model.monitor;

/**
 * What is to be known of an event besides its name. {@code Monitor.tla} has an operator for each.
 */
public enum Mark {
  /** It overlaps with the driver's own statements: a callback that begins next may have begun. */
  OVERLAPPING("Overlapping"),
  /** It overlaps with the entry of {@code drvAcquireItemData}: it may have come before (D1). */
  AT_ENTRY("AtEntry"),
  /** The band is the last. */
  LAST("Last"),
  /** The band was read in another transfer. */
  OLD_BAND("OldBand"),
  /** The band is not the next one of the image. */
  NOT_NEXT("NotNext"),
  /** It is done on another thread than {@code drvAcquireItemData}. */
  OTHER_THREAD("OtherThread"),
  /** It is done on the thread of {@code drvAcquireItemData}. */
  CALLERS_THREAD("CallersThread"),
  /** The thread of {@code drvAcquireItemData} has submitted another read, too. */
  IN_FLIGHT("InFlight"),
  /** It is done on the thread that has stopped the device. */
  OF_STOPPER("OfStopper"),
  /** The code is an error. */
  IS_ERROR("IsError"),
  /** The code is {@code S_OK}. */
  IS_OK("IsOk"),
  /** The code is {@code WIA_ERROR_BUSY}. */
  IS_BUSY("IsBusy"),
  /** The code can report a cancel on this platform (A5, D16). */
  REPORTS_CANCEL("ReportsCancel"),
  /** The code is the first error that a callback of this transfer returned. */
  OF_CALLBACK("OfCallback"),
  /** The code is the one of the first fault that a read of this transfer reported. */
  OF_DEVICE("OfDevice"),
  /** The code is the unknown success code that the last callback returned. */
  OF_UNKNOWN_SUCCESS("OfUnknownSuccess");

  private final String label;

  Mark(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
