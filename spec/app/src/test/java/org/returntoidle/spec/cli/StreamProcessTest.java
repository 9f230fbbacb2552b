package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.process.ProcessDriverFactory;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;

/** A process with the capability Streams is played as a driver of Windows Vista. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StreamProcessTest {
  private static final Path SOURCES = Path.of("src/main/c");

  @TempDir private Path folder = Path.of("unset");

  /** Compiled with every warning an error. */
  private String compiled(String name) throws Exception {
    assumeTrue(Gcc.IS_INSTALLED, "gcc is not installed");
    Path program = folder.resolve(name);
    Gcc.compile(SOURCES.resolve(name + ".c"), program);
    return program.toString();
  }

  private Cli verify(String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of("verify", "--learn=0", "--only", "driver", "--exec", command));
    Collections.addAll(args, "--report", folder.toString());
    Collections.addAll(args, more);
    return Cli.run(args.toArray(String[]::new));
  }

  private Cli verifySmall(String command, String... more) {
    List<String> bounds =
        List.of(
            "--bands",
            "2",
            "--pages",
            "2",
            "--transfers",
            "2",
            "--cancels",
            "1",
            "--faults",
            "1",
            "--runs",
            "20",
            "--json");
    return verify(command, Stream.concat(bounds.stream(), Stream.of(more)).toArray(String[]::new));
  }

  /** Nothing is found that is not there, in all schedules of a small scope and some at random. */
  private JsonNode isRight(String command, String pages, String faults) throws IOException {
    List<String> bounds =
        List.of("--bands", "1", "--pages", pages, "--transfers", "1", "--cancels", "1");
    Cli right =
        verify(
            command,
            Stream.concat(bounds.stream(), Stream.of("--faults", faults, "--runs", "50", "--json"))
                .toArray(String[]::new));
    assertEquals(ExitCode.HOLDS, right.exitCode(), () -> right.out() + right.err());
    JsonNode all = new ObjectMapper().readTree(right.out());
    assertEquals("Vista", all.path("platform").asText());
    return all.path("driver");
  }

  @Tag("often")
  @Test
  void theExampleInCIsRight() throws Exception {
    JsonNode said = isRight(compiled("right-stream"), "2", "0").path("statusMessages");
    assertEquals("{\"least\":0,\"most\":100}", said.path("percent").toString());
    assertEquals(0, said.path("falls").asInt());
    assertEquals(said.path("messages"), said.path("bytesRight"));
    JsonNode driver = isRight(compiled("right-stream"), "1", "1");
    for (JsonNode rule : driver.path("rules")) {
      String id = rule.path("id").asText();
      String verdict = rule.path("verdict").asText();
      assertEquals(id.equals("V17"), rule.path("why").asText().contains("no words for"), id);
      if (Set.of(
              "V3", "V3a", "V10", "V11", "V15", "V16", "V18", "V19", "V20", "V21", "V28", "V29",
              "D24", "D26")
          .contains(id)) {
        assertEquals("holds", verdict, rule::toString);
      }
    }
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "cancel-is-success, V10",
    "tells-of-cancel, V12",
    "asks-for-next, V11",
    "flushes, V16",
    "skip-returned, V3a",
    "skips-unscanned, V3",
    "no-stream-is-skip, D5",
    "keeps-stream, V15",
    "never-seeks, V18",
    "write-error-ignored, V19",
    "short-write-ignored, D7",
    "status-error-ignored, V20",
    "sends-end-of-stream, V21",
    "last-band-lost, D7",
    "one-page, D7",
    "reads-on-unrepaired, V16", // V33 for a class: of a program nobody knows who begins a read.
    "fault-anyway, V32",
    "old-data, D12",
    "button-is-error, A6",
    "left-on, D10",
    "event-without-effect, D26",
    "stream-per-page, V14",
    "fewer-is-success, V5",
    "starts-blindly, V29",
    "stops-what-is-gone, V28",
  })
  void everyFaultIsFoundByItsRule(String fault, String rule) throws Exception {
    Cli faulty = verifySmall(compiled("faulty-stream") + " " + fault);
    assertEquals(ExitCode.VIOLATED, faulty.exitCode(), () -> faulty.out() + faulty.err());
    JsonNode found = new ObjectMapper().readTree(faulty.out()).at("/driver/counterexample");
    assertEquals(rule, found.path("rule").asText(), found::toPrettyString);
  }

  /** The same without a fault: what is found is the fault. */
  @Tag("often")
  @Test
  void withoutAFaultItIsRightToo() throws Exception {
    JsonNode said = isRight(compiled("faulty-stream"), "1", "1").path("statusMessages");
    assertTrue(said.path("messages").asInt() > 0, said::toString);
    assertEquals(said.path("messages"), said.path("notSaid"));
    assertTrue(said.path("percent").isNull(), said::toString);
    assertEquals(0, said.path("bytesWrong").asInt());
  }

  /** What a program says of its progress is shown, in words too; what is no number is an error. */
  @Test
  void whatItSaysOfItsProgressIsShown() throws Exception {
    SearchResult right = enumerated(List.of(compiled("right-stream")));
    assertEquals(Optional.empty(), right.counterexample());
    assertEquals(
        "0 to 100 percent, never less than before in a page; bytes always right; 1 to 4 messages a"
            + " page",
        right.status().toString());
    SearchResult quiet = enumerated(List.of(compiled("faulty-stream")));
    assertEquals(Optional.empty(), quiet.counterexample());
    assertEquals(
        "percentage and bytes not said; 1 to 3 messages a page", quiet.status().toString());
  }

  /** It says that it looks at the device, and leaves one alone that is gone. */
  @Test
  void theDevicesRulesAreTestedOfAProcess() throws Exception {
    for (String name : List.of("right-stream", "faulty-stream")) {
      SearchResult right = enumerated(List.of(compiled(name)));
      assertEquals(Optional.empty(), right.counterexample());
      assertTrue(right.checks().keySet().containsAll(Set.of(Rule.V28, Rule.V29)), name);
    }
  }

  @ParameterizedTest
  @CsvSource({"starts-blindly, V29", "stops-what-is-gone, V28"})
  void whatIsDoneToADeviceIsSeen(String fault, Rule rule) throws Exception {
    SearchResult faulty = enumerated(List.of(compiled("faulty-stream"), fault));
    assertEquals(rule, faulty.counterexample().orElseThrow().finding().rule());
  }

  /** Who does not say so is told nothing, and the verdict says why. */
  @Test
  void withoutTheCapabilitiesNeitherIsTested() throws Exception {
    String script = says("SendStatus half 7");
    JsonNode rules =
        new ObjectMapper()
            .readTree(verifySmall("sh -c '" + script + "'").out())
            .at("/driver/rules");
    for (JsonNode rule : rules) {
      String why = rule.path("why").asText();
      assertEquals(rule.path("id").asText().equals("V28"), why.endsWith("or HeedsDisconnect"), why);
      assertEquals(rule.path("id").asText().equals("V29"), why.endsWith("or LooksAtDevice"), why);
    }
    assertFalse(enumerated(List.of("sh", "-c", script)).checks().containsKey(Rule.V29));
  }

  /** A program that says this in its first transfer. */
  private static String says(String line) {
    return "read hello; echo Driver 2 NotAsynchronous Streams;"
        + " while read line; do case $line in Reset) echo Ready;; *) echo "
        + line
        + ";; esac; done";
  }

  @ParameterizedTest
  @ValueSource(strings = {"SendStatus 50", "SendStatus half 7", "SendStatus 50 7 7"})
  void whatIsNoProgressIsAnError(String line) {
    String says =
        enumerated(List.of("sh", "-c", says(line)))
            .counterexample()
            .orElseThrow()
            .finding()
            .message();
    assertTrue(
        says.contains("SendStatus, or SendStatus PERCENT BYTES with two whole numbers"), says);
  }

  private static SearchResult enumerated(List<String> command) {
    Limits limits = new Limits(Scope.together(1, 1, 1).withPages(2), Duration.ofSeconds(10));
    try (ProcessDriverFactory factory = new ProcessDriverFactory(command);
        Harness harness = new Harness(factory, Platform.VISTA, limits)) {
      return Enumeration.search(harness, Tally.of(Reading.PERMISSIVE));
    }
  }

  /** Its counterexample is replayed, written as a trace, and that is judged alike. */
  @Tag("often")
  @Test
  void aCounterexampleIsReplayedAndWrittenAsATrace() throws Exception {
    String command = compiled("faulty-stream") + " tells-of-cancel";
    JsonNode found =
        new ObjectMapper().readTree(verifySmall(command).out()).at("/driver/counterexample");
    String trace = folder.resolve("trace.jsonl").toString();
    Cli again =
        Cli.run("replay", found.path("replay").asText(), "--exec", command, "--trace", trace);
    assertEquals(ExitCode.VIOLATED, again.exitCode(), again::err);
    assertEquals("V12", ruleOf(Cli.run("check-trace", trace, "--json")));
  }

  private static String ruleOf(Cli cli) throws IOException {
    return new ObjectMapper().readTree(cli.out()).at("/traces/0/problems/0/rule").asText();
  }

  @Test
  void onAnotherPlatformItIsBadInput() throws Exception {
    assertSays(
        "--platform xp needs a banded driver",
        verify(compiled("right-stream"), "--platform", "xp"));
    assertSays(
        "--platform vista needs a stream driver (StreamMiniDriver, or the capability Streams)",
        verify(compiled("right"), "--platform", "vista"));
  }

  private static void assertSays(String what, Cli cli) {
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli::out);
    assertTrue(cli.err().contains(what), cli::err);
    assertEquals(1, cli.err().lines().count(), cli::err);
  }
}
