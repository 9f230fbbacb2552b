package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.returntoidle.spec.report.Rulebook;

/**
 * Files among the sources that are written by the project itself; a test says when one is stale.
 */
public final class Pinned {
  /** Writes all of them anew; look at the difference before you commit it. */
  public static final String GENERATE = Rulebook.UPDATE;

  private Pinned() {}

  /**
   * Compares {@code file} with what should stand in it, or writes it, if that is what the build is
   * for.
   */
  public static void check(Path file, String text) throws IOException {
    if (Boolean.getBoolean("generate")) {
      Files.writeString(file, text);
    }
    String now = Files.readString(file).replace("\r\n", "\n");
    assertEquals(text, now, () -> file + " is stale; to write it anew: " + GENERATE);
  }
}
