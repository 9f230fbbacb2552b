package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two builds of the same sources are the same bytes, wherever and however they are run. */
class ReproducibleIT {
  private static final ImmutableSet<String> LEFT_OUT =
      ImmutableSet.of(".git", "target", "return-to-idle-replays");

  @TempDir private Path folder = Path.of("unset");

  /** In another folder, with another clock, umask, language and order of modules. */
  @DisabledOnOs(OS.WINDOWS)
  @Tag("often")
  @Test
  void twoBuildsAreTheSameBytes() throws Exception {
    Path one = copy("one");
    Path other = copy("an/other place");
    build(one, "exec \"$0\" \"$@\"");
    build(
        other, "umask 077; TZ=Pacific/Auckland LC_ALL=C exec \"$0\" -T1 -Duser.language=de \"$@\"");
    List<Path> files = Distribution.files(one.resolve("spec/target"));
    List<Path> others = Distribution.files(other.resolve("spec/target"));
    for (int i = 0; i < files.size(); i++) {
      assertEquals(Set.of(), difference(files.get(i), others.get(i)));
    }
    Path jar = files.get(files.size() - 1);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String said = Outside.run(0, folder, List.of(java, "-jar", jar.toString(), "--version"));
    assertTrue(said.contains("(commit unknown)"), said);
  }

  /** Without a repository, as from an archive of the sources. */
  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    Outside.copy(Readme.ROOT, copy, entry -> !LEFT_OUT.contains(entry.getFileName().toString()));
    Files.deleteIfExists(copy.resolve(".git")); // A file, in a worktree.
    return copy;
  }

  private static void build(Path copy, String shell) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell));
    command.add(Path.of(System.getProperty("maven.home", "unset"), "bin", "mvn").toString());
    String unchecked = "-Dspotless.check.skip=true"; // This build has checked it.
    Collections.addAll(command, "-B", "-q", "-Dmaven.test.skip=true", unchecked, "package");
    Outside.run(0, copy, command);
  }

  /** What differs: entries of a zip, by name, or all of another file; nothing if it is the same. */
  private static Set<String> difference(Path one, Path other) throws IOException {
    if (Files.mismatch(one, other) < 0) {
      return Set.of();
    }
    if (one.toString().endsWith(".gz")) {
      return Set.of(one.getFileName().toString());
    }
    Set<String> differing = new TreeSet<>(entries(one));
    differing.removeAll(entries(other));
    return differing.isEmpty() ? Set.of("their order") : differing;
  }

  private static List<String> entries(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream()
          .map(e -> "%s %x %s".formatted(e.getName(), e.getCrc(), e.getTimeLocal()))
          .collect(Collectors.toList());
    }
  }

  /** A clock that is not held still is found, and so is another order. */
  @Test
  void whatDiffersIsFound() throws IOException {
    Path zip = zip("a.zip", 0, "x", "y");
    assertEquals(Set.of(), difference(zip, zip("b.zip", 0, "x", "y")));
    assertEquals(Set.of("their order"), difference(zip, zip("c.zip", 0, "y", "x")));
    assertEquals(Set.of("y 0 2026-11-30T00:00"), difference(zip, zip("d.zip", 1, "x", "y")));
    Path gz = Files.writeString(folder.resolve("a.gz"), "a");
    assertEquals(Set.of("a.gz"), difference(gz, Files.writeString(folder.resolve("b.gz"), "b")));
  }

  /** The last entry is some days younger than the others. */
  private Path zip(String name, int days, String... entries) throws IOException {
    Path path = folder.resolve(name);
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(path), StandardCharsets.UTF_8)) {
      for (String entry : entries) {
        ZipEntry next = new ZipEntry(entry);
        boolean isLast = entry.equals(entries[entries.length - 1]);
        next.setTimeLocal(LocalDate.of(2026, 11, 30).plusDays(isLast ? days : 0).atStartOfDay());
        out.putNextEntry(next);
        out.closeEntry();
      }
    }
    return path;
  }
}
