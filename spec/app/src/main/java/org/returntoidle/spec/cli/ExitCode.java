package org.returntoidle.spec.cli;

/** What the process ends with. */
final class ExitCode {
  /** Everything that was asked for holds. */
  static final int HOLDS = 0;

  /** A violation was found. */
  static final int VIOLATED = 1;

  /** What the user passed is wrong. */
  static final int BAD_INPUT = 2;

  /** Our side failed: TLC killed, out of memory, the two graphs differ. */
  static final int FAILED = 3;

  private ExitCode() {}
}
