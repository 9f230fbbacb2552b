package org.returntoidle.spec.cli;

import java.io.PrintWriter;

/** What a command says to people: printed as far as that is wanted, and kept whole for a file. */
final class Spoken {
  private final PrintWriter out;
  private final boolean nothing;
  private final DetailOptions detail;
  private final StringBuilder text = new StringBuilder();

  /**
   * Nothing was said so far.
   *
   * @param nothing whether nothing is printed, since a document is
   */
  Spoken(PrintWriter out, boolean nothing, DetailOptions detail) {
    this.out = out;
    this.nothing = nothing;
    this.detail = detail;
  }

  /** Says what is as it should be. */
  void say(String lines) {
    say(lines, false);
  }

  /**
   * Says something.
   *
   * @param matters whether it is also to be said to who wants to hear nothing else
   */
  void say(String lines, boolean matters) {
    text.append(lines).append('\n');
    print(lines, matters || !detail.quiet());
  }

  /** Says what is only for who wants to know all. */
  void add(String lines) {
    print(lines, detail.verbose());
  }

  private void print(String lines, boolean wanted) {
    if (wanted && !nothing) {
      out.println(lines);
      out.flush();
    }
  }

  /** All that was said, but for what was added. */
  String text() {
    return text.toString();
  }
}
