package org.returntoidle.tla;

/** A TLA+ module, the claims or their figures are missing or not what TLC accepts. */
public final class TlaFilesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line that names the file and what is wrong with it. */
  public TlaFilesException(String message) {
    super(message);
  }
}
