package org.returntoidle.spec.trace;

/** A trace that cannot be read. The message names file and line, and says why, in one line. */
public final class DamagedTraceException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedTraceException(String file, long line, String why) {
    super(Words.printable(file + ", line " + line + ": " + why));
  }

  DamagedTraceException(String file, String why) {
    super(Words.printable(file + ": " + why));
  }
}
