package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.spec.examples.OddDrivers;

/** What the user passed is wrong: one clear line, exit code 2, nothing else. */
class BadInputTest {
  @TempDir private Path folder = Path.of("unset");

  static Stream<Arguments> commandLines() {
    return Stream.of(
        Arguments.of("a command is missing; there are verify, merge, explore", new String[] {}),
        Arguments.of("'verfy'; there are verify, merge, explore", new String[] {"verfy"}),
        Arguments.of("--extra is 0; it must be 1 to 4", new String[] {"learn", "--extra", "0"}),
        Arguments.of("--pages goes with a stream driver", new String[] {"learn", "--pages", "2"}),
        Arguments.of("--pages is 9; it must be 1 to 4", new String[] {"learn", "--pages", "9"}),
        Arguments.of("unknown driver 'nobody'", new String[] {"learn", "--against", "nobody"}),
        Arguments.of("pom.xml: not a JSON", new String[] {"learn", "--against", "pom.xml"}),
        Arguments.of(
            "nope.json: no such file, or it cannot be read",
            new String[] {"learn", "--against", "nope.json"}),
        Arguments.of("Unknown option: '--fast'", new String[] {"verify", "--fast"}),
        Arguments.of(
            "'dos' is not vista or xp or me", new String[] {"verify", "--platform", "dos"}),
        Arguments.of(
            "--platform vista needs a stream driver (StreamMiniDriver, or the capability Streams);"
                + " reference is none",
            new String[] {"verify", "--platform", "vista", "--driver", "reference"}),
        Arguments.of(
            "--platform xp needs a banded driver (MiniDriver); stream-reference is a stream driver",
            new String[] {"verify", "--platform", "xp", "--driver", "stream-reference"}),
        Arguments.of(
            "can do both: say with --platform which is meant, vista or xp or me",
            driver(Cli.name(OddDrivers.Both.class))),
        Arguments.of(
            "--pages goes with a stream driver",
            new String[] {"verify", "--driver", "reference", "--pages", "2"}),
        Arguments.of(
            "--pages is 0; it must be from 1 to 100",
            new String[] {"verify", "--driver", "stream-reference", "--pages", "0"}),
        Arguments.of(
            "--cover plans with the protocol of banded transfers",
            new String[] {"verify", "--driver", "stream-reference", "--cover"}),
        Arguments.of(
            "the protocol is proved by: prove --platform vista",
            new String[] {"verify", "--platform", "vista", "--only", "proof"}),
        Arguments.of(
            "--bands: the model of stream transfers is explored without bounds; leave it out",
            new String[] {"explore", "--platform", "vista", "--bands", "3"}),
        Arguments.of(
            "expected one of [MODEL, PROOF, DRIVER]", new String[] {"verify", "--only", "all"}),
        Arguments.of(
            "expected one of [GITHUB]", new String[] {"verify", "--annotations", "elsewhere"}),
        Arguments.of(
            "--annotations and --json exclude each other: both print to standard output",
            new String[] {"verify", "--annotations", "github", "--json"}),
        Arguments.of("'many' is not a whole number", new String[] {"explore", "--bands", "many"}),
        Arguments.of(
            "--bands is 0; it must be 1 to 1000", new String[] {"explore", "--bands", "0"}),
        Arguments.of(
            "--cancels is -1; it must be 0 to 1000", new String[] {"verify", "--cancels=-1"}),
        Arguments.of(
            "--transfers is 1001; it must be 1 to 1000",
            new String[] {"explore", "--transfers", "1001"}),
        Arguments.of(
            "--bands 1000 --transfers 1000 --cancels 1000 --faults 1 has about ",
            new String[] {
              "explore", "--bands", "1000", "--transfers", "1000", "--cancels", "1000"
            }),
        Arguments.of(
            "--modules: there is no folder nope", new String[] {"prove", "--modules", "nope"}),
        Arguments.of(
            "there is no file src" + File.separator + "claims.json",
            new String[] {"prove", "--modules", "src"}),
        Arguments.of("--runs is -1; it must be at least 0", new String[] {"verify", "--runs=-1"}),
        Arguments.of("--inside is 0; it must be from 1", new String[] {"verify", "--inside=0"}),
        Arguments.of(
            "--inside: the statements of another process cannot be seen",
            new String[] {"verify", "--only", "driver", "--exec", "true", "--inside", "5"}),
        Arguments.of(
            "--cover and --inside exclude each other",
            new String[] {"verify", "--cover", "--inside", "5"}),
        Arguments.of(
            "--inside needs the driver, which --only leaves out",
            new String[] {"verify", "--only", "model", "--inside", "5"}),
        Arguments.of(
            "--hang-after is 0; it must be at least 1",
            new String[] {"verify", "--hang-after", "0"}),
        Arguments.of(
            "unknown claim 'nope'; there are 127, such as safety, liveness,",
            new String[] {"prove", "--config", "nope"}),
        Arguments.of("'me2' is not xp, me or vista", new String[] {"prove", "--platform", "me2"}),
        Arguments.of(
            "unknown claim 'safety'",
            new String[] {"prove", "--platform", "vista", "--config", "safety"}),
        Arguments.of(
            "there is no file src" + File.separator + "stream-claims.json",
            new String[] {"prove", "--platform", "vista", "--modules", "src"}),
        Arguments.of(
            "--graph: a.png ends in none of .dot, .graphml, .mmd, .svg",
            new String[] {"explore", "--graph", "a.png"}),
        Arguments.of(
            "--of goes with --graph", new String[] {"explore", "--of", "xp-blocking-both"}),
        Arguments.of(
            "--of: no configuration is named 'dos-both'; a name is platform-driver-application,",
            new String[] {"explore", "--graph", "target/a.dot", "--of", "dos-both"}),
        Arguments.of(
            "--of names the platform, too",
            new String[] {
              "explore", "--graph", "target/a.dot", "--of", "xp-blocking-both", "--platform", "me"
            }),
        Arguments.of(
            "--graph and --json exclude each other",
            new String[] {"explore", "--graph", "target/a.dot", "--json"}),
        Arguments.of(
            "--bands: the model of stream transfers is explored without bounds",
            new String[] {
              "explore", "--graph", "target/a.dot", "--platform", "vista", "--bands", "1"
            }),
        Arguments.of(
            "is too large for target/a.svg, which takes 1,500; write .dot or .graphml, or take",
            new String[] {"explore", "--graph", "target/a.svg"}),
        Arguments.of(
            "states; a graph can have 200,000",
            new String[] {"explore", "--graph", "target/a.dot", "--transfers", "500"}),
        Arguments.of(
            "--export goes with none of --all, --json and --itf",
            new String[] {"prove", "--write-cfg", "nope", "--json"}),
        Arguments.of(
            "unknown claim 'nope'; there are 127",
            new String[] {"prove", "--write-cfg", "nope", "--config", "nope"}),
        Arguments.of(
            "--config and --all exclude each other",
            new String[] {"prove", "--config", "safety", "--all"}),
        Arguments.of(
            "unknown driver 'stale-flg' (stale-flag, stale-data?); the command drivers lists the"
                + " built-in ones; a class needs its --classpath",
            driver("stale-flg")),
        Arguments.of(
            "unknown claim 'hazard-H9' (hazard-H1, ",
            new String[] {"prove", "--config", "hazard-H9"}),
        Arguments.of(
            "no class com.example.Nope on the class path; --classpath is not given",
            driver("com.example.Nope")),
        Arguments.of(
            "--classpath: no such file or folder: nope.jar",
            new String[] {"verify", "--driver", "com.example.Nope", "--classpath", "nope.jar"}),
        Arguments.of(
            "OddDrivers$Abstract is abstract", driver(Cli.name(OddDrivers.Abstract.class))),
        Arguments.of(
            "OddDrivers$NoDriver implements neither MiniDriver nor StreamMiniDriver",
            driver(Cli.name(OddDrivers.NoDriver.class))),
        Arguments.of(
            "has no public constructor or public static method that takes a ScannerDevice",
            driver(Cli.name(OddDrivers.NoConstructor.class))),
        Arguments.of(
            "ThrowingConstructor cannot be made: it threw IllegalStateException: no such scanner",
            driver(Cli.name(OddDrivers.ThrowingConstructor.class))),
        Arguments.of(
            "cannot be made: making it does not end: it stands still",
            driver(Cli.name(OddDrivers.HangingConstructor.class))),
        Arguments.of(
            "--all-proofs needs --report: the page shows them",
            new String[] {"verify", "--all-proofs"}),
        Arguments.of(
            "--report: the folder pom.xml cannot be written", new String[] {"report", "pom.xml"}),
        Arguments.of(
            "unknown driver 'nope'; the command drivers lists",
            new String[] {"report", "target/nope", "--driver", "nope"}),
        Arguments.of(
            "--all and --only exclude each other; give one of them",
            new String[] {"verify", "--all", "--only", "driver"}),
        Arguments.of(
            "--cover and --bands exclude each other: a smoke test plans its schedules itself",
            new String[] {"verify", "--cover", "--bands", "1"}),
        Arguments.of(
            "--cover and --runs exclude each other: a smoke test plans its schedules itself",
            new String[] {"verify", "--runs", "7", "--cover"}),
        Arguments.of("--within is 0; it must be at least 1", new String[] {"verify", "--within=0"}),
        Arguments.of(
            "--replays: no such folder: nope", new String[] {"verify", "--replays", "nope"}),
        Arguments.of(
            "--accept: nope.txt: no such file", new String[] {"verify", "--accept", "nope.txt"}),
        Arguments.of(
            "explain: a rule is missing; there are A1 to A9, B1 to B5, D1 to D26, L1 to L5, H1 to"
                + " H9, V1 to V35",
            new String[] {"explain"}),
        Arguments.of(
            "explain: unknown rule 'Z9'; there are A1 to A9, ", new String[] {"explain", "z9"}),
        Arguments.of(
            "--me says how Windows Me is read: it goes with --platform me",
            new String[] {"verify", "--me", "error"}),
        Arguments.of(
            "it goes with --platform me",
            new String[] {"explore", "--platform", "xp", "--me", "any"}),
        Arguments.of(
            "it goes with --platform me", new String[] {"report", "nope", "--me", "false"}),
        Arguments.of(
            "it goes with --platform me", new String[] {"check-trace", "nope", "--me", "false"}),
        Arguments.of(
            "'maybe' is not error or false or any",
            new String[] {"verify", "--platform", "me", "--me", "maybe"}),
        Arguments.of("Missing required parameter: 'FILE'", new String[] {"replay"}),
        Arguments.of("nope.json: no such file", new String[] {"replay", "nope.json"}));
  }

  private static String[] driver(String name) {
    return new String[] {"verify", "--only", "driver", "--hang-after", "1", "--driver", name};
  }

  @Test
  void aReportThatCannotBeMadeLeavesNoFolder(@TempDir Path folder) {
    Path report = folder.resolve("report");
    assertRefused("unknown driver 'nope'", "report", report.toString(), "--driver", "nope");
    assertFalse(Files.exists(report));
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void isAnsweredWithOneLine(String expected, String[] args) {
    assertRefused(expected, args);
  }

  private static void assertRefused(String expected, String... args) {
    Cli cli = Cli.run(args);
    assertTrue(cli.err().contains(expected), cli::err);
    assertTrue(cli.err().startsWith("return-to-idle: "), cli::err);
    assertEquals(1, cli.err().lines().count(), cli::err);
    assertEquals("", cli.out());
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode());
  }

  @Test
  void aReportFolderThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertRefused(
        "--report: the folder " + file.resolve("below") + " cannot be written",
        "verify",
        "--report",
        file.resolve("below").toString());
    assertRefused("--junit: " + folder + " is a folder", "verify", "--junit", folder.toString());
    assertRefused("--sarif: " + folder + " is a folder", "verify", "--sarif", folder.toString());
    assertEquals("in the way", Files.readString(file));
  }

  static Stream<Arguments> damagedReplays() {
    String good =
        "{\"format\": 1, \"driver\": \"stale-flag\", \"platform\": \"XP\", \"rule\": \"A4\","
            + " \"schedule\": [{\"at\": \"transfer 1, code 1\", \"do\": \"CallbackCancels\"}]}";
    return Stream.of(
        Arguments.of("not JSON, line 1, column ", good.substring(0, 40)),
        Arguments.of("a JSON object is needed", "[]"),
        Arguments.of("a JSON object is needed", ""),
        Arguments.of("\"format\" is 2; this version reads format 1", good.replace("1,", "2,")),
        Arguments.of("unknown field \"formt\"", good.replace("format", "formt")),
        Arguments.of("\"driver\" is missing", good.replace("\"driver\": \"stale-flag\",", "")),
        Arguments.of(
            "\"platform\" is \"DOS\"; it must be \"Vista\", \"XP\" or \"Me\"",
            good.replace("\"XP\"", "\"DOS\"")),
        Arguments.of(
            "the driver stale-flag cannot be made: it does not implement StreamMiniDriver",
            good.replace("\"XP\"", "\"Vista\"")),
        Arguments.of("\"rule\" is \"Z9\"", good.replace("A4", "Z9")),
        Arguments.of(
            "schedule entry 1: unknown point \"somewhere\"",
            good.replace("transfer 1, code 1", "somewhere")),
        Arguments.of(
            "schedule entry 1: \"ReadButton\" cannot happen there; possible is",
            good.replace("CallbackCancels", "ReadButton")),
        Arguments.of(
            "names a point twice",
            good.replace(
                "[{", "[{\"at\": \"transfer 1, code 1\", \"do\": \"CallbackCancels\"}, {")),
        Arguments.of("\"schedule\" must be a list", good.replaceAll("\\[.*\\]", "7")),
        Arguments.of("unknown driver 'gone'", good.replace("stale-flag", "gone")));
  }

  @ParameterizedTest
  @MethodSource("damagedReplays")
  void aDamagedReplayFileIsRefused(String expected, String content) throws IOException {
    Path file = Files.writeString(folder.resolve("replay.json"), content);
    assertRefused(expected, "replay", file.toString());
    assertEquals(content, Files.readString(file));
  }

  @Test
  void aReplayFileThatIsNoTextIsRefused() throws IOException {
    Path file = folder.resolve("replay.json");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertRefused("not a text in UTF-8", "replay", file.toString());
    assertRefused(folder + ": a file is needed, not a folder", "replay", folder.toString());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
