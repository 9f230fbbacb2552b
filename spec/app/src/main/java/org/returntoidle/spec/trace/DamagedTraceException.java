package org.returntoidle.spec.trace;

import org.returntoidle.spec.text.Shown;

/** A trace that cannot be read. The message names file and line, and says why, in one line. */
public final class DamagedTraceException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedTraceException(String file, long line, String why) {
    super(Shown.line(Shown.name(file) + ", line " + line + ": " + why));
  }

  DamagedTraceException(String file, String why) {
    super(Shown.line(Shown.name(file) + ": " + why));
  }
}
