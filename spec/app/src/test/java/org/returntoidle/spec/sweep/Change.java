package org.returntoidle.spec.sweep;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;

/**
 * One change to a class: what lies between two places of its text is replaced.
 *
 * @param operator what kind of change it is
 * @param source the class as it is
 * @param method where it is changed
 * @param from where the change begins
 * @param to where it ends
 * @param replacement what shall stand there
 */
record Change(
    Operator operator, Source source, String method, int from, int to, String replacement) {
  private static final int LONGEST = 70;

  /** The ways in which code is changed. */
  enum Operator {
    /** A condition, or a part of one, is always or never met. */
    CONDITION,
    /** A constant is another one. */
    CONSTANT,
    /** A statement, a row or a call is left out. */
    LEFT_OUT,
    /** A variable gets another value. */
    OVERWRITTEN,
    /** One branch does what another does. */
    BRANCH,
    /** What comes first comes second. */
    ORDER
  }

  /** The class with the change made. */
  Source changed() {
    return source.with(from, to, replacement);
  }

  /** In one line. */
  @Override
  public String toString() {
    String old = source.text().substring(from, to);
    return operator
        + " "
        + source.simpleName()
        + "."
        + method
        + ": "
        + (old.isEmpty() ? "" : oneLine(old) + " -> ")
        + (replacement.isEmpty() ? "nothing" : oneLine(replacement));
  }

  private static String oneLine(String text) {
    return Ascii.truncate(CharMatcher.whitespace().trimAndCollapseFrom(text, ' '), LONGEST, "...");
  }
}
