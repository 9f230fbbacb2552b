package org.returntoidle.spec.harness;

/** The thread that runs drivers was interrupted, by whom nobody knows: there is no verdict. */
public final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Interrupted in what {@code when} says. */
  public InterruptedRunException(String when, InterruptedException cause) {
    super("interrupted " + when, cause);
  }
}
