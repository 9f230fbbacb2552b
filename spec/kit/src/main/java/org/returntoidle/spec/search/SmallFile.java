package org.returntoidle.spec.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.returntoidle.spec.text.Shown;

/** Reads a file that people write or keep, and that cannot be large. */
public final class SmallFile {
  /** What is larger is something else. */
  private static final int MOST = 16 << 20;

  private SmallFile() {}

  /** A file that cannot be read; the message says why, without the file's name. */
  public static final class NotReadableException extends Exception {
    private static final long serialVersionUID = 1L;

    NotReadableException(String why) {
      super(why);
    }
  }

  /**
   * The text of {@code file}, which is in UTF-8, without a byte order mark. Of what has no size,
   * such as a device, no more is read than a file may have.
   *
   * @throws NotReadableException if it is too large, cannot be read, or is not a text in UTF-8
   */
  public static String read(Path file) throws NotReadableException {
    try {
      if (Files.isDirectory(file)) {
        throw new NotReadableException("a file is needed, not a folder");
      }
      byte[] bytes = {};
      boolean large = Files.isRegularFile(file) && Files.size(file) > MOST;
      if (!large) {
        try (InputStream in = Files.newInputStream(file)) {
          bytes = in.readNBytes(MOST + 1);
        }
      }
      if (large || bytes.length > MOST) {
        throw new NotReadableException("too large: more than " + (MOST >> 20) + " MB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new NotReadableException("not a text in UTF-8");
    } catch (NoSuchFileException e) {
      throw new NotReadableException("no such file");
    } catch (IOException e) {
      throw new NotReadableException("it cannot be read: " + Shown.reason(e));
    }
  }
}
