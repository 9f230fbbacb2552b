package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Strings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file is there whole or as it was, and stays what it is. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WholeFileTest {
  @TempDir private Path folder = Path.of("unset");

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static boolean runs(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }

  @Test
  void aMissingFolderIsMade() throws IOException {
    Path file = folder.resolve("a").resolve("b").resolve("c.txt");
    WholeFile.write(file, "text");
    assertEquals("text", Files.readString(file));
  }

  @Test
  void aFileWithALongNameIsWritten() throws IOException {
    Path file = folder.resolve(Strings.repeat("x", 250));
    WholeFile.write(file, "text");
    assertEquals(List.of(file.getFileName().toString()), names());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkStaysALink() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path target = Files.writeString(elsewhere.resolve("target"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere", "target"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    WholeFile.write(second, "new");
    assertEquals("new", Files.readString(target));
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
    assertEquals(List.of("elsewhere", "link", "second"), names());

    Path dangling = Files.createSymbolicLink(folder.resolve("to"), Path.of("elsewhere", "later"));
    WholeFile.write(dangling, "made");
    assertEquals("made", Files.readString(elsewhere.resolve("later")));
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    assertThrows(IOException.class, () -> WholeFile.write(circle, "x"));
    assertTrue(Files.isSymbolicLink(circle));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsWrittenInto() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(runs("mkfifo", pipe.toString()), "mkfifo is not installed");
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<String> read = reader.submit(() -> Files.readString(pipe));
      WholeFile.write(pipe, "text");
      assertEquals("text", read.get());
    } finally {
      reader.shutdownNow();
    }
    assertTrue(WholeFile.isWrittenInto(pipe), "it still is a pipe");
    assertEquals(List.of("pipe"), names());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDeviceIsWrittenInto() throws Exception {
    Path device = folder.resolve("null");
    assumeTrue(runs("mknod", device.toString(), "c", "1", "3"), "not permitted");
    WholeFile.write(device, "text");
    assertFalse(Files.isRegularFile(device));
    assertEquals("", Files.readString(device));
    Path link = Files.createSymbolicLink(folder.resolve("link"), device);
    WholeFile.write(link, "text");
    assertTrue(Files.isSymbolicLink(link) && !Files.isRegularFile(device));
    assertEquals(List.of("link", "null"), names());
  }

  /** Who may read it is decided as for any new file, or stays as it was. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void permissionsAreThoseOfAnyFile() throws IOException {
    Path usual = Files.writeString(folder.resolve("usual"), "");
    Path file = folder.resolve("file");
    WholeFile.write(file, "text");
    assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    WholeFile.write(file, "again");
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void nothingIsLeftWhereItFails() throws IOException {
    Path inTheWay = folder.resolve("file");
    Files.createDirectories(inTheWay.resolve("below"));
    assertThrows(IOException.class, () -> WholeFile.write(inTheWay, "text"));
    assertEquals(List.of("file"), names());
  }

  /** Each writes its own, and none sees half of what another writes. */
  @Tag("ci")
  @Test
  void manyWriteIntoOneFolder() throws Exception {
    int writers = 8;
    Path shared = folder.resolve("shared");
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Boolean>> jobs = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String text = Strings.repeat(Integer.toString(i), 100_000);
        Path own = folder.resolve("own-" + i);
        jobs.add(
            () -> {
              for (int n = 0; n < 20; n++) {
                WholeFile.write(own, text);
                WholeFile.write(shared, text);
                assertTrue(Files.readString(shared).matches("(.)\\1{99999}"));
              }
              return Files.readString(own).equals(text);
            });
      }
      for (Future<Boolean> job : pool.invokeAll(jobs)) {
        assertTrue(job.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(writers + 1, names().size());
  }
}
