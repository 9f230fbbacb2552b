package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.spec.examples.ExitingContract;
import org.returntoidle.spec.examples.UnrulyDrivers;

/** A driver that ends the program, exhausts it or keeps it busy is a violation all the same. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UnrulyDriverTest {
  @TempDir private Path folder = Path.of("unset");

  private record Ended(int exitCode, String out, String err) {}

  /** In a JVM of its own, which it ends: but not without a verdict and its files. */
  @Tag("often")
  @ParameterizedTest
  @CsvSource("ExitsInTransfer, 1")
  void endingTheProgramIsAViolation(String name, int transfer) throws Exception {
    Path junit = folder.resolve("junit.xml");
    Ended ended =
        program(
            "verify",
            "--only",
            "driver",
            "--learn=0",
            "--json",
            "--bands",
            "1",
            "--cancels",
            "1",
            "--faults",
            "0",
            "--runs",
            "10",
            "--driver",
            driver(name),
            "--junit",
            junit.toString(),
            "--report",
            folder.toString());
    assertEquals(ExitCode.VIOLATED, ended.exitCode(), ended::toString);
    JsonNode found = new ObjectMapper().readTree(ended.out()).at("/driver/counterexample");
    assertEquals("D17", found.path("rule").asText());
    assertEquals(
        "the driver ended the program (System.exit)", found.path("says").asText(), ended::err);
    assertTrue(Files.readString(junit).contains("ended the program"));
    String text = Files.readString(folder.resolve("verify.txt"));
    assertTrue(transfer == 0 || text.contains("transfer " + transfer + ": the driver ended"), text);

    Ended again = program("replay", found.path("replay").asText());
    assertEquals(ExitCode.VIOLATED, again.exitCode(), again::toString);
    assertTrue(again.out().contains("still fails"), again::toString);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "ExitsInStaticInitializer, 0",
    "ExitsInConstructor, 0",
    "ExitsWhenAsked, 0",
    "ExitsWhenNotified, 0"
  })
  void wherever(String name, int transfer) throws Exception {
    endingTheProgramIsAViolation(name, transfer);
  }

  /** The kit's engine cannot tell of it any more: the kit does, and the build is not green. */
  @Tag("often")
  @Test
  void inATestClassItIsOneToo() throws Exception {
    Ended ended = java(ExitingContract.class.getName(), folder.toString());
    assertEquals(ExitCode.VIOLATED, ended.exitCode(), ended::toString);
    String first = "D17 violated on Windows XP, transfer 1: the driver ended the program";
    assertTrue(ended.err().contains(first), ended::err);
    assertTrue(ended.err().contains("\nreplay     "), ended::err);
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.anyMatch(file -> file.toString().endsWith("-D17-xp.json")));
    }
  }

  /** In a JVM of its own, the few schedules without cancels and faults. */
  private Ended shortly(String name) throws Exception {
    return program(
        "verify",
        "--cancels",
        "0",
        "--faults",
        "0",
        "--runs",
        "0",
        "--driver",
        driver(name),
        "--report",
        folder.toString());
  }

  /** Whichever comes first, its end or ours: the program does not end as if all were well. */
  @Tag("long")
  @Test
  void soIsEndingItFromAThreadOfItsOwn() throws Exception {
    Ended ended = shortly("ExitsOnItsOwnThread");
    assertEquals(ExitCode.VIOLATED, ended.exitCode(), ended::toString);
    assertTrue((ended.out() + ended.err()).contains("the driver ended the program"), ended::out);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"LeavesAnEndlessHook, 0", "ChangesTheSystem, 1"})
  void soItDoesWithOthers(String name, int code) throws Exception {
    theProgramEndsWithItsCode(name, code);
  }

  /** What a driver leaves behind, or breaks, costs neither the verdict nor the program's end. */
  @Tag("often")
  @ParameterizedTest
  @CsvSource("InterruptsEverybody, 3")
  void theProgramEndsWithItsCode(String name, int code) throws Exception {
    Ended ended = shortly(name);
    assertEquals(code, ended.exitCode(), ended::toString);
    if (code == ExitCode.FAILED) {
      assertEquals(1, ended.err().lines().count(), ended::err);
      assertTrue(ended.err().contains("does it interrupt threads that are not its own?"));
    }
    if (code == ExitCode.VIOLATED) {
      Path replay;
      try (Stream<Path> files = Files.list(folder)) {
        replay = files.filter(file -> file.toString().endsWith("-D17-xp.json")).findAny().get();
      }
      assertEquals(-1, Files.readString(replay).indexOf("@@"));
      assertEquals(ExitCode.VIOLATED, program("replay", replay.toString()).exitCode());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ThrowsInternalError, D17, drvAcquireItemData threw InternalError: driver bug",
    "ThrowsIoError, D17, drvAcquireItemData threw IOError: java.io.IOException: driver bug",
    "ThrowsThreadDeath, D17, drvAcquireItemData threw ThreadDeath",
    "ThrowsMute, D17, drvAcquireItemData threw MuteException",
    "ThrowsMuteWhenNotified, D8, drvNotifyPnpEvent threw MuteException",
    "ThrowsForeignError, D17, drvAcquireItemData threw",
    "ThrowsErrorWhenNotified, D8, drvNotifyPnpEvent threw InternalError: driver bug",
    "RunsOutOfMemory, D17, drvAcquireItemData threw OutOfMemoryError",
    "RunsOutOfStack, D17, drvAcquireItemData threw StackOverflowError",
    "Spins, L1, the driver hangs: no end after 1 s of processor time"
  })
  @Tag("often")
  void isAViolationWithItsRule(String name, String rule, String says) throws Exception {
    Cli cli = verify(name, "--json");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    JsonNode found = new ObjectMapper().readTree(cli.out()).at("/driver/counterexample");
    assertEquals(rule, found.path("rule").asText());
    assertTrue(found.path("says").asText().startsWith(says), found::toPrettyString);
  }

  /** Nothing but the clock can tell that it will not end; so it takes minutes. */
  @Tag("whole")
  @Test
  void thatItPollsForEverIsSeenAtLast() throws Exception {
    isAViolationWithItsRule("Polls", "L1", "the driver hangs: no end after 10 s by the clock");
  }

  /** The search's own need for memory is not the driver's fault. */
  @Test
  void memoryThatTheScheduleAloneDoesNotNeedIsOurs() {
    Cli cli = verify("FindsNoMemoryOnce");
    assertEquals(ExitCode.FAILED, cli.exitCode(), cli::out);
    assertTrue(cli.err().startsWith("return-to-idle: out of memory; "), cli::err);
    assertEquals(1, cli.err().lines().count());
  }

  /** No verdict: so the exit code of a violation would be wrong. */
  @Test
  void anErrorOfOursIsNoViolation() {
    StringWriter err = new StringWriter();
    Writer broken =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) {
            throw new InternalError("ours");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    assertEquals(ExitCode.FAILED, Main.run(new PrintWriter(broken), new PrintWriter(err), "rules"));
    assertTrue(err.toString().contains("internal error"), err::toString);
  }

  /** An interrupt that meets the harness instead of the driver is kept for the driver. */
  @Tag("often")
  @Test
  void aDriverMayInterruptItsOwnThread() throws Exception {
    Cli cli = verify("WakesByInterrupt", "--json", "--bands", "2");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::out);
    JsonNode driver = new ObjectMapper().readTree(cli.out()).path("driver");
    Cli reference = run("reference", "--json", "--bands", "2");
    assertEquals(
        new ObjectMapper().readTree(reference.out()).at("/driver/schedules"),
        driver.path("schedules"));
  }

  private Cli verify(String name, String... more) {
    return run(driver(name), more);
  }

  private Cli run(String driver, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("verify", "--only", "driver", "--hang-after", "1", "--driver", driver));
    args.addAll(List.of("--cancels", "1", "--faults", "0", "--runs", "10", "--learn", "0"));
    args.addAll(List.of("--report", folder.toString()));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  private static String driver(String name) {
    return UnrulyDrivers.class.getName() + "$" + name;
  }

  private Ended program(String... args) throws Exception {
    return java(Main.class.getName(), args);
  }

  private Ended java(String main, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(args));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int exitCode = process.waitFor();
    return new Ended(exitCode, Files.readString(out), Files.readString(err));
  }
}
