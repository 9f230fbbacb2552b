package org.returntoidle.spec.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code right.c} in a folder of its own, and what it was told in one run. Needs a C compiler.
 *
 * @param folder where it is
 */
record RightInC(Path folder) implements AutoCloseable {
  /** Compiles it. */
  static RightInC compiled() throws IOException, InterruptedException {
    RightInC right = new RightInC(Files.createTempDirectory("right"));
    int code =
        new ProcessBuilder("cc", "-O2", "-o", right.program().toString(), "src/main/c/right.c")
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("right.c does not compile");
    }
    return right;
  }

  private Path program() {
    return folder.resolve("right");
  }

  private Path told() {
    return folder.resolve("told.txt");
  }

  List<String> command() {
    return List.of(program().toString());
  }

  /** The same, and notes every line that it is told. */
  List<String> recording() {
    return List.of("sh", "-c", "tee '" + told() + "' | '" + program() + "'");
  }

  /** What it was told when it was recorded. */
  List<String> lines() throws IOException {
    return Files.readAllLines(told());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(told());
    Files.deleteIfExists(program());
    Files.delete(folder);
  }
}
