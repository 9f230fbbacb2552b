package org.returntoidle.spec.harness;

/**
 * What stands behind a driver is gone, or does not speak as it should: thrown by a driver that is
 * not in this JVM. A violation by itself, with this message.
 */
public final class DriverGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says in one line what happened. */
  public DriverGoneException(String message) {
    super(message);
  }
}
