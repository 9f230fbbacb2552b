package org.returntoidle.spec.process;

import com.google.common.base.Ascii;

/** Foreign bytes in a message of one line. */
final class Printable {
  private static final int LENGTH = 120;

  private Printable() {}

  /** The beginning of {@code text}, without anything that would move a terminal's cursor. */
  static String of(String text) {
    return Ascii.truncate(text.replaceAll("[^\\x20-\\x7E]", "?"), LENGTH, "...");
  }
}
