package org.returntoidle.model;

/** What a driver can do with {@code WIA_EVENT_CANCEL_IO}, and whether a read can be given up. */
public enum DriverKind {
  /** Ignores {@code CANCEL_IO}; only callback, button and fault end its transfers (B5). */
  NOT_ASYNCHRONOUS("NotAsynchronous"),
  /** Observes {@code CANCEL_IO} at once but has to wait until a read in flight completes. */
  BLOCKING("Blocking"),
  /** Observes {@code CANCEL_IO} at once and gives up the read in flight (L5). */
  INTERRUPTIBLE("Interruptible");

  private final String label;

  DriverKind(String label) {
    this.label = label;
  }

  /** Whether {@code CANCEL_IO} cancels a transfer of this driver (B4, B5). */
  public boolean asynchronous() {
    return this != NOT_ASYNCHRONOUS;
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
