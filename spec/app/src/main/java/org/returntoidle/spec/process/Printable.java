package org.returntoidle.spec.process;

import java.nio.charset.StandardCharsets;
import org.returntoidle.spec.text.Shown;

/** Foreign bytes in a message of one line. */
final class Printable {
  private Printable() {}

  /** A line as {@link Lines} reads it, without anything that would move a terminal's cursor. */
  static String of(String line) {
    return Shown.name(
        new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }
}
