package org.returntoidle.tla.engine;

/** TLC could not be run, or gave no verdict: our side failed, not the specification. */
public final class TlcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what went wrong, in one line. */
  public TlcException(String message) {
    super(message);
  }

  /** With what went wrong, in one line, and why. */
  public TlcException(String message, Throwable cause) {
    super(message, cause);
  }
}
