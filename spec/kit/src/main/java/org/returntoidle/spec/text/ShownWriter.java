package org.returntoidle.spec.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Nothing passes here that moves a cursor or turns the direction of writing, whatever forgot to
 * take care of it: it comes out as an escape.
 */
public final class ShownWriter extends FilterWriter {
  /** The beginning of a pair, which means something only together with what comes next. */
  private String held = "";

  /** Writes to {@code out}. */
  public ShownWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int character) throws IOException {
    write(Character.toString((char) character), 0, 1);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    String whole = held + text.substring(offset, offset + length);
    int end = whole.length();
    if (end > 0 && isHalf(whole.charAt(end - 1))) {
      end--;
    }
    held = whole.substring(end);
    out.write(Shown.escaped(whole.substring(0, end)));
  }

  private static boolean isHalf(char last) {
    return last == '\r' || Character.isHighSurrogate(last);
  }

  @Override
  public void close() throws IOException {
    out.write(Shown.escaped(held));
    held = "";
    super.close();
  }
}
