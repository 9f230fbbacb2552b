package org.returntoidle.spec.harness;

/** The driver under test cannot be made: its constructor or factory throws or does not return. */
public final class DriverNotUsableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says in one line what happened instead. */
  public DriverNotUsableException(String message, Throwable cause) {
    super(message, cause);
  }
}
