package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.spec.examples.racy.LostUpdate;
import picocli.CommandLine;

/** Each document of {@code --json} is what {@code --json-schema} says, and nothing else is. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class JsonSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private static final String DRIVER =
      "verify --only=driver --bands=1 --transfers=1 --cancels=1 --faults=1 --report FOLDER/report";
  private static final String SHORT = DRIVER + " --runs=5 --repeat=0 --learn=0";

  /** Fields that a document need not have. */
  private static final Set<String> OPTIONAL =
      Set.of("foundBy", "alsoBroken", "schedules", "says", "platform", "schedule", "rules", "path");

  @TempDir private Path folder = Path.of("unset");

  private static JsonSchema schema(String command) throws IOException {
    URL schema = Objects.requireNonNull(JsonOptions.SCHEMAS.get(command), command);
    return FACTORY.getSchema(read(schema));
  }

  private static JsonNode read(URL schema) throws IOException {
    return JSON.readTree(Resources.toString(schema, StandardCharsets.UTF_8));
  }

  private static Set<String> withoutSchema(CommandLine main) {
    Set<String> without = new TreeSet<>();
    main.getSubcommands()
        .forEach(
            (name, command) -> {
              boolean asks = command.getCommandSpec().findOption("--json-schema") != null;
              boolean knows = JsonOptions.SCHEMAS.containsKey(name);
              boolean prints = command.getCommandSpec().findOption("--json") != null;
              if (prints && !(asks && knows)) {
                without.add(name);
              }
            });
    return without;
  }

  @Test
  void everyCommandWithADocumentHasASchema() {
    assertEquals(Set.of(), withoutSchema(new CommandLine(new Main())));
    CommandLine more = new CommandLine(new Main());
    CommandLine.Model.CommandSpec made = CommandLine.Model.CommandSpec.create();
    made.addOption(CommandLine.Model.OptionSpec.builder("--json").type(boolean.class).build());
    more.addSubcommand("made-up", made);
    assertEquals(Set.of("made-up"), withoutSchema(more));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify",
        "merge",
        "learn",
        "check-trace",
        "explore",
        "prove",
        "replay",
        "rules",
        "drivers"
      })
  void isPrintedAndIsASchema(String command) throws IOException {
    Cli cli = Cli.run(command, "--json-schema");
    assertEquals("", cli.err());
    assertEquals(ExitCode.HOLDS, cli.exitCode());
    JsonNode printed = JSON.readTree(cli.out());
    JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(VersionFlag.V202012.getId()));
    assertEquals(Set.of(), meta.validate(printed));
    assertFalse(meta.validate(((ObjectNode) printed.deepCopy()).put("$defs", 1)).isEmpty());
    assertEquals(ExitCode.HOLDS, Cli.run("--help").exitCode());
  }

  /** A part with the same name is the same in each document. */
  @Test
  void aWordMeansTheSameEverywhere() throws IOException {
    Map<String, JsonNode> known = new HashMap<>();
    int shared = 0;
    for (URL schema : Set.copyOf(JsonOptions.SCHEMAS.values())) {
      for (Map.Entry<String, JsonNode> part : read(schema).path("$defs").properties()) {
        JsonNode before = known.putIfAbsent(part.getKey(), part.getValue());
        if (before != null) {
          assertEquals(before, part.getValue(), part.getKey());
          shared++;
        }
      }
    }
    assertTrue(shared > 10, shared + " are shared");
  }

  @ParameterizedTest
  @CsvSource({
    "0, " + SHORT + " --driver reference",
    "1, " + SHORT + " --driver stale-flag",
    "0, verify --only=model --bands=1 --transfers=1",
    "0, explore --bands 1 --transfers 1 --platform me --me any",
    "0, rules",
    "0, rules --requirement",
    "0, drivers",
    "1, replay src/test/resources/replays/stale-flag-A4-me.json",
    "0, replay src/test/resources/replays/stale-flag-A4-me.json --driver reference",
    "1, check-trace FOLDER/good.jsonl FOLDER/bad.jsonl FOLDER/unfinished.jsonl FOLDER/none"
  })
  void describes(int exitCode, String words) throws IOException {
    Files.writeString(folder.resolve("good.jsonl"), trace());
    Files.writeString(folder.resolve("bad.jsonl"), trace("StartDevice"));
    Files.writeString(folder.resolve("unfinished.jsonl"), trace("AcquireItemData"));
    check(exitCode, words);
  }

  @Tag("often")
  @ParameterizedTest
  @CsvSource({
    "0, " + SHORT + " --driver stream-reference --pages 2",
    "0, " + DRIVER + " --runs=5 --repeat=2 --driver stream-reference --learn=100",
    "0, verify --cover --driver reference --report FOLDER/report",
    "0, " + DRIVER + " --runs=5 --repeat=2 --driver reference",
    "0, verify --driver reference --within 1 --report FOLDER/report",
    "1, " + SHORT + " --driver reference --platform me --accept FOLDER/known",
    "0, prove --config hazard-H2",
    "0, prove --platform vista --config without-stream-interruptible-L1-L2-L4",
    "0, learn --driver reference --against reference",
    "1, learn --driver stale-flag"
  })
  void describesWhatTakesLonger(int exitCode, String words) throws IOException {
    Files.copy(
        Path.of("src/test/resources/replays/stale-flag-A4-me.json"), folder.resolve("flag.json"));
    Files.writeString(folder.resolve("known"), "A4 flag.json\n");
    check(exitCode, words);
  }

  @Tag("often")
  @Test
  void describesWhatIsMerged() throws IOException {
    String part = SHORT + " --driver stale-flag --shard 1/1 --checkpoint FOLDER/part";
    Cli cli = run(part.replace(" --report FOLDER/report", ""));
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    check(ExitCode.VIOLATED, "merge FOLDER/part --report FOLDER/report");
  }

  @Tag("ci")
  @Test
  void describesAVerdictOnEverything() throws IOException {
    check(ExitCode.HOLDS, "verify --only=proof --bands=1 --transfers=1 --cancels=1 --faults=0");
    String inside = SHORT.replace("cancels=1", "cancels=0").replace("faults=1", "faults=0");
    String racy = LostUpdate.class.getName();
    check(ExitCode.VIOLATED, inside + " --inside=60 --driver " + racy);
    check(ExitCode.VIOLATED, "replay FOLDER/report/" + racy + "-A4-xp.json");
  }

  /** Every driver is searched for. */
  @Tag("long")
  @Timeout(value = 600, unit = TimeUnit.SECONDS)
  @Test
  void describesTheMatrix() throws IOException {
    check(ExitCode.HOLDS, "drivers --matrix --hang-after 2");
  }

  private static String trace(String... events) {
    StringBuilder lines = new StringBuilder();
    lines.append("{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}\n");
    ImmutableList.copyOf(events)
        .forEach(event -> lines.append("{\"event\":\"").append(event).append("\"}\n"));
    return lines.toString();
  }

  private Cli run(String words) {
    return Cli.run(words.replace("FOLDER", folder.toString()).split(" ", -1));
  }

  /** Some of them; all take a while. */
  @Test
  void describesTheStreams() throws IOException {
    StringWriter out = new StringWriter();
    new ExploreStreams(new PrintWriter(out), true, ExploreStreams::claims)
        .run(ExploreStreams.configurations().subList(0, 5));
    check(out.toString(), "explore");
  }

  private void check(int exitCode, String words) throws IOException {
    Cli cli = run(words + " --json");
    assertEquals(exitCode, cli.exitCode(), cli::toString);
    check(cli.out(), words.split(" ", 2)[0]);
  }

  private static void check(String text, String command) throws IOException {
    JsonNode document = JSON.readTree(text);
    JsonSchema schema = schema(command);
    assertEquals(Set.of(), schema.validate(document), text);
    int damaged = 0;
    for (ObjectNode part : objects(document)) {
      for (String field : ImmutableList.copyOf(part.fieldNames())) {
        JsonNode value = part.remove(field);
        if (!OPTIONAL.contains(field)) {
          assertFalse(schema.validate(document).isEmpty(), field + " is left out");
          damaged++;
        }
        part.put(field, 1.5);
        assertFalse(schema.validate(document).isEmpty(), field + " is half a number");
        part.set(field, value);
      }
      part.put("colour", "red");
      assertFalse(schema.validate(document).isEmpty(), () -> "a field more, in " + part);
      part.remove("colour");
    }
    assertTrue(damaged >= 2, damaged + " fields were left out");
  }

  /** The document and objects in it, two of each list: the others have the same fields. */
  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> all = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      all.add(object);
      object.forEach(child -> all.addAll(objects(child)));
    } else {
      for (int i = 0; i < Math.min(2, node.size()); i++) {
        all.addAll(objects(node.path(i)));
      }
    }
    return all;
  }
}
