package org.returntoidle.tla.engine;

/** Java and TLA+ do not say the same. */
final class Difference extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Difference(String difference) {
    super(difference);
  }
}
