package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A stranger with the zip and Java 17, in a folder with a space. */
@DisabledOnOs(OS.WINDOWS)
@Tag("ci")
class DistributionIT {
  /** The commands of the distribution's README that do not end with 0. */
  private static final ImmutableMap<String, Integer> NOT_ZERO =
      ImmutableMap.of("bin/return-to-idle verify --exec ./faulty", 1);

  @TempDir private Path folder = Path.of("unset");
  private Path home = folder;

  @BeforeEach
  void unpack() throws IOException {
    home = Distribution.unpacked(folder.resolve("a folder"));
  }

  private String sh(int expected, String command, Map<String, String> environment)
      throws Exception {
    String set =
        environment.entrySet().stream()
            .map(entry -> entry.getKey() + "='" + entry.getValue() + "' ")
            .collect(Collectors.joining());
    String shell = Path.of("/bin/sh").toString();
    return Outside.run(expected, home, List.of(shell, "-c", set + command));
  }

  /** The Java that runs this, wherever the path leads. */
  private static Map<String, String> java() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"));
  }

  @Test
  void everythingIsThere() throws IOException {
    for (String file :
        List.of(
            "LICENSE",
            "README.md",
            "CHANGELOG.md",
            "THIRD-PARTY.txt",
            "bin/return-to-idle.cmd",
            "completion/return-to-idle.bash",
            "completion/return-to-idle.zsh",
            "examples/c/right-stream.c",
            "examples/gradle/build.gradle",
            "examples/java/src/test/java/com/example/MyDriverTest.java",
            "include/kit.h",
            "include/recorder.h",
            "include/recorder.hpp",
            "lib/return-to-idle.jar",
            "share/man/man1/return-to-idle.1")) {
      assertTrue(Files.size(home.resolve(file)) > 0, file);
    }
    List<String> page = Files.readAllLines(home.resolve("share/man/man1/return-to-idle.1"));
    assertTrue(page.get(0).contains(" " + Distribution.version() + "\""), page.get(0));
    assertTrue(page.get(0).matches(".* \"\\d{4}(\\\\-\\d\\d){2}\" .*"), page.get(0));
    assertTrue(Files.isExecutable(home.resolve("bin/return-to-idle")));
    Path resources = Path.of("src/main/resources/org/returntoidle/spec");
    assertEquals(schemas(resources), schemas(home.resolve("schemas")));
  }

  private static Set<String> schemas(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .filter(file -> file.toString().endsWith(".schema.json"))
          .map(file -> place.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Word by word, and in its order; skipped where there is no compiler for C. */
  @Test
  void theReadmesCommandsDoWhatItSays() throws Exception {
    assumeTrue(isInstalled("cc"), "cc is not installed");
    String text = Files.readString(home.resolve("README.md"));
    List<String> commands =
        Stream.of(text.split("```"))
            .filter(block -> block.startsWith("sh\n"))
            .flatMap(block -> block.lines().skip(1))
            .toList();
    for (String command : commands) {
      sh(NOT_ZERO.getOrDefault(command, 0), command, java());
    }
    assertTrue(commands.containsAll(NOT_ZERO.keySet()), text);
    assertTrue(commands.contains("bin/return-to-idle verify --exec ./right --within 10"), text);
  }

  private static boolean isInstalled(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assumeTrue(isInstalled("bash"), "bash is not installed");
    String complete =
        """
        . completion/return-to-idle.bash
        compopt() { :; } # Works only where somebody types.
        COMP_WORDS=(return-to-idle %s) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_return-to-idle
        echo "${COMPREPLY[*]}"
        """;
    for (String[] line :
        new String[][] {
          {"chec", "check-trace"}, {"verify --cov", "--cover"}, {"verify --mer", ""}
        }) {
      List<String> bash = List.of("bash", "-c", complete.formatted(line[0]));
      assertEquals(line[1] + "\n", Outside.run(0, home, bash));
    }
  }

  @Test
  void zshReadsTheSame() throws Exception {
    assumeTrue(isInstalled("zsh"), "zsh is not installed");
    String read = "source completion/return-to-idle.zsh; print ${_comps[return-to-idle]}";
    String said = sh(0, "zsh -f -c '" + read + "'", Map.of("ZDOTDIR", folder.toString()));
    assertTrue(said.contains("_complete_return-to-idle"), said);
  }

  @Test
  void versionNamesCommitAndTlc() throws Exception {
    String said = sh(0, "bin/return-to-idle --version", java());
    String expected =
        "return-to-idle \\Q%s\\E \\(commit (\\p{XDigit}{7}(, changed)?|unknown)\\), TLC 2.18\n";
    assertTrue(said.matches(expected.formatted(Distribution.version())), said);
  }

  /** A link to a link, the second relative; and arguments that a shell would split. */
  @Test
  void theLauncherIsFoundThroughLinks() throws Exception {
    Path there = Files.createDirectory(folder.resolve("on the path"));
    Path program = home.resolve("bin/return-to-idle");
    Files.createSymbolicLink(
        there.resolve("link"), Path.of("..").resolve(folder.relativize(program)));
    Path link = Files.createSymbolicLink(folder.resolve("rti"), there.resolve("link"));
    String said = sh(2, "'" + link + "' check-trace 'a  b'", java());
    assertTrue(said.contains("a  b"), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void withoutAJavaThereIsOneLine() throws Exception {
    String none = "bin/return-to-idle --version";
    Map<String, String> nowhere = Map.of("JAVA_HOME", folder.toString());
    assertEquals(
        "return-to-idle: there is no Java in JAVA_HOME, "
            + folder
            + "; Java 17 or later is needed\n",
        sh(3, none, nowhere));
    Path empty = pathWithoutJava();
    assertEquals(
        "return-to-idle: there is no Java on the path; Java 17 or later is needed\n",
        sh(3, none, Map.of("JAVA_HOME", "", "PATH", empty.toString())));
  }

  @Test
  void anOldJavaIsNamedInOneLine() throws Exception {
    Path path = pathWithoutJava();
    Map<String, String> environment = Map.of("JAVA_HOME", "", "PATH", path.toString());
    for (String version : List.of("1.8.0_392", "11.0.2", "16")) {
      fakeJava(path, "openjdk version \"" + version + "\" 2019-01-15");
      String said = sh(3, "bin/return-to-idle --version", environment);
      String number = version.replaceFirst("_.*", "");
      assertEquals(
          "return-to-idle: java is Java " + number + "; Java 17 or later is needed\n", said);
    }
    fakeJava(path, "what?");
    String said = sh(3, "bin/return-to-idle --version", environment);
    assertEquals("return-to-idle: java is no Java; Java 17 or later is needed\n", said);
    fakeJava(path, "openjdk version \"21\" 2023-09-19");
    assertTrue(sh(0, "bin/return-to-idle --version", environment).contains("-jar"));
  }

  /** Says its version, or what it is to run. */
  private static void fakeJava(Path path, String version) throws IOException {
    Path java = path.resolve("java");
    String script = "#!/bin/sh\ntest \"$1\" = -version && echo '%s' >&2 || echo \"$@\"\n";
    Files.writeString(java, script.formatted(version));
    assertTrue(java.toFile().setExecutable(true));
  }

  /** The few programs that the launcher needs. */
  private Path pathWithoutJava() throws IOException {
    Path path = Files.createDirectory(folder.resolve("path"));
    for (String name : List.of("dirname", "readlink", "sed")) {
      Path program =
          Stream.of("/usr/bin", "/bin")
              .map(place -> Path.of(place, name))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(path.resolve(name), program);
    }
    return path;
  }
}
