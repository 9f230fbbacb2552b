package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.tla.TlaFiles;
import org.w3c.dom.Element;

class CommandsTest {
  @TempDir private Path folder = Path.of("unset");

  /** Each command of the table is one of the tool's, and none is missing. */
  @Test
  void theReadmeHasEveryCommand() throws IOException {
    String help = Cli.run("--help").out();
    Set<String> commands =
        Pattern.compile("(?m)^  ([\\w-]+)  +\\S")
            .matcher(help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> told =
        Pattern.compile("(?m)^\\| `([\\w-]+)(?: [A-Z.]+)?` \\|")
            .matcher(Files.readString(Path.of("..", "..", "README.md")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(commands, told);
  }

  @Tag("long")
  @Test
  void verifySaysPerPartWhatWasChecked() {
    Cli cli = Cli.run("verify", "--cancels", "1", "--runs", "100", "--report", folder.toString());
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    List<String> firstWords =
        cli.out()
            .lines()
            .filter(l -> !l.startsWith(" "))
            .map(l -> l.replaceFirst(" .*", ""))
            .toList();
    assertEquals(
        List.of("machine", "model", "TLC", "mirror", "seed", "driver", "not"),
        firstWords,
        cli::out);
    assertTrue(
        cli.out()
            .contains(
                "55,145 schedules, 18,443 that throw, 3,320 beside a neighbor, 1,206 repeated,"
                    + " 201 reordered, 100 random, 100 racing"),
        cli::out);
    assertTrue(
        cli.out().contains("seed       1; a driver hangs after 10 s of work between two calls"));
    assertTrue(
        cli.out()
            .contains(
                "between an observed cancel and the return at most 0 reads, 0 callbacks"
                    + " (the reference: 0 reads, 0 callbacks)"),
        cli::out);
    assertEquals("", cli.err());
  }

  @Tag("long")
  @Test
  void verifyJsonIsOneDocument() throws IOException {
    Cli cli = Cli.run("verify", "--json", "--cancels", "1", "--runs", "50", "--seed", "7");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    JsonNode root = json(cli);
    assertEquals(
        List.of(
            "format",
            "verdict",
            "complete",
            "unfinished",
            "platform",
            "reading",
            "seed",
            "model",
            "tlc",
            "mirror",
            "driver"),
        names(root));
    assertEquals(1, root.path("format").asInt());
    assertEquals("holds", root.path("verdict").asText());
    assertEquals("XP", root.path("platform").asText());
    assertEquals(7, root.path("seed").asInt());
    assertEquals(root.at("/model/states"), root.at("/tlc/distinctStates"));
    assertEquals(root.at("/model/edges"), root.at("/mirror/edges"));
    assertEquals("2.18", root.at("/tlc/version").asText());
    assertTrue(root.at("/mirror/equal").asBoolean());
    List<String> proved = new ArrayList<>();
    root.at("/tlc/properties")
        .forEach(
            property -> {
              assertEquals("holds", property.path("verdict").asText());
              proved.add(property.path("id").asText());
            });
    assertTrue(proved.containsAll(List.of("L1", "L2", "L3", "L4", "L5", "A3", "D20")));
    assertEquals(55_145, root.at("/driver/schedules").asInt());
    assertEquals(
        "{\"bands\":2,\"transfers\":2,\"cancels\":1,\"faults\":1,\"cancelsAndFaults\":2,\"notReady\":2}",
        root.at("/driver/bound").toString());
    assertTrue(root.at("/driver/counterexample").isNull());
    JsonNode a3 = root.at("/driver/rules/2");
    assertEquals("A3", a3.path("id").asText());
    assertEquals("holds", a3.path("verdict").asText());
    assertEquals("exhaustive", a3.path("strength").asText());
    assertTrue(a3.path("checks").asLong() > 1000);
  }

  @Test
  void aViolationIsReportedWithItsReplay() throws IOException {
    Cli cli =
        Cli.run(
            "verify",
            "--only",
            "driver",
            "--driver",
            "stale-flag",
            "--json",
            "--junit",
            folder.resolve("junit.xml").toString(),
            "--report",
            folder.toString());
    assertEquals(ExitCode.VIOLATED, cli.exitCode());
    JsonNode root = json(cli);
    assertEquals("violated", root.path("verdict").asText());
    assertTrue(root.path("model").isNull());
    JsonNode found = root.at("/driver/counterexample");
    assertEquals("A4", found.path("rule").asText());
    assertEquals("AcquireItemData", found.at("/steps/0").asText());
    Path replay = folder.resolve("stale-flag-A4-xp.json");
    assertEquals(replay.toString(), found.path("replay").asText());
    assertEquals(root, new ObjectMapper().readTree(folder.resolve("verify.json").toFile()));
    assertEquals(
        ExitCode.HOLDS, Cli.run("replay", replay.toString(), "--driver", "reference").exitCode());
    Cli again = Cli.run("replay", replay.toString());
    assertEquals(ExitCode.VIOLATED, again.exitCode());
    assertTrue(again.out().startsWith("rule       A4 (is): "), again::out);
    assertTrue(again.out().endsWith("stale-flag still fails\n"), again::out);
  }

  @Tag("often")
  @Test
  void theRandomSearchIsRepeatedByItsSeed() throws IOException {
    String[] args = {
      "verify",
      "--only",
      "driver",
      "--json",
      "--cancels",
      "0",
      "--faults",
      "0",
      "--transfers",
      "1",
      "--bands",
      "1",
      "--repeat",
      "0",
      "--learn",
      "0",
      "--seed",
      "42",
      "--driver",
      "stale-flag",
      "--report",
      folder.toString()
    };
    JsonNode first = json(Cli.run(args)).path("driver");
    JsonNode second = json(Cli.run(args)).path("driver");
    assertTrue(first.path("randomSchedules").asInt() > 0);
    assertEquals(first.path("randomSchedules"), second.path("randomSchedules"));
    assertEquals(first.path("counterexample"), second.path("counterexample"));
    assertEquals("A4", first.at("/counterexample/rule").asText(), "the random search finds it too");
    assertEquals(2, first.at("/counterexample/schedule").size(), "and shrinks it");
  }

  /** So many schedules that no machine is fast enough. */
  @Tag("ci")
  @Test
  void whatDoesNotFitIntoTheTimeIsNotComplete() throws IOException {
    String[] args = {
      "verify", "--only", "driver", "--bands", "9", "--transfers", "9", "--within", "1"
    };
    Cli cli = Cli.run(args);
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    String first = cli.out().lines().filter(l -> l.startsWith("driver")).findFirst().orElseThrow();
    assertTrue(
        first.contains("no violation; not complete: --within 1 ended the enumeration"), first);
    List<String> more = new ArrayList<>(List.of(args));
    more.add("--require-complete");
    more.add("--json");
    Cli required = Cli.run(more.toArray(String[]::new));
    assertEquals(ExitCode.FAILED, required.exitCode(), required::out);
    assertEquals(
        "return-to-idle: not complete (--require-complete): the time was up before the enumeration"
            + " was finished\n",
        required.err());
    assertFalse(json(required).path("complete").asBoolean(true));
    assertEquals("holds", json(required).path("verdict").asText());
  }

  /** A violation is one, finished or not. */
  @Test
  void aViolationIsNotOutweighedByTheTime() {
    Cli cli =
        Cli.run(
            "verify",
            "--only",
            "driver",
            "--driver",
            "never-stopped",
            "--transfers",
            "1",
            "--within",
            "60",
            "--require-complete",
            "--report",
            folder.toString());
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertEquals("", cli.err());
  }

  @Test
  void junitXmlHasACaseForEachRule() throws Exception {
    Path file = folder.resolve("deep").resolve("junit.xml");
    Cli.run(
        "verify",
        "--only",
        "driver",
        "--driver",
        "never-stopped",
        "--transfers",
        "1",
        "--report",
        folder.toString(),
        "--junit",
        file.toString());
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(Files.readString(file).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertEquals("testsuite", suite.getTagName());
    assertTrue(suite.getElementsByTagName("testcase").getLength() > 30);
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertTrue(failure.getAttribute("message").startsWith("A3: drvAcquireItemData returned"));
    assertEquals(1, suite.getElementsByTagName("failure").getLength());
  }

  /** The verdict names the reading, and so does the replay file, which plays it again. */
  @Test
  void theReadingOfMeIsNamed() throws IOException {
    List<String> verify =
        List.of(
            "verify",
            "--only",
            "driver",
            "--driver",
            "button-as-error",
            "--platform",
            "me",
            "--bands",
            "1",
            "--transfers",
            "1",
            "--cancels",
            "1");
    Cli cli = Cli.run(with(verify, "--me", "false"));
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    assertTrue(
        cli.out()
            .startsWith("platform   Me-false: a cancel is S_FALSE, shown as an error (--me)\n"),
        cli::out);
    Path replay = Path.of("return-to-idle-replays", "button-as-error-A6-me-false.json");
    assertTrue(cli.out().contains(replay.toString()), cli::out);
    Cli again = Cli.run("replay", replay.toString());
    assertEquals(ExitCode.VIOLATED, again.exitCode(), again::err);
    Cli usual = Cli.run(with(verify, "--json"));
    assertEquals(ExitCode.HOLDS, usual.exitCode(), usual::err);
    assertEquals("Me", json(usual).path("platform").asText());
    assertEquals("a cancel is declared an error", json(usual).path("reading").asText());
  }

  private static String[] with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
  }

  @Tag("ci")
  @Test
  void exploreSaysWhatWasVisited() throws IOException {
    Cli cli = Cli.run("explore", "--platform", "me");
    assertEquals(ExitCode.HOLDS, cli.exitCode());
    assertTrue(cli.out().contains("visited    D15  CANCEL_IO before the device starts"), cli::out);
    JsonNode root = json(Cli.run("explore", "--json"));
    assertEquals(9862, root.path("states").asInt());
    assertEquals(48_401, root.path("edges").asInt());
    assertEquals(16, root.path("depth").asInt());
  }

  @Tag("ci")
  @Test
  void provePrintsTheCounterexampleOfAnExpectedFailure() throws IOException {
    Cli cli = Cli.run("prove", "--config", "hazard-H2");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    assertTrue(
        cli.out()
            .contains(
                """
                    step       application       service           driver            device
                         1     CancelPendingIO
                         2                       AcquireItemData
                         3                       NotifyCancelIO
                         4                                         ReturnFromAcquire
                """),
        cli::out);
    JsonNode claim = json(Cli.run("prove", "--config", "absurd", "--json")).at("/claims/0");
    assertTrue(claim.path("asExpected").asBoolean());
    assertEquals("AcquireItemData, back to state 2", claim.path("loop").asText());
  }

  @Tag("ci")
  @Test
  void proveWritesWhatTlcNeedsAndReadsItAgain(@TempDir Path written) throws IOException {
    Cli cli = Cli.run("prove", "--write-cfg", written.toString());
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    try (Stream<Path> files = Files.list(written.resolve("cfg"))) {
      assertEquals(TlaFiles.JAR.claims().size(), files.count());
    }
    String cfg = Files.readString(written.resolve("cfg").resolve("hazard-H2.cfg"));
    assertTrue(cfg.contains("-config cfg/hazard-H2.cfg MCCancelProtocol\n"), cfg);
    assertTrue(cfg.endsWith("SPECIFICATION Safe\nINVARIANTS\n  NoH2\n"), cfg);
    Cli again = Cli.run("prove", "--modules", written.toString(), "--config", "hazard-H2");
    assertEquals(ExitCode.HOLDS, again.exitCode(), again::err);
  }

  /** The same of stream transfers; without the option nothing is said of them. */
  @Tag("ci")
  @Test
  void provePrintsWhatIsClaimedOfStreams(@TempDir Path written) throws IOException {
    Cli cli = Cli.run("prove", "--platform", "vista", "--config", "hazard-H2");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    assertTrue(
        cli.out()
            .contains(
                """
                         1     CancelTransfer
                         2     Download
                         3                       AcquireItemData
                         4                       NotifyCancelIO
                         5                                         ReturnFromAcquire
                """),
        cli::out);
    String folder = written.toString();
    Cli files = Cli.run("prove", "--platform", "Vista", "--write-cfg", folder);
    assertEquals(ExitCode.HOLDS, files.exitCode(), files::err);
    Path rules = written.resolve("StreamRules.tla");
    Files.writeString(
        rules, Files.readString(rules).replace("NoH7 == [][~(", "NoH7 == [][TRUE \\/ ~("));
    String[] changed = {
      "prove", "--platform", "vista", "--modules", folder, "--config", "hazard-H7", "--json"
    };
    Cli wrong = Cli.run(changed);
    assertEquals(ExitCode.VIOLATED, wrong.exitCode(), wrong::err);
    assertEquals(
        "it holds, but it must fail", json(wrong).at("/claims/0").path("difference").asText());
  }

  @Test
  void rulesListsWhatChecksEach() throws IOException {
    Cli cli = Cli.run("rules");
    assertEquals(ExitCode.HOLDS, cli.exitCode());
    assertTrue(
        cli.out().contains("TLC: D5_NoCallbackAfterCause (safety and 18 more, holds)"), cli::out);
    assertEquals(Rule.values().length, json(Cli.run("rules", "--json")).path("rules").size());
  }

  /** What no type-correct state can break is marked wherever a property is named. */
  @Test
  void whatIsTrueByConstructionIsMarked() throws IOException {
    String rules = Cli.run("rules").out();
    assertTrue(rules.contains("model: B4_DeliveredOnce (true by construction)\n"), rules);
    assertTrue(rules.contains("model: B4_NoEventUnasked\n"), rules);
    assertTrue(rules.contains("\ntrue by construction: no type-correct state can break it"), rules);
    JsonNode b4 = json(Cli.run("rules", "--json")).at("/rules/12");
    assertEquals("B4", b4.path("id").asText());
    assertEquals(
        "[\"B4_DeliveredAtAnyTime\",\"B4_DeliveredOnce\",\"B4_EventCancels\"]",
        b4.path("trueByConstruction").toString());
    String explained = Cli.run("explain", "B4").out().replaceAll("\\s+", " ");
    assertTrue(
        explained.contains(
            "the model: B4_NoEventUnasked; true by construction B4_DeliveredAtAnyTime,"),
        explained);
    JsonNode claim =
        json(Cli.run("prove", "--config", "implements-many-xp-blocking-callback", "--json"))
            .at("/claims/0");
    assertEquals("[\"B4_DeliveredOnce\"]", claim.path("trueByConstruction").toString());
  }

  @Test
  void explainPrintsARuleInUpperOrLowerCase() throws IOException {
    Cli cli = Cli.run("explain", "a4");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    assertEquals(cli.out(), Cli.run("explain", "A4").out());
    for (String said :
        List.of(
            "rule       A4 (is): Back in idle",
            "\nwhy        ",
            "\nsource     Canceling a Data Transfer, first paragraph\n",
            "\nchecked by the transition table\n",
            "the model: A4_IdleIsReady, A4_NothingHasHappened\n",
            "\nbroken by  stale-flag: ",
            "\nrulebook   spec/RULES.md#a4\n")) {
      assertTrue(cli.out().contains(said), cli::out);
    }
    assertTrue(Cli.run("explain", "B1").out().contains("broken by  no driver: it permits"));
    JsonNode d3 = json(Cli.run("rules", "--json")).at("/rules/16");
    assertEquals("D3", d3.path("id").asText());
    assertEquals("[\"A8\"]", d3.path("follows").toString());
  }

  @Test
  void driversListsWhatEachBreaks() {
    assertTrue(Cli.run("drivers").out().contains("lock-across-callback     D8"));
  }

  @Tag("long")
  @Test
  void theMatrixListsWhichRuleFindsWhich() throws IOException {
    JsonNode root = json(Cli.run("drivers", "--matrix", "--hang-after", "2", "--json"));
    assertEquals(KillMatrix.rows().size(), root.path("rules").size());
    assertEquals("any-event-cancels", rule(root, "D20").path("names").path(0).asText());
    assertEquals("stream-tells-of-cancel", rule(root, "V12").path("names").path(0).asText());
    assertTrue(rule(root, "B2").path("outOfReach").asText().startsWith("it permits"));
    for (JsonNode driver : root.path("drivers")) {
      List<String> breaks = new ArrayList<>();
      driver.path("breaks").forEach(rule -> breaks.add(rule.asText()));
      String name = driver.path("name").asText();
      if (breaks.isEmpty()) {
        assertEquals(0, driver.path("foundBy").size());
      } else {
        assertTrue(driver.path("foundBy").size() > 0, name);
        driver.path("foundBy").forEach(rule -> assertTrue(breaks.contains(rule.asText()), name));
      }
    }
  }

  @Test
  void helpIsOnStandardOutput() {
    Cli cli = Cli.run("verify", "--help");
    assertEquals(ExitCode.HOLDS, cli.exitCode());
    assertTrue(cli.out().startsWith("Usage: return-to-idle verify"), cli::out);
    assertEquals("", cli.err());
  }

  private static JsonNode rule(JsonNode matrix, String id) {
    return StreamSupport.stream(matrix.path("rules").spliterator(), false)
        .filter(rule -> rule.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode json(Cli cli) throws IOException {
    return new ObjectMapper().readTree(cli.out());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
