package org.returntoidle.spec.process;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of at most {@link #LONGEST} bytes: a line without an end does not fill the memory. */
final class Lines implements Closeable {
  static final int LONGEST = 1_000;

  private final InputStream in;
  private final byte[] line = new byte[LONGEST];

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * The next line without its end, or the first {@link #LONGEST} bytes of one that is longer; empty
   * at the end of the stream.
   */
  Optional<String> next() throws IOException {
    int length = 0;
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n' && length < LONGEST) {
      line[length++] = (byte) next;
      if (length < LONGEST) {
        next = in.read();
      }
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return Optional.of(new String(line, 0, length, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
