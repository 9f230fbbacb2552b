package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.MoreCollectors;
import com.google.common.collect.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.impl.SimulatedDevice;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.Subjects;

/** Whatever a driver's process does, there is a verdict or one line, and no process left. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@Isolated("it looks at all processes that this JVM has started")
class DriverProcessTest {
  private static final Path PAGE = Path.of("..", "DRIVER-PROCESS.md");
  private static final Path SOURCES = Path.of("src/main/c");

  @TempDir private Path folder = Path.of("unset");

  private Set<Long> before = Set.of();

  @BeforeEach
  void count() {
    before = children();
  }

  @AfterEach
  void noProcessIsLeft() throws Exception {
    List<ProcessHandle> ours =
        ProcessHandle.current().descendants().filter(p -> !before.contains(p.pid())).toList();
    for (ProcessHandle process : ours) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  @Tag("ci")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ends; D17; the driver's process ended with exit code 3; it last wrote \"Driver 1"
            + " Asynchronous\" \"Ready\" \"Ready\"; on standard error \"out of luck\"",
        "writes garbage; D17; the driver's process wrote \"\\u001B[2J\\u0007 what?\"; expected"
            + " StartDevice,",
        "calls and does not listen; L1; the driver hangs: 2001 calls to the outside, and no end",
        "answers a notification wrongly; D8; drvNotifyPnpEvent: the driver's process wrote"
            + " \"AnswerBusy\"; expected Notified;",
        "begins again; D4; a second drvAcquireItemData was answered S_OK"
      })
  void isAViolationWithItsRule(String oddity, String rule, String says) throws IOException {
    assertViolation(verify(odd(oddity), "--json"), rule, says);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "writes a line without end; D17; the driver's process wrote \"StartDevice and so on Start",
        "closes its output; D17; the driver's process closed its output; it last wrote \"Driver",
        "returns no code; D17; the driver's process wrote \"ReturnFromAcquire banana\"; expected"
            + " ReturnFromAcquire CODE, such as 0x00000001 or S_FALSE; it last wrote",
        "delivers what it never read; D17; the driver's process wrote \"DeliverBand 7 7\"; expected"
            + " DeliverBand TRANSFER NUMBER with a band that a read has brought;",
        "awaits what it never submitted; D17; the driver's process wrote \"AwaitRead\"; expected"
            + " SubmitRead before it;",
        "ends in a notification; D8; drvNotifyPnpEvent: the driver's process ended with exit code"
            + " 5;",
        "answers unasked; D8; drvNotifyPnpEvent: the driver's process wrote \"Notified\"; expected"
            + " nothing, since nobody had asked;"
      })
  void soIsAnythingElse(String oddity, String rule, String says) throws IOException {
    isAViolationWithItsRule(oddity, rule, says);
  }

  private static void assertViolation(Cli cli, String rule, String says) throws IOException {
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    JsonNode found = new ObjectMapper().readTree(cli.out()).at("/driver/counterexample");
    assertTrue(found.path("says").asText().startsWith(says), found::toPrettyString);
    assertEquals(rule, found.path("rule").asText());
  }

  /** These take as long as it takes to be sure. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "interrupts without end; L1; the driver hangs: 2001 calls to the outside, and no end",
        "is silent in a transfer; L1; the driver hangs: ",
        "complains without end; L1; the driver hangs: ",
        "does not answer a notification; D8; drvNotifyPnpEvent does not return while idle"
      })
  void aHangIsAViolationToo(String oddity, String rule, String says) throws IOException {
    assertViolation(verify(odd(oddity), "--json", "--hang-after", "2"), rule, says);
  }

  @Tag("often")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "is silent; making it does not end",
        "greets wrongly; the driver's process wrote \"Good morning\"; expected Driver 1",
        "ends while idle; the driver's process ended with exit code 4; it last wrote"
      })
  void cannotBeUsed(String oddity, String says) {
    Cli cli = verify(odd(oddity), "--hang-after", "2");
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::out);
    assertTrue(cli.err().startsWith("return-to-idle: the driver exec: "), cli::err);
    assertTrue(cli.err().contains(oddity + "' cannot be made: " + says), cli::err);
    assertEquals(1, cli.err().lines().count());
  }

  /** The whole line can be read, up to what is accepted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "greets with 3 | it greets with Driver 3; accepted are 1 and 2",
        "greets with 1 and more | it greets with Driver 1, but only Driver 2 has capabilities",
        "greets with what nobody knows | capability Flies is unknown; accepted: CancelsByItself,"
            + " Streams, Lines",
        "greets with what comes later | capability Bytes is not supported yet; accepted:"
            + " CancelsByItself, Streams, Lines",
        "greets with streams and more | capability Flies is unknown; accepted: CancelsByItself,"
            + " Feeder, LooksAtDevice, HeedsDisconnect, Lines",
        "greets with half of it | capability Feeder needs Streams"
      })
  void aGreetingIsRefusedWithWhatIsAccepted(String oddity, String says) {
    Cli cli = verify(odd(oddity));
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::out);
    assertTrue(cli.err().endsWith("' cannot be made: " + says + "\n"), cli::err);
    assertEquals(1, cli.err().lines().count());
  }

  /** A child of the process is ended with it: {@link #noProcessIsLeft}. */
  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"has a child", "is right", "greets with 2"})
  void passes(String oddity) {
    Cli cli = verify(odd(oddity));
    assertTrue(cli.out().replaceAll("\\s+", " ").contains("no violation"), cli::out);
    assertEquals(ExitCode.HOLDS, cli.exitCode());
  }

  /** What it loses is said; what it has to do all the same is held against it. */
  @Tag("often")
  @Test
  void mayCancelByItselfIfItsGreetingSaysSo() throws IOException {
    List<String> bounds =
        List.of(
            "--bands", "2", "--transfers", "1", "--cancels", "1", "--faults", "0", "--runs", "0");
    Cli right = verify(odd("gives up"), bounds, "--json");
    assertEquals(ExitCode.HOLDS, right.exitCode(), right::out);
    for (JsonNode rule : new ObjectMapper().readTree(right.out()).at("/driver/rules")) {
      boolean lost = Set.of("D1", "D11", "D14", "D20", "L4").contains(rule.path("id").asText());
      assertEquals(lost, rule.path("why").asText().contains("by its own decision"), rule::toString);
      assertTrue(!lost || rule.path("verdict").asText().equals("not-tested"), rule::toString);
    }
    assertViolation(
        verify(odd("gives up unstopped"), bounds, "--json"),
        "A3",
        "drvAcquireItemData returned S_FALSE while the device was still on; it was never stopped");
  }

  /** What bands contain is not told to a process, which is said of it. */
  @Tag("often")
  @Test
  void bytesAreNotTested() throws IOException {
    List<String> bounds =
        List.of(
            "--bands", "2", "--transfers", "1", "--cancels", "0", "--faults", "0", "--runs", "0");
    Cli right = verify(odd("is right"), bounds, "--json");
    JsonNode d24 =
        Streams.stream(new ObjectMapper().readTree(right.out()).at("/driver/rules"))
            .filter(rule -> rule.path("id").asText().equals("D24"))
            .collect(MoreCollectors.onlyElement());
    assertEquals("not-tested", d24.path("verdict").asText());
    assertEquals("the bands of a program carry no bytes", d24.path("why").asText());
    assertEquals(0, d24.path("checks").asInt());
  }

  /** A late answer is as good as an early one. */
  @Tag("long")
  @Test
  void mayBeLate() {
    Cli cli =
        verify(
            odd("is late"),
            List.of(
                "--bands",
                "2",
                "--transfers",
                "1",
                "--cancels",
                "0",
                "--faults",
                "0",
                "--runs",
                "0"));
    assertTrue(cli.out().contains("no violation"), cli::out);
    assertEquals(ExitCode.HOLDS, cli.exitCode());
  }

  @Test
  void badInputIsOneLine() {
    assertSays("--exec: the command is empty", verify("  "));
    assertSays("unbalanced quotes", verify("driver 'of mine"));
    assertSays(
        "cannot be started: Cannot run program \"no-such-program\"", verify("no-such-program"));
    assertSays(
        "--exec and --driver both name a driver; give one of them",
        verify("right", "--driver", "reference"));
  }

  private static void assertSays(String what, Cli cli) {
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::out);
    assertTrue(cli.err().contains(what), cli::err);
    assertEquals(1, cli.err().lines().count(), cli::err);
  }

  @Tag("often")
  @Test
  void aCounterexampleIsReplayedWithTheSameCommand() throws IOException {
    Cli cli = verify(odd("begins again"), "--json");
    String replay =
        new ObjectMapper().readTree(cli.out()).at("/driver/counterexample/replay").asText();
    Cli again = Cli.run("replay", replay, "--exec", odd("begins again"));
    assertEquals(ExitCode.VIOLATED, again.exitCode(), again::err);
    Cli right = Cli.run("replay", replay, "--exec", odd("is right"));
    assertEquals(ExitCode.HOLDS, right.exitCode(), right::err);
    assertSays("the driver cannot be made: ", Cli.run("replay", replay, "--exec", odd("is gone")));
    assertSays(
        "--trace: " + folder + " is a folder",
        Cli.run("replay", replay, "--exec", odd("is right"), "--trace", folder.toString()));
    // A file does not say what is run here.
    assertSays("is a driver in a process of its own; say with --exec", Cli.run("replay", replay));
  }

  @Test
  void theDialogueOfThePageIsTheKits() throws IOException {
    Path dialogue = Files.write(folder.resolve("dialogue.txt"), dialogue());
    Limits limits = new Limits(Scope.together(1, 1, 0), Duration.ofSeconds(30));
    try (Subject subject = Subjects.process(odd("dialogue") + " '" + dialogue + "'");
        Harness harness = new Harness(subject.factory(), Platform.XP, limits)) {
      Execution run = harness.run(Scheduler.following(Schedule.ORDINARY));
      assertEquals(
          "[AcquireItemData, StartDevice, SubmitRead, ImageEnds, ReadLastBand band 1 (last) of"
              + " transfer 1, DeliverBand band 1 (last) of transfer 1, CallbackContinues(S_OK),"
              + " StopDevice, ReturnFromAcquire(S_OK)]",
          run.trace().toString());
    }
    Files.write(dialogue, dialogue().stream().map(l -> l.replace("Hello 1", "Hello 2")).toList());
    assertSays("ended with exit code 9", verify(odd("dialogue") + " '" + dialogue + "'"));
  }

  @Test
  void theDialogueOfThePageIsTheExamples() throws Exception {
    Process process = new ProcessBuilder(compiled("right")).start();
    try (BufferedReader out = process.inputReader();
        PrintStream in =
            new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII)) {
      for (String line : dialogue()) {
        if (line.startsWith(">")) {
          in.print(line.substring(2) + "\r\n"); // Either end of line will do.
        } else {
          assertEquals(line.substring(2), out.readLine());
        }
      }
    }
    assertEquals(0, process.waitFor());
  }

  /** The kit says so in the word of the page, and the example does not stop it. */
  @Test
  void aDeviceThatDoesNotStartIsNotStopped() throws Exception {
    Path dialogue =
        Files.write(
            folder.resolve("dialogue.txt"),
            List.of(
                "> Hello 1",
                "< Driver 2 Asynchronous Lines",
                "> Reset",
                "< Ready",
                "> AcquireItemData XP",
                "< TryStart",
                "> StartFails 0x80210011",
                "< ReturnFromAcquire 0x80210011"));
    for (String command : List.of(odd("dialogue") + " '" + dialogue + "'", compiled("right"))) {
      SimulatedDevice device = new SimulatedDevice(1, 0);
      device.failToStart(HResult.WIA_ERROR_LAMP_OFF);
      try (Subject subject = Subjects.process(command)) {
        MiniDriver driver = (MiniDriver) subject.factory().create(device);
        TransferContext context = new TransferContext(message -> HResult.S_OK, Platform.XP);
        assertEquals(HResult.WIA_ERROR_LAMP_OFF, driver.drvAcquireItemData(context), command);
      }
      assertFalse(device.isOn());
    }
  }

  private static List<String> dialogue() throws IOException {
    List<String> lines =
        Files.readAllLines(PAGE).stream().filter(line -> line.matches("[<>] .*")).toList();
    assertEquals(33, lines.size());
    return lines;
  }

  @Tag("long")
  @Test
  void theExampleInCIsRightOnWindowsMeToo() throws Exception {
    assertRight("me");
  }

  private void assertRight(String platform) throws Exception {
    Cli right =
        verify(
            compiled("right"),
            List.of("--bands", "2", "--cancels", "1", "--faults", "0", "--runs", "10"),
            "--platform",
            platform);
    assertTrue(right.out().contains("no violation"), right::out);
    assertEquals(ExitCode.HOLDS, right.exitCode());
  }

  @Tag("often")
  @Test
  void theExamplesInCAreVerified() throws Exception {
    assertRight("xp");
    Cli faulty = verify(compiled("faulty"), "--json");
    JsonNode found = new ObjectMapper().readTree(faulty.out()).at("/driver/counterexample");
    assertEquals("D10", found.path("rule").asText(), faulty::out);
    JsonNode places = found.path("places");
    assertTrue(places.size() > 1, places::toString);
    List<String> source = Files.readAllLines(SOURCES.resolve("faulty.c"));
    for (JsonNode place : places) {
      assertTrue(place.path("file").asText().endsWith("faulty.c"), place::toString);
      assertTrue(place.path("class").isNull(), place::toString);
      String step = found.path("steps").get(place.path("step").asInt() - 1).asText();
      String calls = step.startsWith("StartDevice") ? "device_start" : "device_";
      String line = source.get(place.path("line").asInt() - 1);
      assertTrue(line.contains(calls) || line.contains("callback("), step + ": " + line);
    }
  }

  /** Compiled with every warning an error. */
  private String compiled(String name) throws Exception {
    assumeTrue(Gcc.IS_INSTALLED, "gcc is not installed");
    Path program = folder.resolve(name);
    Gcc.compile(SOURCES.resolve(name + ".c"), program);
    return program.toString();
  }

  private static String odd(String oddity) {
    String command =
        Stream.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target/test-classes").toAbsolutePath().toString(),
                "org.returntoidle.spec.process.OddProcess",
                oddity)
            .map(word -> word.contains(" ") ? "'" + word + "'" : word)
            .collect(Collectors.joining(" "));
    return command;
  }

  private Cli verify(String command, String... more) {
    return verify(
        command,
        List.of(
            "--bands", "1", "--transfers", "1", "--cancels", "1", "--faults", "1", "--runs", "3"),
        more);
  }

  private Cli verify(String command, List<String> bounds, String... more) {
    List<String> args = new ArrayList<>(List.of("verify", "--only", "driver", "--learn=0"));
    Collections.addAll(args, "--report", folder.toString());
    Collections.addAll(args, "--exec", command);
    args.addAll(bounds);
    Collections.addAll(args, more);
    return Cli.run(args.toArray(String[]::new));
  }
}
