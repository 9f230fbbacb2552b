package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.spec.examples.OddDrivers;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.search.ReplayFile;

/** What was found once: kept in a file, run again, accepted, and never forgotten. */
class RecordedTest {
  /** Written by earlier versions; what is here has to work for ever. */
  private static final Path FOR_EVER = Path.of("src", "test", "resources", "replays");

  @TempDir private Path folder = Path.of("unset");

  static List<Path> forEver() throws IOException {
    try (Stream<Path> files = Files.list(FOR_EVER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("forEver")
  void anOldReplayFileStillShowsItsViolation(Path file) throws Exception {
    ReplayFile replay = ReplayFile.read(file);
    Cli cli = Cli.run("replay", file.toString(), "--hang-after", "2");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertTrue(cli.out().startsWith("rule       " + replay.rule() + " ("), cli::out);
    String reference = replay.platform().streams() ? "stream-reference" : "reference";
    Cli right = Cli.run("replay", file.toString(), "--driver", reference);
    assertEquals(ExitCode.HOLDS, right.exitCode(), right::out);
  }

  /** A new word needs a file that uses it; a word that goes breaks one. */
  @Test
  void theOldReplayFilesUseEveryPointAndEveryMove() throws Exception {
    Set<String> used = new TreeSet<>();
    for (Path file : forEver()) {
      ReplayFile.read(file)
          .schedule()
          .moves()
          .forEach((point, move) -> used.add(point.kind().label() + " " + move));
    }
    Set<String> all = new TreeSet<>();
    for (Point.Kind kind : Point.Kind.values()) {
      kind.moves().stream().skip(1).forEach(move -> all.add(kind.label() + " " + move));
    }
    assertEquals(all, used);
  }

  @Tag("often")
  @ParameterizedTest
  @ValueSource(strings = {"stale-flag", "interrupt-lost", "hears-and-fails"})
  void failFileReplaySameViolation(String driver) throws IOException {
    Cli verify = verify("--driver", driver);
    assertEquals(ExitCode.VIOLATED, verify.exitCode());
    String found = fromRule(verify.out());
    assertEquals(golden(driver), plain(found));
    Path file = recorded(driver);
    Cli replay = Cli.run("replay", file.toString());
    assertEquals(ExitCode.VIOLATED, replay.exitCode());
    String counterexample = found.substring(0, found.indexOf("\n\nreplay "));
    assertEquals(
        counterexample, fromRule(replay.out()).replace("\n\n" + driver + " still fails\n", ""));
  }

  @Tag("often")
  @Test
  void everyRunBeginsWithWhatIsRecorded() throws IOException {
    verifySmall("--driver", "fault-replaced");
    Cli again = verifySmall("--driver", "fault-replaced", "--replays", folder.toString());
    assertEquals(ExitCode.VIOLATED, again.exitCode());
    assertTrue(
        again.out().contains("D10 VIOLATED, found after 1 recorded, 0 schedules"), again::out);
    Cli right = verifySmall("--driver", "reference", "--replays", folder.toString());
    assertEquals(ExitCode.HOLDS, right.exitCode());
    assertTrue(right.out().contains("reference: 1 recorded, "), right::out);
  }

  @Tag("often")
  @Test
  void aKnownViolationDoesNotFailTheRunUntilItIsGone() throws IOException {
    verifySmall("--driver", "fault-replaced");
    Path list =
        Files.writeString(
            folder.resolve("known.txt"),
            "# until the spring release\n\nD10\t"
                + recorded("fault-replaced").getFileName()
                + "\n");
    Path junit = folder.resolve("junit.xml");
    String[] options = {"--runs", "50", "--accept", list.toString(), "--junit", junit.toString()};
    Cli known = verifySmall(with(options, "--driver", "fault-replaced"));
    assertEquals(ExitCode.HOLDS, known.exitCode(), known::out);
    assertTrue(known.out().contains("violated, and accepted: D10"), known::out);
    assertTrue(known.out().contains("no new violation"), known::out);
    assertTrue(Files.readString(junit).contains("known and accepted"));

    Cli gone = verifySmall(with(options, "--driver", "reference"));
    assertEquals(ExitCode.VIOLATED, gone.exitCode(), gone::out);
    assertTrue(gone.out().contains("accepted, but no longer violated: D10"), gone::out);
    assertTrue(Files.readString(junit).contains("<failure message=\"no longer violated\">"));

    Cli another =
        verify(with(options, "--driver=stale-flag", "--bands=1", "--cancels=0", "--repeat=0"));
    assertEquals(ExitCode.VIOLATED, another.exitCode());
    assertTrue(another.out().contains("A4 VIOLATED"), another::out);
  }

  /** The second fault breaks the same rule, and is not hidden by the first one. */
  @Tag("often")
  @Test
  void anotherWayToBreakAnAcceptedRuleIsNews() throws IOException {
    String driver = OddDrivers.TwoFaults.class.getName();
    String name = driver.replace('$', '_') + "-A9-xp.json";
    verify("--driver", driver, "--cancels", "0");
    Files.move(folder.resolve(name), folder.resolve("first"));
    Path list = Files.writeString(folder.resolve("known.txt"), "A9 first\n");
    String[] options = {
      "--driver", driver, "--cancels", "0", "--runs", "0", "--accept", list.toString()
    };
    Cli second = verify(options);
    assertEquals(ExitCode.VIOLATED, second.exitCode(), second::out);
    assertTrue(second.out().contains("returned S_OK, but the callback had returned E_ABORT"));
    Files.writeString(list, "A9 first\nA9 " + name + "\n");
    assertEquals(ExitCode.HOLDS, verify(options).exitCode());
  }

  @ParameterizedTest
  @CsvSource({
    "D99 x.json, line 1: 'D99' is not a rule; a line is: D5 FILE",
    "V1 x.json, line 1: 'V1' is not a rule; a line is: D5 FILE",
    "D5, line 1: the replay file is missing; a line is: D5 FILE",
    "D5 nope.json, nope.json: no such file"
  })
  void aListThatIsNoneIsRefused(String line, String says) throws IOException {
    Path list = Files.writeString(folder.resolve("known.txt"), line + "\n");
    Cli cli = verify("--accept", list.toString());
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::out);
    assertTrue(cli.err().contains(says), cli::err);
    assertEquals(1, cli.err().lines().count(), cli::err);
  }

  /** What one fault in one transfer shows. */
  private Cli verifySmall(String... options) {
    return verify(with(options, "--bands=1", "--transfers=1", "--cancels=0", "--repeat=0"));
  }

  private Cli verify(String... options) {
    return Cli.run(
        with(options, "verify", "--learn=0", "--only", "driver", "--report", folder.toString()));
  }

  private static String[] with(String[] options, String... first) {
    return Stream.of(first, options).flatMap(Stream::of).toArray(String[]::new);
  }

  private Path recorded(String driver) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(driver))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String fromRule(String text) {
    return text.substring(text.indexOf("rule       "));
  }

  /** Without what differs from folder to folder, and when a line is added to the reference. */
  private String plain(String text) {
    return text.replace(folder.toString() + java.io.File.separator, "FOLDER/")
        .replaceAll(" +\\w+\\.java:\\d+\n", "\n");
  }

  private static String golden(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            RecordedTest.class.getResourceAsStream("/golden/" + name + ".txt"), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
