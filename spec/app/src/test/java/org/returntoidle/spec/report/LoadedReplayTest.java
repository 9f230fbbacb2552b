package org.returntoidle.spec.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Replayed;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.KillMatrix;

/**
 * A counterexample that is loaded into the page is one there, too: the page's script permits no
 * more of it than the model does in Java. Skipped where there is no Node.js.
 */
class LoadedReplayTest {
  private static final Path REPLAYS = Path.of("src", "test", "resources", "replays");
  private static final Duration HANGS = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the model permits although a rule forbids it, and why the model cannot see it. */
  private static final ImmutableMap<String, String> UNSEEN =
      ImmutableMap.of(
          "stale-data D12", "its bands have no numbers: one is like another",
          "cuts-bytes D24", "its bands have no bytes",
          "stream-short-write-ignored D7", "its writes have no bytes",
          "stream-one-page D7", "it does not count the pages that are wanted: a job may end",
          "stream-per-page V14", "each of its pages has a stream; one for all is not in it");

  @TempDir private Path folder = Path.of("unset");

  /** A counterexample: its driver, the rule, and what happened. */
  private record Found(String driver, String rule, Execution run) {
    String name() {
      return driver + " " + rule;
    }

    List<String> lines() {
      return run.trace().stream().map(event -> event.toString()).toList();
    }

    ObjectNode json() {
      ObjectNode root = JSON.createObjectNode();
      root.put("driver", driver).put("platform", run.platform().label()).put("rule", rule);
      lines().forEach(root.withArray("/trace")::add);
      root.withArray("/trace");
      return root;
    }
  }

  @BeforeAll
  static void isThereNode() throws InterruptedException {
    ScriptTest.isThereNode();
  }

  /** Each that must never come back. */
  @Test
  void noneThatWasRecordedIsPermitted() throws Exception {
    List<Found> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(REPLAYS)) {
      for (Path file : files.sorted().toList()) {
        Recorded recorded = Recorded.read(file);
        String name = recorded.replay().driver();
        BuiltInDriver driver = BuiltInDriver.withLabel(name).orElseThrow();
        Subject subject = new Subject(name, driver.factory(), Reading.PERMISSIVE);
        Replayed again = Replayed.run(recorded, subject, HANGS);
        all.add(new Found(name, recorded.replay().rule().name(), again.outcome().run()));
      }
    }
    assertTrue(all.size() > 80, () -> all.size() + " files");
    assertJudged(all);
  }

  /** One of every faulty driver. */
  @Tag("often")
  @Test
  void noneOfABuiltInDriverIsPermitted() throws Exception {
    List<Found> all =
        KillMatrix.columns(HANGS, Progress.NONE).stream()
            .flatMap(
                column ->
                    column.first().stream()
                        .map(
                            found ->
                                new Found(
                                    column.driver().label(),
                                    found.finding().rule().name(),
                                    found.run())))
            .toList();
    assertJudged(all);
  }

  /** The code of a result is compared: with what the model returns, or with what was met. */
  @Test
  void aWrongCodeIsNotPermitted() throws Exception {
    String fails =
        "AcquireItemData, StartDevice, SubmitRead, DeviceFails, ReadFault(WIA_ERROR_OFFLINE),"
            + " StopDevice, ReturnFromAcquire";
    assertEquals("", next("reference", fails + "(WIA_ERROR_OFFLINE)"));
    assertEquals(
        "ReturnFromAcquire(WIA_ERROR_PAPER_JAM)",
        next("reference", fails + "(WIA_ERROR_PAPER_JAM)"));
  }

  /** What a driver that is asynchronous must do, another must not. */
  @Test
  void theKindOfDriverIsAsked() throws Exception {
    String canceled =
        "AcquireItemData, StartDevice, CancelPendingIO, NotifyCancelIO, StopDevice,"
            + " ReturnFromAcquire(S_FALSE)";
    assertEquals("", next("reference", canceled));
    assertEquals("StopDevice", next("hears-and-fails", canceled));
    assertEquals("", next("com.example.Unknown", canceled), "it may be either");
  }

  /** What is thrown is no step, and what is wrong by itself is none that the model has. */
  @Test
  void whatIsThrownIsPassedOver() throws Exception {
    String wrong = "a read was submitted twice";
    String trace = "AcquireItemData, StartDevice, SubmitRead, the read throws Error, ";
    assertEquals(wrong, next("reference", trace + wrong));
  }

  private String next(String driver, String trace) throws Exception {
    ObjectNode root = JSON.createObjectNode();
    root.put("driver", driver).put("platform", "XP");
    Splitter.on(", ").split(trace).forEach(root.withArray("/trace")::add);
    return run(JSON.createArrayNode().add(root)).get(0);
  }

  private void assertJudged(List<Found> all) throws Exception {
    ArrayNode replays = JSON.createArrayNode();
    all.forEach(one -> replays.add(one.json()));
    List<String> said = run(replays);
    Map<String, String> different = new TreeMap<>();
    Map<String, String> unseen = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      Found one = all.get(i);
      String java = DriverStory.permitted(one.run()).next();
      if (!java.equals(said.get(i))) {
        different.put(one.name(), said.get(i) + ", in Java " + java);
      }
      if (said.get(i).isEmpty()) {
        unseen.put(one.name(), one.lines().toString());
      }
    }
    assertEquals(Map.of(), different);
    Set<String> known = all.stream().map(Found::name).collect(Collectors.toSet());
    assertEquals(Sets.intersection(UNSEEN.keySet(), known), unseen.keySet(), unseen::toString);
  }

  /** Of each the step that the page does not permit; empty if it permits all. */
  private List<String> run(ArrayNode replays) throws IOException, InterruptedException {
    Path program = folder.resolve("program.js");
    Files.writeString(
        program,
        Page.resource("protocol.js")
            + """
            const [data, replays] = process.argv.slice(2)
              .map((file) => JSON.parse(require('fs').readFileSync(file, 'utf8')));
            replays.forEach((replay) => {
              const most = permitted(data, replay);
              console.log(JSON.stringify(replay.trace[most.count] || ""));
            });
            """);
    Path data = folder.resolve("data.json");
    Files.writeString(data, ExploreData.of(Profiles.all()).toString());
    Path file = Files.writeString(folder.resolve("replays.json"), replays.toString());
    Process node =
        new ProcessBuilder("node", program.toString(), data.toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(node.waitFor(10, TimeUnit.MINUTES));
    assertEquals(0, node.exitValue(), said);
    List<String> next = new ArrayList<>();
    for (String line : said.lines().toList()) {
      next.add(JSON.readTree(line).asText());
    }
    return next;
  }
}
