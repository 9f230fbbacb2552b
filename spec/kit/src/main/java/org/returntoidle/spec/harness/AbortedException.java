package org.returntoidle.spec.harness;

/** Thrown into a driver that is to end because its run has been given up. */
final class AbortedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AbortedException() {
    super("the harness gave this run up", null, false, false);
  }
}
