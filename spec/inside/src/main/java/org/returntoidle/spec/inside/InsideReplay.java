package org.returntoidle.spec.inside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.SmallFile;
import org.returntoidle.spec.search.WholeFile;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.NotWrittenException;

/**
 * A violation between a driver's statements, as a file. The same meeting is interleaved in the same
 * order each time, so its number is all that has to be known.
 *
 * @param driver a built-in driver's name or a class name
 * @param platform the Windows version
 * @param scene how two threads meet
 * @param interleaving its number, from 1
 */
public record InsideReplay(String driver, Platform platform, Scene scene, int interleaving) {
  private static final int FORMAT = 1;

  /** What no other replay file has. */
  private static final String MEETING = "meeting";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Writes a violation beside the other replay files.
   *
   * @throws NotWrittenException if that is not possible
   */
  public static Path write(Path folder, String driver, Platform platform, Explored explored) {
    Explored.Violation found = explored.violation().orElseThrow();
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("driver", driver);
    root.put("platform", platform.label());
    root.put("rule", found.rule().name());
    root.put("says", found.says());
    root.put(MEETING, explored.scene().toString());
    root.put("interleaving", explored.interleavings());
    found.trace().lines().forEach(root.putArray("trace")::add);
    found.detail().lines().forEach(root.putArray("statements")::add);
    Path file = folder.resolve(ReplayFile.fileName(driver, found.rule(), platform));
    try {
      WholeFile.write(file, root.toPrettyString().replace(System.lineSeparator(), "\n") + "\n");
      return file;
    } catch (IOException e) {
      throw new NotWrittenException(file, e);
    }
  }

  /**
   * Reads such a file; empty if it is another one, or none.
   *
   * @throws BadInputException if it is such a file, and damaged
   */
  public static Optional<InsideReplay> read(Path file) {
    JsonNode root;
    try {
      root = JSON.readTree(SmallFile.read(file));
    } catch (SmallFile.NotReadableException | JsonProcessingException e) {
      return Optional.empty(); // Whoever reads all other files says what is wrong with it.
    }
    if (!root.has(MEETING)) {
      return Optional.empty();
    }
    Optional<Scene> scene = Scene.parse(root.path(MEETING).asText());
    Optional<Platform> platform = Platform.withLabel(root.path("platform").asText());
    int interleaving = root.path("interleaving").asInt();
    if (root.path("format").asInt() != FORMAT
        || !root.path("driver").isTextual()
        || scene.isEmpty()
        || platform.isEmpty()
        || interleaving < 1) {
      throw new BadInputException(
          Shown.name(file)
              + ": a replay file with \"meeting\" needs \"format\" 1, \"driver\", \"platform\","
              + " and an \"interleaving\" from 1");
    }
    return Optional.of(
        new InsideReplay(root.path("driver").asText(), platform.get(), scene.get(), interleaving));
  }

  /** What came out when it was run again, in lines for people. */
  public static String text(String driver, InsidePart again) {
    String name = Shown.name(driver);
    return again
        .violated()
        .map(
            explored ->
                Shown.wrapped(
                    InsideText.violation(explored).strip()
                        + "\n\nevery statement, as Lincheck tells it\n"
                        + explored.violation().orElseThrow().detail()
                        + "\n\n"
                        + name
                        + " still fails"))
        .orElseGet(() -> name + " keeps the rules in this interleaving");
  }
}
