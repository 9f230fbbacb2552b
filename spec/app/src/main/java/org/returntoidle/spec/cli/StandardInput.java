package org.returntoidle.spec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody has given this program something to read. */
final class StandardInput {
  private StandardInput() {}

  /**
   * Whether standard input was closed when this program began. What Java opened first then has its
   * number: one of Java's own files, or our jar, and Java does not survive that they are read.
   */
  static boolean isClosed() {
    Path opened = Path.of("/proc/self/fd/0");
    try {
      return Files.isRegularFile(opened)
          && (opened.toRealPath().startsWith(Path.of(System.getProperty("java.home")).toRealPath())
              || isOnOurClassPath(opened));
    } catch (IOException e) {
      return false; // The system does not tell.
    }
  }

  private static boolean isOnOurClassPath(Path opened) throws IOException {
    Path jar = Path.of(OwnJar.name());
    return Files.isRegularFile(jar) && Files.isSameFile(jar, opened);
  }
}
