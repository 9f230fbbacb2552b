package org.returntoidle.spec.verdict;

import java.io.IOException;
import java.nio.file.Path;
import org.returntoidle.spec.text.Shown;

/** A file could not be written, though it looked as if it could: a full disk, for example. */
public final class NotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the file, and why it could not be written. */
  public NotWrittenException(Path file, IOException cause) {
    super("cannot write " + Shown.name(file) + ": " + Shown.reason(cause), cause);
  }
}
