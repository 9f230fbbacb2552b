package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Streams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check-trace}, as people call it. */
class CheckTraceTest {
  @TempDir private Path folder = Path.of("unset");

  private static String example() throws IOException {
    return blocks(Path.of("..", "TRACE-FORMAT.md"), "json").get(0);
  }

  private static String streamExample() throws IOException {
    return blocks(Path.of("..", "TRACE-FORMAT.md"), "json").get(1);
  }

  private static List<String> blocks(Path file, String language) throws IOException {
    String text = Files.readString(file).replace("\r\n", "\n");
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void theExampleOfThePageIsPermitted() throws IOException {
    Cli cli = Cli.run("check-trace", file("scan.jsonl", example()));
    assertEquals("", cli.err());
    assertTrue(cli.out().contains("scan.jsonl: permitted, 7 events, 1 transfer, "), cli::out);
    assertEquals(ExitCode.HOLDS, cli.exitCode());
  }

  @Test
  void theExampleOfStreamsIsPermitted() throws IOException {
    Cli cli = Cli.run("check-trace", file("scan.jsonl", streamExample()));
    assertEquals("", cli.err());
    assertTrue(cli.out().contains("scan.jsonl: permitted, 12 events, 1 transfer, "), cli::out);
    assertEquals(ExitCode.HOLDS, cli.exitCode());
  }

  @Test
  void aViolationOfAStreamTransferIsShownAlike() throws IOException {
    String bad = streamExample().replace("\"code\":\"S_FALSE\"", "\"code\":\"S_OK\"");
    Cli cli = Cli.run("check-trace", file("scan.jsonl", bad));
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertTrue(
        cli.out()
            .contains(
                "wrong      line 13: ReturnFromAcquire(S_OK); drvAcquireItemData returned S_OK, but"
                    + " SendMessage had answered S_FALSE\n"
                    + "allowed    ReturnFromAcquire(S_FALSE), ReturnFromAcquire(any error)\n"),
        cli::out);
  }

  /** What was written down of one kind of transfers is no trace of the other kind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xp | a trace of Windows Vista, whose transfers go to streams, cannot be judged by Windows XP",
        "vista | a trace of Windows XP, whose transfers are banded, cannot be judged by Windows Vista"
      })
  void aTraceOfTheOtherKindIsBadInput(String platform, String says) throws IOException {
    String trace = file("scan.jsonl", platform.equals("xp") ? streamExample() : example());
    Cli cli = Cli.run("check-trace", trace, "--platform", platform);
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::out);
    assertTrue(cli.err().contains("scan.jsonl, line 1: " + says), cli::err);
    assertEquals(1, cli.err().lines().count(), cli::err);
  }

  @Test
  void aViolationNamesItsRuleAndWhatWouldHaveBeenAllowed() throws IOException {
    String bad = example().replace("S_FALSE", "S_OK");
    Cli cli = Cli.run("check-trace", file("scan.jsonl", bad));
    assertEquals(
        """

        rule       L3 (liveness): A cancel observed before the last acknowledgement ends the transfer, not with S_OK.
        rulebook   explain L3, or spec/RULES.md#l3
        wrong      line 8: ReturnFromAcquire(S_OK); the cancel was lost
        allowed    AnswerBusy, StartDevice, SubmitRead, SendStatus, ReturnFromAcquire(any error), ReturnFromAcquire(S_FALSE)
        trace      application       service           driver            device
             2                       AcquireItemData
             3                                         StartDevice
             4                                         DeliverBand band 1 of transfer 1
             5                       NotifyCancelIO
             6     CallbackContinues
             7                                         StopDevice
             8                                         ReturnFromAcquire(S_OK)
        """,
        cli.out().substring(cli.out().indexOf('\n') + 1));
    assertTrue(cli.out().contains("scan.jsonl: VIOLATED, 7 events, 1 transfer, "), cli::out);
    assertEquals(ExitCode.VIOLATED, cli.exitCode());
  }

  /** On Windows Me it is the other way round. */
  @Test
  void thePlatformMayBeSaid() throws IOException {
    String scan = file("scan.jsonl", example());
    Cli me = Cli.run("check-trace", scan, "--platform", "me");
    assertTrue(me.out().contains("allowed    "), me::out);
    assertTrue(me.out().contains("ReturnFromAcquire(any error)"), me::out);
    assertEquals(ExitCode.VIOLATED, me.exitCode());
    String failed = file("me.jsonl", example().replace("S_FALSE", "E_ABORT"));
    assertEquals(ExitCode.HOLDS, Cli.run("check-trace", failed, "--platform", "me").exitCode());
  }

  /** In another reading a trace of Windows Me is as on XP, or either way. */
  @Test
  void theReadingOfMeMayBeSaid() throws IOException {
    String scan = file("scan.jsonl", example());
    // A fault that nobody has seen would explain the error.
    String noFault = example().replace("\"StopDevice\"]", "\"StopDevice\",\"ReadFault\"]");
    String failed = file("me.jsonl", noFault.replace("S_FALSE", "E_ABORT"));
    assertEquals(ExitCode.VIOLATED, judged(scan, "error"));
    assertEquals(ExitCode.HOLDS, judged(scan, "false"));
    assertEquals(ExitCode.HOLDS, judged(scan, "any"));
    assertEquals(ExitCode.HOLDS, judged(failed, "error"));
    assertEquals(ExitCode.VIOLATED, judged(failed, "false"));
    assertEquals(ExitCode.HOLDS, judged(failed, "any"));
    String named = file("named.jsonl", example().replace("\"XP\"", "\"Me-false\""));
    assertEquals(ExitCode.HOLDS, Cli.run("check-trace", named).exitCode());
    String usual = file("usual.jsonl", example().replace("\"XP\"", "\"Me\""));
    assertEquals(ExitCode.VIOLATED, Cli.run("check-trace", usual).exitCode());
  }

  private static int judged(String trace, String reading) {
    return Cli.run("check-trace", trace, "--platform", "me", "--me", reading).exitCode();
  }

  @Test
  void anUnfinishedTraceIsNotGood() throws IOException {
    String cut = example().lines().limit(5).reduce("", (a, b) -> a + b + "\n");
    Cli cli = Cli.run("check-trace", file("cut.jsonl", cut));
    assertTrue(cli.out().contains("cut.jsonl: UNFINISHED, 4 events"), cli::out);
    assertTrue(cli.out().contains("the trace ends at line 5 before the driver is idle"), cli::out);
    assertTrue(cli.out().contains("CallbackContinues, CallbackCancels, CallbackFails\n"), cli::out);
    assertEquals(ExitCode.VIOLATED, cli.exitCode());
  }

  @Test
  void otherFilesAreStillChecked() throws IOException {
    String good = file("good.jsonl", example());
    String damaged = file("damaged.jsonl", example() + "{\"event\":");
    String none = folder.resolve("none.jsonl").toString();
    Cli cli = Cli.run("check-trace", none, damaged, good);
    assertEquals(
        "return-to-idle: "
            + none
            + ": no such file\nreturn-to-idle: "
            + damaged
            + ", line 9: the last line is cut off\n",
        cli.err());
    assertTrue(cli.out().contains("good.jsonl: permitted"), cli::out);
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode());
    String bad = file("bad.jsonl", example().replace("S_FALSE", "S_OK"));
    assertEquals(ExitCode.VIOLATED, Cli.run("check-trace", damaged, bad).exitCode());
  }

  @Test
  void aFolderIsReadAndSoIsWhatIsCompressed() throws IOException {
    Cli empty = Cli.run("check-trace", folder.toString());
    assertTrue(empty.err().contains("has no file *.jsonl or *.jsonl.gz"), empty::err);
    assertEquals(ExitCode.BAD_INPUT, empty.exitCode());
    file("a.jsonl", example());
    file("ignored.txt", "hello");
    try (OutputStream out = Files.newOutputStream(folder.resolve("b.jsonl.gz"));
        GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(example().getBytes(StandardCharsets.UTF_8));
    }
    Cli cli = Cli.run("check-trace", folder.toString());
    assertEquals(2, cli.out().lines().filter(line -> line.contains("permitted")).count());
    assertEquals(ExitCode.HOLDS, cli.exitCode());
    byte[] cut = Files.readAllBytes(folder.resolve("b.jsonl.gz"));
    Files.write(folder.resolve("b.jsonl.gz"), Arrays.copyOf(cut, cut.length - 20));
    Cli damaged = Cli.run("check-trace", folder.toString());
    assertTrue(damaged.err().contains("it cannot be read any further"), damaged::err);
    assertEquals(1, damaged.err().lines().count());
    assertEquals(ExitCode.BAD_INPUT, damaged.exitCode());
  }

  @Test
  void standardInputIsRead() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(example().getBytes(StandardCharsets.UTF_8)));
    try {
      Cli cli = Cli.run("check-trace", "-");
      assertTrue(cli.out().startsWith("trace      -: permitted"), cli::out);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void jsonAndJunitSayTheSame() throws Exception {
    String good = file("good.jsonl", example());
    String bad = file("bad.jsonl", example().replace("S_FALSE", "S_OK"));
    String damaged = file("damaged.jsonl", "");
    Path junit = folder.resolve("junit.xml");
    Cli cli = Cli.run("check-trace", good, bad, damaged, "--json", "--junit", junit.toString());
    JsonNode root = new ObjectMapper().readTree(cli.out());
    assertEquals(1, root.path("format").asInt());
    assertEquals(
        List.of("permitted", "violated", "unreadable"),
        Streams.stream(root.path("traces")).map(t -> t.path("verdict").asText()).toList());
    JsonNode problem = root.at("/traces/1/problems/0");
    assertEquals("L3", problem.path("rule").asText());
    assertEquals(8, problem.path("line").asInt());
    assertEquals(7, problem.path("last").size());
    String xml = Files.readString(junit);
    assertTrue(xml.contains("<failure message=\"violated\">"), xml);
    assertTrue(xml.contains("<error message="), xml);
    assertEquals(3, xml.split("<testcase ", -1).length - 1);
  }

  @Test
  void theSchemaIsPrinted() throws IOException {
    Cli cli = Cli.run("check-trace", "--schema");
    assertEquals(
        "urn:return-to-idle:trace:2", new ObjectMapper().readTree(cli.out()).path("$id").asText());
    assertEquals(ExitCode.BAD_INPUT, Cli.run("check-trace").exitCode());
  }

  @Tag("ci")
  @Test
  void aReplayWritesATraceThatFailsByTheSameRule() throws IOException {
    Cli found =
        Cli.run(
            "verify",
            "--only",
            "driver",
            "--driver",
            "stale-data",
            "--json",
            "--report",
            folder.toString());
    JsonNode counterexample = new ObjectMapper().readTree(found.out()).at("/driver/counterexample");
    String trace = folder.resolve("trace.jsonl").toString();
    Cli.run("replay", counterexample.path("replay").asText(), "--trace", trace);
    Cli cli = Cli.run("check-trace", trace, "--json");
    assertEquals(
        counterexample.path("rule").asText(),
        new ObjectMapper().readTree(cli.out()).at("/traces/0/problems/0/rule").asText());
  }
}
