package org.returntoidle.spec.cli;

import java.io.IOException;
import java.io.Writer;

/** Colors whole lines, if it is told to; the beginning of one waits for its end. */
final class PaintedWriter extends Writer {
  private final Writer out;
  private final StringBuilder begun = new StringBuilder();
  private boolean paints;

  PaintedWriter(Writer out) {
    this.out = out;
  }

  void paints(boolean color) {
    paints = color;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    if (!paints) {
      out.write(text, offset, length);
      return;
    }
    begun.append(text, offset, length);
    int from = 0;
    for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n", from)) {
      out.write(Paint.line(begun.substring(from, end)) + "\n");
      from = end + 1;
    }
    begun.delete(0, from);
  }

  @Override
  public void flush() throws IOException {
    if (!begun.isEmpty()) {
      out.write(begun.toString()); // A line that has no end yet is not colored.
      begun.setLength(0);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
