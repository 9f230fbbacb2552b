package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.spec.trace.DamagedTraceException;
import org.returntoidle.spec.trace.TraceFile;
import org.returntoidle.spec.verify.Itf;
import org.returntoidle.tla.Proof;

/** Counterexamples in the format that viewers of behaviours read. */
class ItfTest {
  private static final Path REPLAYS = Path.of("src", "test", "resources", "replays");

  private final JsonSchema schema;

  @TempDir private Path folder = Path.of("unset");

  ItfTest() throws IOException {
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                Resources.toString(
                    Resources.getResource("itf.schema.json"), StandardCharsets.UTF_8));
  }

  /** By the schema, and as no schema can say: each state has each variable and nothing else. */
  private void assertItf(JsonNode root) {
    assertEquals(Set.of(), schema.validate(root), root::toPrettyString);
    Set<String> vars = new java.util.TreeSet<>(Set.of("#meta"));
    root.path("vars").forEach(name -> vars.add(name.asText()));
    int index = 0;
    for (JsonNode state : root.path("states")) {
      assertEquals(vars, new java.util.TreeSet<>(ImmutableSet.copyOf(state.fieldNames())));
      assertEquals(index++, state.at("/#meta/index").asInt());
    }
    assertTrue(root.path("loop").asInt() < index, "it loops to a state");
  }

  private JsonNode proved(String claim, String... more) throws IOException {
    var words = new java.util.ArrayList<>(List.of("prove", "--config", claim, "--itf"));
    words.add(folder.toString());
    words.addAll(List.of(more));
    assertEquals(ExitCode.HOLDS, Cli.run(words.toArray(String[]::new)).exitCode());
    return new ObjectMapper().readTree(folder.resolve(claim + ".itf.json").toFile());
  }

  @Tag("ci")
  @Test
  void aCounterexampleOfTlcHasItsStates() throws IOException {
    JsonNode root = proved("hazard-H2");
    assertItf(root);
    assertEquals(5, root.path("states").size());
    assertEquals("Initially", root.at("/states/0/action").asText());
    assertEquals("Idle", root.at("/states/0/state").asText());
    assertEquals("CancelPendingIO", root.at("/states/1/action").asText());
    assertEquals(1, root.at("/states/1/inTransit").asInt());
    assertTrue(root.at("/states/1/asked").isBoolean());
    assertEquals("ReturnFromAcquire", root.at("/states/4/action").asText());
    assertTrue(root.path("loop").isMissingNode());
    assertItf(proved("hazard-H2", "--platform", "vista"));
  }

  /** Of a behaviour without an end it is said where it goes on. */
  @Tag("ci")
  @Test
  void anInfiniteOneHasItsLoop() throws IOException {
    JsonNode root = proved("absurd");
    assertItf(root);
    assertEquals(1, root.path("loop").asInt(-1));
  }

  /** What holds has none. */
  @Tag("ci")
  @Test
  void aClaimThatHoldsHasNoFile() throws IOException {
    Cli cli = Cli.run("prove", "--config", "safety", "--itf", folder.toString());
    assertEquals(ExitCode.HOLDS, cli.exitCode());
    assertFalse(Files.exists(folder.resolve("safety.itf.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stale-flag-A4-me.json", "stream-ask-D7-vista.json"})
  void aReplayHasItsEvents(String name) throws IOException {
    Path file = folder.resolve("run.itf.json");
    String replay = REPLAYS.resolve(name).toString();
    Cli cli = Cli.run("replay", replay, "--json", "--itf", file.toString());
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertItf(root);
    JsonNode steps = new ObjectMapper().readTree(cli.out()).path("steps");
    assertFalse(steps.isEmpty());
    assertEquals(steps.size() + 1, root.path("states").size());
    for (int i = 0; i < steps.size(); i++) {
      assertEquals(steps.get(i), root.path("states").get(i + 1).path("says"));
    }
  }

  /** The same as the replay writes of the run that was recorded. */
  @Test
  void aRecordedTraceHasItsEvents() throws IOException {
    Path trace = folder.resolve("run.jsonl");
    Path run = folder.resolve("run.itf.json");
    String replay = REPLAYS.resolve("stale-flag-A4-me.json").toString();
    Cli.run("replay", replay, "--trace", trace.toString(), "--itf", run.toString());
    Cli cli = Cli.run("check-trace", trace.toString(), "--itf", folder.toString());
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    JsonNode root = new ObjectMapper().readTree(folder.resolve("run.jsonl.itf.json").toFile());
    assertItf(root);
    assertEquals(
        new ObjectMapper().readTree(run.toFile()).path("states").findValues("action"),
        root.path("states").findValues("action"));
    DamagedTraceException tooLong =
        assertThrows(DamagedTraceException.class, () -> TraceFile.events(trace, 3));
    assertTrue(tooLong.toString().contains("more than 3 events"), tooLong::toString);
    Cli twice = Cli.run("check-trace", "-", "--itf", folder.toString());
    assertEquals(ExitCode.BAD_INPUT, twice.exitCode());
    assertTrue(twice.err().contains("standard input cannot be read twice"), twice::err);
  }

  /** What has no form in the format is written as TLC writes it; what is wrong is found. */
  @Test
  void everyValueHasAForm() {
    ObjectNode root = Itf.of(line("a = <<1, 2>>, b = -7, c = \"x\", d = FALSE"));
    assertItf(root);
    assertEquals("<<1, 2>>", root.at("/states/0/a/#unserializable").asText());
    assertEquals(-7, root.at("/states/0/b").asInt());
    assertEquals("x", root.at("/states/0/c").asText());
    assertFalse(root.at("/states/0/d").asBoolean(true));
    ((ObjectNode) root.at("/states/0")).put("b", 0.5);
    assertFalse(schema.validate(root).isEmpty());
  }

  private static Proof.Line line(String state) {
    return new Proof.Line(
        "x",
        "x",
        "violated",
        List.of(),
        List.of(),
        Optional.empty(),
        1,
        0,
        0,
        List.of(),
        Optional.empty(),
        List.of(state),
        OptionalInt.empty(),
        0);
  }
}
