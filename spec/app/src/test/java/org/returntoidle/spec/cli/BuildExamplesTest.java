package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The examples for builds: their commands are ours, and what is kept is what is written. */
class BuildExamplesTest {
  private static final Path EXAMPLES = Path.of("src", "main", "dist", "examples");
  private static final Pattern COMMAND =
      Pattern.compile(
          "java -jar (?:\\.\\./\\.\\./lib/)?return-to-idle\\.jar ((?:[^\\\\\\n]|\\\\\\n)+)");

  private static String text(String file) throws IOException {
    return Files.readString(EXAMPLES.resolve(file)).replace("\r\n", "\n");
  }

  /** The one command in it, which the command line understands. */
  private static ParseResult command(String text) {
    List<String> found = COMMAND.matcher(text).results().map(command -> command.group(1)).toList();
    assertEquals(1, found.size(), found::toString);
    List<String> words =
        Splitter.on(Pattern.compile("[\\s\\\\]+")).omitEmptyStrings().splitToList(found.get(0));
    CommandLine line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    return line.parseArgs(words.toArray(String[]::new)).subcommand();
  }

  private static String option(String text, String name) {
    return command(text).matchedOption(name).stringValues().get(0);
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ci/github.yml", "ci/gitlab-ci.yml", "ci/Jenkinsfile", "gradle/build.gradle"})
  void verifiesADriver(String file) throws IOException {
    String text = text(file);
    assertEquals("verify", command(text).commandSpec().name());
    assertEquals("com.example.MyDriver", option(text, "--driver"));
    assertThrows(
        UnmatchedArgumentException.class, () -> command(text.replace("--report", "--reports")));
  }

  @Test
  void gitHubShowsWhatIsWritten() throws IOException {
    String text = text("ci/github.yml");
    JsonNode steps = yaml(text).at("/jobs/verify/steps");
    JsonNode show = step(steps, "github/codeql-action/upload-sarif");
    assertEquals(option(text, "--sarif"), show.at("/with/sarif_file").asText());
    JsonNode keep = step(steps, "actions/upload-artifact");
    assertEquals(option(text, "--report"), keep.at("/with/path").asText());
    for (JsonNode step : List.of(show, keep)) {
      assertEquals("always()", step.path("if").asText(), "also after a violation");
    }
    assertEquals("github", option(text, "--annotations"));
  }

  private static JsonNode step(JsonNode steps, String uses) {
    for (JsonNode step : steps) {
      if (step.path("uses").asText().startsWith(uses + "@")) {
        return step;
      }
    }
    throw new AssertionError(uses + " is not among " + steps);
  }

  @Test
  void gitLabShowsWhatIsWritten() throws IOException {
    String text = text("ci/gitlab-ci.yml");
    JsonNode artifacts = yaml(text).at("/verify-driver/artifacts");
    assertEquals("always", artifacts.path("when").asText());
    assertEquals(option(text, "--junit"), artifacts.at("/reports/junit").asText());
    assertEquals(option(text, "--report"), artifacts.at("/paths/0").asText());
  }

  @Test
  void jenkinsShowsWhatIsWritten() throws IOException {
    String text = text("ci/Jenkinsfile");
    String post = text.substring(text.indexOf("post {"));
    assertTrue(post.contains("junit '" + option(text, "--junit") + "'"), post);
    assertTrue(post.contains("artifacts: '" + option(text, "--report") + "/**'"), post);
  }
}
