package org.returntoidle.model;

/** The four states of a driver's transfer. */
public enum TransferState {
  /** No transfer; the device is quiet and a transfer can be started (A3, A4, D6). */
  IDLE("Idle"),
  /** A transfer runs, or is complete and about to return {@code S_OK}. */
  ACQUIRING("Acquiring"),
  /** A cancel was observed; the driver stops and will report the cancel. */
  CANCELING("Canceling"),
  /** An error was observed; the driver stops and will return that code. */
  ERROR("Error");

  private final String label;

  TransferState(String label) {
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
