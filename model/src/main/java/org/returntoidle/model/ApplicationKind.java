package org.returntoidle.model;

/** Which of its two ways to cancel an application uses (B1, B2). */
public enum ApplicationKind {
  /** Calls {@code CancelPendingIO}; its callbacks never answer {@code S_FALSE}. */
  CANCEL_PENDING_IO("CancelPendingIO"),
  /** Answers {@code S_FALSE} from a callback; never calls {@code CancelPendingIO}. */
  CALLBACK("Callback"),
  /**
   * Does both: once it has called {@code CancelPendingIO} in a transfer, no callback of that
   * transfer returns {@code S_OK} any more. This is what removes H1.
   */
  BOTH("Both");

  private final String label;

  ApplicationKind(String label) {
    this.label = label;
  }

  /** The name used in TLA+, traces and reports; never null. */
  public String label() {
    return label;
  }

  @Override
  public String toString() {
    return label;
  }
}
