package org.returntoidle.spec.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of at most {@link #LONGEST} bytes: a line without an end does not fill the memory. For use
 * by one thread at a time.
 */
final class Lines implements Closeable {
  static final int LONGEST = 1_000;

  private final InputStream in;
  private final byte[] bytes = new byte[8_192];

  /** Where the bytes begin that no line has taken yet, and where they end. */
  private int begin;

  private int end;

  private boolean ended;

  Lines(InputStream in) {
    this.in = in;
  }

  /**
   * The next line without its end, or the first {@link #LONGEST} bytes of one that is longer; waits
   * for it; empty at the end of the stream.
   */
  Optional<String> next() throws IOException {
    Optional<String> line = poll();
    while (line.isEmpty() && !ended) {
      read();
      line = poll();
    }
    return line;
  }

  /** Whether the end of the stream has been read. */
  boolean hasEnded() {
    return ended;
  }

  /** The same, if it has been read; does not wait. */
  Optional<String> poll() {
    int longest = Math.min(end, begin + LONGEST);
    int next = begin;
    while (next < longest && bytes[next] != '\n') {
      next++;
    }
    boolean hasEnd = next < longest;
    if (!hasEnd && next - begin < LONGEST && (!ended || next == begin)) {
      return Optional.empty();
    }
    int length = next - begin;
    if (length > 0 && bytes[next - 1] == '\r') {
      length--;
    }
    String line = new String(bytes, begin, length, StandardCharsets.ISO_8859_1);
    begin = hasEnd ? next + 1 : next; // The rest of one that is too long is a line, too.
    return Optional.of(line);
  }

  /** Whether {@link #read} would not wait. */
  boolean isThereMore() throws IOException {
    return in.available() > 0;
  }

  /** Waits until there is more, or the end. */
  void read() throws IOException {
    if (begin == end) {
      begin = 0;
      end = 0;
    } else if (end == bytes.length) {
      System.arraycopy(bytes, begin, bytes, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    int count = in.read(bytes, end, bytes.length - end);
    ended = count < 0;
    end += Math.max(count, 0);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
