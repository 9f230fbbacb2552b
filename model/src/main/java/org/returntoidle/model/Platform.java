package org.returntoidle.model;

/** The Windows version whose rules apply; it decides which code reports a cancel. */
public enum Platform {
  /** Windows Me: a cancel can only be reported as an error (A7, D16). */
  ME("Me", HResult.E_ABORT),
  /** Windows XP: a cancel is reported as {@code S_FALSE} (A5, A6). */
  XP("XP", HResult.S_FALSE);

  private final String label;
  private final HResult cancelCode;

  Platform(String label, HResult cancelCode) {
    this.label = label;
    this.cancelCode = cancelCode;
  }

  /** The name used in TLA+, traces and reports; never null. */
  public String label() {
    return label;
  }

  /** What the reference returns from {@code drvAcquireItemData} after a cancel (A5, D16). */
  public HResult cancelCode() {
    return cancelCode;
  }

  @Override
  public String toString() {
    return label;
  }
}
