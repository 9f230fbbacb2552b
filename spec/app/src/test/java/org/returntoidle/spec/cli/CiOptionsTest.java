package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.examples.UnrulyDrivers;
import org.returntoidle.spec.examples.racy.LostUpdate;

/** SARIF and annotations, from the command line; the schema is the one that OASIS publishes. */
class CiOptionsTest {
  @TempDir private Path folder = Path.of("unset");

  private Cli verify(String driver, String... more) {
    List<String> args = new ArrayList<>(List.of("verify", "--only=driver", "--driver", driver));
    args.addAll(
        Stream.of(more).anyMatch(word -> word.startsWith("--inside"))
            ? List.of("--bands=1", "--transfers=1", "--cancels=0", "--faults=0")
            : List.of("--bands=1", "--transfers=2", "--cancels=1", "--faults=0"));
    args.addAll(List.of("--runs=0", "--repeat=0", "--learn=0"));
    args.addAll(List.of("--report=" + folder.resolve("report"), "--sarif=" + file()));
    Stream.of(more).forEach(args::add);
    return Cli.run(args.toArray(String[]::new));
  }

  private Path file() {
    return folder.resolve("deep").resolve("verdict.sarif");
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream schema =
        CiOptionsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
    }
  }

  /** What was written, which is SARIF. */
  private JsonNode sarif() throws IOException {
    JsonNode root = new ObjectMapper().readTree(file().toFile());
    assertEquals(Set.of(), schema().validate(root), root::toPrettyString);
    return root.at("/runs/0");
  }

  @Test
  void aViolationIsAResult() throws IOException {
    Cli cli = verify("stale-flag", "--annotations=github");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    JsonNode run = sarif();
    assertTrue(run.at("/invocations/0/executionSuccessful").asBoolean());
    JsonNode result = run.at("/results/0");
    assertEquals("A4", result.path("ruleId").asText());
    assertEquals("error", result.path("level").asText());
    assertEquals(
        "A4",
        run.at("/tool/driver/rules").path(result.path("ruleIndex").asInt()).path("id").asText());
    assertEquals(
        Rule.A4.sentence(),
        run.at("/tool/driver/rules")
            .path(result.path("ruleIndex").asInt())
            .at("/shortDescription/text")
            .asText());
    assertTrue(Files.exists(Path.of(result.at("/properties/replay").asText())));
    assertEquals(
        "stale-flag",
        result.at("/locations/0/logicalLocations/0").path("fullyQualifiedName").asText());
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertEquals("ReferenceMiniDriver.java", place.at("/artifactLocation/uri").asText());
    assertTrue(place.at("/region/startLine").asInt() > 1, place::toString);
    assertEquals(1, run.path("results").size());
    String line = cli.out().lines().filter(one -> one.startsWith("::")).findFirst().orElseThrow();
    assertTrue(line.startsWith("::error file=ReferenceMiniDriver.java,line="), line);
    assertTrue(line.contains(",title=A4%3A stale-flag::" + Rule.A4.sentence()), line);
    assertTrue(line.contains("%0Aschedule: ") && line.contains("%0Areplay: "), line);
  }

  /** A rule that was not tested is no result, and a driver that is right has none. */
  @Test
  void whatHoldsIsNoResult() throws IOException {
    Cli cli = verify("reference", "--annotations=GitHub");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    JsonNode run = sarif();
    assertEquals(0, run.path("results").size());
    assertTrue(run.at("/tool/driver/rules").size() > 20);
    assertFalse(cli.out().contains("::"), cli::out);
    JsonNode damaged = new ObjectMapper().readTree(file().toFile());
    ((ObjectNode) damaged.at("/runs/0")).remove("tool");
    assertFalse(schema().validate(damaged).isEmpty());
  }

  /** The class is in this project, which is where the test runs. */
  @Tag("often")
  @Test
  void theFileIsThatOfTheClass() throws IOException {
    Cli cli = verify(Cli.name(UnrulyDrivers.ThrowsInternalError.class), "--annotations=github");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    String file = "src/test/java/org/returntoidle/spec/examples/UnrulyDrivers.java";
    JsonNode place = sarif().at("/results/0/locations/0/physicalLocation");
    assertEquals(file, place.at("/artifactLocation/uri").asText());
    assertTrue(place.path("region").isMissingNode(), "no line is made up");
    assertTrue(cli.out().contains("::error file=" + file + ",title="), cli::out);
  }

  @Tag("often")
  @Test
  void whatIsAcceptedIsSuppressed() throws IOException {
    assertEquals(ExitCode.VIOLATED, verify("stale-flag").exitCode());
    Path known = Files.writeString(folder.resolve("known"), "A4 report/stale-flag-A4-xp.json\n");
    Cli cli = verify("stale-flag", "--accept=" + known, "--annotations=github");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    assertEquals("external", sarif().at("/results/0/suppressions/0/kind").asText());
    assertTrue(cli.out().contains("::notice title=A4"), cli::out);
    Cli gone = verify("reference", "--accept=" + known, "--annotations=github");
    assertEquals(ExitCode.VIOLATED, gone.exitCode(), gone::err);
    assertEquals("error", sarif().at("/invocations/0/toolExecutionNotifications/0/level").asText());
    assertTrue(gone.out().contains("::error title=return-to-idle::accepted, but no"), gone::out);
  }

  @Tag("ci")
  @Test
  void aRaceHasTheLine() throws IOException {
    Cli cli = verify(LostUpdate.class.getName(), "--inside=60", "--annotations=github");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    JsonNode place = sarif().at("/results/0/locations/0/physicalLocation");
    String file = "src/test/java/org/returntoidle/spec/examples/racy/Racy.java"; // Its base class.
    int line = place.at("/region/startLine").asInt();
    assertEquals(file, place.at("/artifactLocation/uri").asText());
    assertTrue(line > 1 && line <= Files.readAllLines(Path.of(file)).size(), "line " + line);
    assertTrue(cli.out().contains("::error file=" + file + ",line=" + line + ","), cli::out);
  }
}
