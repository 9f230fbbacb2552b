package org.returntoidle.spec.verdict;

/** What the user passed is wrong; the message is one line that says what, and what is accepted. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the line that the user reads. */
  public BadInputException(String message) {
    super(message);
  }
}
