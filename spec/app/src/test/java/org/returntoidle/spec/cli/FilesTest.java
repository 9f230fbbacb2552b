package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that commands read and write, whatever they are. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FilesTest {
  private static final Path REPLAY =
      Path.of("src", "test", "resources", "replays", "stale-flag-A4-me.json");
  private static final String TRACE =
      "{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}\n";
  private static final String MARK = "\uFEFF";

  @TempDir private Path folder = Path.of("unset");

  private static void assertRefused(String expected, Cli cli) {
    assertEquals("return-to-idle: " + expected + "\n", cli.err());
    assertEquals("", cli.out());
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode());
  }

  private Cli verify(String... more) {
    String[] args = {
      "verify",
      "--only=driver",
      "--driver=stale-flag",
      "--bands=1",
      "--cancels=1",
      "--faults=0",
      "--runs=0",
      "--repeat=0"
    };
    return Cli.run(Stream.of(args, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void aByteOrderMarkIsReadOver() throws IOException {
    Path replay = Files.writeString(folder.resolve("a.json"), MARK + Files.readString(REPLAY));
    assertEquals(ExitCode.VIOLATED, Cli.run("replay", replay.toString()).exitCode());
    Path accept = Files.writeString(folder.resolve("known.txt"), MARK + "A4 a.json\n");
    Cli known = verify("--accept", accept.toString(), "--report", folder.toString());
    assertEquals("", known.err());
    Path trace = Files.writeString(folder.resolve("t.jsonl"), MARK + TRACE);
    assertEquals(ExitCode.HOLDS, Cli.run("check-trace", trace.toString()).exitCode());
    Path modules = Files.createDirectory(folder.resolve("modules"));
    Files.writeString(modules.resolve("claims.json"), MARK + "{\"claims\": []}");
    Files.writeString(
        modules.resolve("figures.csv"),
        MARK + "claim,exitCode,messageCode,distinctStates,generatedSteps,depth,steps\n");
    assertRefused(
        "--config: unknown claim 'x'; there are 0, such as ",
        Cli.run("prove", "--modules", modules.toString(), "--config", "x"));
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    Path large = folder.resolve("large.json");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    } catch (IOException e) {
      assumeTrue(false, "no file of this size here");
    }
    String says = large + ": too large: more than 16 MB";
    assertRefused(says, Cli.run("replay", large.toString()));
    assertRefused(says, verify("--replays", folder.toString()));
    assertRefused("--accept: " + says, verify("--accept", large.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "accept"})
  @DisabledOnOs(OS.WINDOWS)
  void ofWhatHasNoEndNoMoreIsRead(String what) {
    Path endless = Path.of("/dev/zero");
    assumeTrue(Files.exists(endless));
    Cli cli =
        what.equals("replay")
            ? Cli.run("replay", endless.toString())
            : verify("--accept", endless.toString());
    assertTrue(cli.err().endsWith("/dev/zero: too large: more than 16 MB\n"), cli::err);
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode());
  }

  @Test
  void anEmptyNameIsNoName() {
    assertRefused("FILE: the name is empty", Cli.run("check-trace", ""));
    assertRefused("FILE: the name is empty", Cli.run("replay", ""));
    for (String option : List.of("--report", "--junit", "--replays", "--accept")) {
      assertRefused(option + ": the name is empty", verify(option, ""));
    }
    assertRefused("--modules: the name is empty", Cli.run("prove", "--modules", ""));
    assertRefused("DIR: the name is empty", Cli.run("report", ""));
    assertRefused("--trace: the name is empty", Cli.run("replay", "" + REPLAY, "--trace", ""));
    assertRefused("--driver: the name is empty", Cli.run("verify", "--driver", ""));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderStandsForItsFilesNotForPipes() throws Exception {
    Files.writeString(folder.resolve("a.jsonl"), TRACE);
    Files.createDirectory(folder.resolve("b.jsonl"));
    Files.copy(REPLAY, folder.resolve("c.json"));
    for (String pipe : List.of("d.jsonl", "e.json")) {
      Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve(pipe).toString()).start();
      assumeTrue(mkfifo.waitFor() == 0);
    }
    Cli cli = Cli.run("check-trace", folder.toString());
    assertEquals("", cli.err());
    assertEquals(1, cli.out().lines().count(), cli::out);
    Cli replayed = verify("--replays", folder.toString(), "--report", folder.resolve("r") + "");
    assertTrue(replayed.out().contains("found after 1 recorded"), replayed::toString);
  }

  @Tag("often")
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsNoFileIsWrittenIntoAndALinkStaysOne() throws Exception {
    Path report = Files.createDirectory(folder.resolve("report"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), report);
    Path xml = folder.resolve("elsewhere.xml");
    Path linked = Files.createSymbolicLink(folder.resolve("junit.xml"), xml);
    Path page = Files.createSymbolicLink(report.resolve("index.html"), Path.of("/dev/null"));
    Cli cli = verify("--report", link.toString(), "--junit", linked.toString());
    assertEquals("", cli.err());
    assertEquals(ExitCode.VIOLATED, cli.exitCode());
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(linked));
    assertTrue(Files.readString(xml).contains("<testsuite"));
    assertTrue(Files.exists(report.resolve("stale-flag-A4-xp.json")));
    assertTrue(Files.isSymbolicLink(page) && Files.readString(page).isEmpty());
    String nowhere = "/dev/null";
    assertEquals(ExitCode.VIOLATED, verify("--junit", nowhere, "--report", "" + link).exitCode());
    assertEquals(ExitCode.VIOLATED, Cli.run("replay", "" + REPLAY, "--trace", nowhere).exitCode());
    assertFalse(Files.isRegularFile(Path.of(nowhere)));
  }

  /** What was found is told, whatever becomes of its files. */
  @Tag("often")
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFullDiskIsNoBadInput() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    for (String name : List.of("stale-flag-A4-xp.json", "verify.json", "index.html", "junit.xml")) {
      Path report = Files.createDirectory(folder.resolve("of-" + name));
      Files.createSymbolicLink(report.resolve(name), full);
      Path junit = report.resolve("junit.xml");
      boolean lost = name.startsWith("stale-flag");
      for (String json : lost ? List.of("--seed=1", "--json") : List.of("--json")) {
        Cli cli = verify("--report", report.toString(), "--junit", junit.toString(), json);
        assertEquals(ExitCode.FAILED, cli.exitCode(), cli::err);
        assertTrue(cli.err().startsWith("return-to-idle: cannot write "), cli::err);
        assertTrue(cli.err().contains(name + ": "), cli::err);
        assertEquals(1, cli.err().lines().count(), cli::err);
        assertTrue(cli.out().contains("A4"), cli::out);
        assertTrue(cli.out().contains("AcquireItemData"), cli::out);
        assertEquals(!lost, cli.out().contains("stale-flag-A4-xp.json"), cli::out);
      }
    }
    Cli trace = Cli.run("replay", REPLAY.toString(), "--trace", full.toString());
    assertEquals(ExitCode.FAILED, trace.exitCode());
    assertTrue(trace.out().contains("still fails"), trace::out);
    Cli checked = Cli.run("check-trace", "--junit", "/dev/full", trace(TRACE));
    assertEquals(ExitCode.FAILED, checked.exitCode());
    assertTrue(checked.out().contains("permitted"), checked::out);
  }

  private String trace(String text) throws IOException {
    return Files.writeString(folder.resolve("trace.jsonl"), text).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules", "drivers --json", "verify --help", "explore --bands 1"})
  void standardOutputThatCannotBeWrittenIsNoVerdict(String command) {
    StringWriter err = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int code = Main.run(new PrintWriter(full), new PrintWriter(err), command.split(" ", -1));
    assertEquals(ExitCode.FAILED, code);
    assertEquals(
        "return-to-idle: standard output cannot be written: is the disk full?",
        err.toString().strip());
  }

  @Test
  void aNameMayBeginWithAnAt() throws IOException {
    Path here = Files.writeString(Path.of("@at.jsonl"), TRACE);
    try {
      assertEquals(ExitCode.HOLDS, Cli.run("check-trace", here.toString()).exitCode());
    } finally {
      Files.delete(here);
    }
  }
}
