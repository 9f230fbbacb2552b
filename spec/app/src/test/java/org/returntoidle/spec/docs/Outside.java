package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Commands in processes of their own, and copies of projects for them to work on. */
final class Outside {
  private Outside() {}

  static boolean windows() {
    return File.separatorChar == '\\';
  }

  /** What a command says, which ends with this exit code. */
  static String run(int expected, Path directory, List<String> command) throws Exception {
    Path log = Files.createTempFile("said", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertTrue(process.waitFor(30, TimeUnit.MINUTES), "it hangs");
      String said = Files.readString(log).replace("\r\n", "\n");
      assertEquals(expected, process.exitValue(), said);
      return said;
    } finally {
      Files.delete(log);
    }
  }

  /** What Maven says, which ends with this exit code. */
  static String mvn(int expected, Path directory, String... arguments) throws Exception {
    Path home = Path.of(System.getProperty("maven.home", "unset"));
    String program = home.resolve("bin").resolve(windows() ? "mvn.cmd" : "mvn").toString();
    return run(
        expected,
        directory,
        ImmutableList.<String>builder().add(program, "-B").add(arguments).build());
  }

  /** Copies the files of a folder, but for the folders that are not {@code wanted}. */
  static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path target = to.resolve(from.relativize(entry).toString());
        if (Files.isRegularFile(entry)) {
          Files.copy(entry, target);
        } else if (Files.isDirectory(entry) && wanted.test(entry)) {
          copy(entry, target, wanted);
        }
      }
    }
  }
}
