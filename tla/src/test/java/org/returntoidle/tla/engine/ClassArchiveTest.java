package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir private Path folder = Path.of("unset");

  @Test
  void theSecondRunWritesItAndLaterOnesUseIt() throws Exception {
    ClassArchive archive = new ClassArchive(() -> folder);
    Path file = folder.resolve("tlc.jsa");
    assertEquals(ImmutableList.of(), archive.options());
    ImmutableList<String> writes = archive.options();
    assertEquals("-XX:ArchiveClassesAtExit=" + file, Iterables.getLast(writes));
    assertEquals(ImmutableList.of(), archive.options(), "not while it is written");
    assertEquals("", java(writes));
    archive.ended(ImmutableList.of());
    assertEquals(ImmutableList.of(), archive.options(), "not while it may still be written");
    archive.ended(writes);
    ImmutableList<String> uses = archive.options();
    assertEquals("-XX:SharedArchiveFile=" + file, Iterables.getLast(uses));
    assertTrue(Files.size(file) > 0);
    assertEquals("", java(uses));
  }

  /** Then the JVM does what it would do without, and says nothing about it. */
  @Test
  void oneThatIsDamagedDoesNoHarm() throws Exception {
    ClassArchive archive = new ClassArchive(() -> folder);
    archive.options();
    archive.ended(archive.options());
    assertEquals(ImmutableList.of(), archive.options(), "nobody has written it");
    Files.writeString(folder.resolve("tlc.jsa"), "no archive");
    assertEquals("", java(archive.options()));
  }

  /** What a JVM with these options says, besides what it is asked for. */
  private static String java(ImmutableList<String> options)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ImmutableList.<String>builder()
                    .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                    .addAll(options)
                    .add("-cp", Tlc.jar().toString(), "tlc2.TLC", "-help")
                    .build())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertTrue(said.contains("TLC"), said);
    return said.lines().filter(line -> line.contains("[cds")).findFirst().orElse("");
  }
}
