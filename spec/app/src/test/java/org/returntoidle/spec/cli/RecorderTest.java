package org.returntoidle.spec.cli;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.spec.docs.Readme;

/** The headers that write traces, in C99 and C++17; skipped where there is no compiler. */
class RecorderTest {
  @TempDir private Path folder = Path.of("unset");

  /** The recorders of the page, for bands and for streams, compiled and run. */
  @ParameterizedTest
  @CsvSource({
    "bands.cpp, cpp, 0, '9 events, 2 transfers'",
    "streams.cpp, cpp, 1, '14 events, 1 transfer'",
    "streams.c, c, 0, '11 events, 1 transfer'"
  })
  void theRecorderOfThePageWritesSuchATrace(String name, String language, int block, String written)
      throws Exception {
    Path source = Path.of("src/main/dist/examples/recorder", name);
    assertEquals(
        Readme.blocks("spec/TRACE-FORMAT.md", language).get(block),
        Files.readString(source).replace("\r\n", "\n"));
    Cli cli = checkRecorded(source);
    assertTrue(cli.out().contains("permitted, " + written + ","), cli::out);
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
  }

  /** What the recorder writes is judged: a device that is still on is one. */
  @ParameterizedTest
  @CsvSource({"streams.cpp", "streams.c"})
  void whatTheRecorderWritesIsJudged(String name) throws Exception {
    String right = Files.readString(Path.of("src/main/dist/examples/recorder", name));
    String wrong =
        right.lines().filter(line -> !line.contains("StopDevice\");")).collect(joining("\n"));
    Cli cli = checkRecorded(Files.writeString(folder.resolve(name), wrong + "\n"));
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertTrue(cli.out().contains("A3"), cli::out);
  }

  /** Where nothing can be written, nothing is, and the driver goes on. */
  @ParameterizedTest
  @CsvSource({"streams.cpp", "streams.c"})
  void aRecorderThatCannotWriteIsSilent(String name) throws Exception {
    String nowhere =
        Files.readString(Path.of("src/main/dist/examples/recorder", name))
            .replace("scan.jsonl", "no-such-folder/scan.jsonl");
    record(Files.writeString(folder.resolve(name), nowhere));
    assertFalse(Files.exists(folder.resolve("no-such-folder")));
  }

  private Cli checkRecorded(Path source) throws Exception {
    record(source);
    return Cli.run("check-trace", folder.resolve("scan.jsonl").toString());
  }

  private void record(Path source) throws Exception {
    Path program = folder.resolve("recorder");
    if (source.toString().endsWith(".c")) {
      assumeTrue(Gcc.IS_INSTALLED, "gcc is not installed");
      Gcc.compile(source, program);
    } else {
      assumeTrue(Gcc.HAS_CPP, "g++ is not installed");
      Gcc.compileCpp(source, program);
    }
    int ended = new ProcessBuilder(program.toString()).directory(folder.toFile()).start().waitFor();
    assertEquals(0, ended);
  }
}
