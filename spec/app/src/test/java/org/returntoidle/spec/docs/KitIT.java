package org.returntoidle.spec.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.kit.StreamContract;

/**
 * A project that is not ours: it has our artifacts from the distribution, and nothing else of us.
 * Maven builds it with a local repository of its own, so that what lies in the user's cannot help.
 */
class KitIT {
  /**
   * It claims nothing (B4, D21, D26, V5, V28, V29) and tells of nothing (V31 to V34); what is late
   * is harmless (D3, D9); and any other success ends its transfer (V3b).
   */
  private static final int NOT_TESTED = 13;

  private static final String START = "schedule   transfer 1, stream 1: CallbackSkips";

  @TempDir private Path folder = Path.of("unset");
  private Path project = folder;

  /** From the distribution, into a folder with a name that a shell would read otherwise. */
  @BeforeEach
  void unpack() throws IOException {
    project = Distribution.unpacked(folder.resolve("it's here")).resolve("examples/java");
    Files.writeString(folder.resolve("settings.xml"), settings());
  }

  private String settings() {
    String local = System.getProperty("user.local.repository", "");
    return """
        <settings>
          <localRepository>%s</localRepository>
          <profiles><profile><id>here</id>
            <repositories>%s</repositories>
            <pluginRepositories>%s</pluginRepositories>
          </profile></profiles>
          <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
        </settings>
        """
        .formatted(
            folder.resolve("local"),
            repository("repository", "user", Path.of(local)),
            repository("pluginRepository", "user", Path.of(local)));
  }

  private static String repository(String tag, String id, Path place) {
    String rules = "<enabled>true</enabled><checksumPolicy>ignore</checksumPolicy>";
    return "<%1$s><id>%2$s</id><url>%3$s</url><releases>%4$s</releases><snapshots>%4$s</snapshots></%1$s>"
        .formatted(tag, id, place.toUri(), rules);
  }

  @Tag("ci")
  @Test
  void aDriverThatKeepsTheContractPassesAndAFaultyOneFails() throws Exception {
    String said = mvn(0);
    assertTrue(said.contains(tally(checks() - NOT_TESTED, 0, 0)), said);
    assertFalse(said.contains("[WARNING] Tests"), said);
    assertTrue(said.contains("MyDriverTest does not test D3, "), said);
    assertFalse(said.contains("tries ="), "no statistics of jqwik's: " + said);
    assertTrue(Files.notExists(project.resolve(".jqwik-database")));
    String report =
        Files.readString(
            project.resolve("target/surefire-reports/TEST-com.example.MyDriverTest.xml"));
    assertTrue(report.contains("testcase name=\"A4 " + Rule.A4.sentence() + "\""), report);
    Path local = folder.resolve("local");
    assertTrue(Files.exists(local.resolve("net/jqwik")), "what it needs came from a repository");
    for (String other :
        List.of("de/hhu", "info/picocli", "org/freemarker", "me/tongfei", "org/jetbrains")) {
      assertTrue(Files.notExists(local.resolve(other)), other);
    }

    Path driver = project.resolve("src/main/java/com/example/MyDriver.java");
    Files.writeString(driver, PackagedJarIT.wrong(Files.readString(driver)));
    String failed = mvn(1);
    assertTrue(Files.notExists(project.resolve(".jqwik-database")), "nor after a failure");
    assertTrue(failed.contains(tally(checks(), 1, checks() - 1)), failed);
    List<String> lines =
        between("[INFO] Running com.example.MyDriverTest\n", "[INFO] Results:", failed);
    assertTrue(lines.size() <= 30, lines::toString);
    assertEquals(1, between("[ERROR] Failures: \n", "[INFO] \n", failed).size(), failed);
    assertTrue(
        failed.contains("MyDriverTest.v3a_skipIsNoEnd V3a violated on Windows Vista"), failed);
    assertTrue(lines.contains(START), failed);
    Path found = project.resolve("target/return-to-idle/com.example.MyDriver-V3a-vista.json");
    assertTrue(lines.contains("replay     " + found), failed);
    String replay = lines.stream().filter(line -> line.contains(" replay ")).findFirst().orElse("");
    String replayed = Outside.run(1, folder, shell(replay.strip()));
    assertTrue(replayed.contains(lines.get(lines.indexOf(START) - 1) + "\n" + START), replayed);
    assertTrue(replayed.contains("com.example.MyDriver still fails"), replayed);

    Path recorded = project.resolve("src/test/resources/return-to-idle/start.json");
    Files.createDirectories(recorded.resolveSibling("."));
    Files.move(found, recorded);
    String again = mvn(1);
    assertTrue(again.contains("V3a violated on Windows Vista"), again);
    assertTrue(again.contains("after 1 recorded"), again);
  }

  @Tag("ci")
  @Test
  void theInterleavingsComeWithAnArtifactOfTheirOwn() throws Exception {
    Path pom = project.resolve("pom.xml");
    String dependency = Readme.blocks(Readme.KIT, "xml").get(1);
    Files.writeString(
        pom, Files.readString(pom).replace("  </dependencies>", dependency + "  </dependencies>"));
    Files.writeString(
        project.resolve("src/test/java/com/example/MyDriverTest.java"),
        Readme.blocks(Readme.KIT, "java").get(1));
    String said = mvn(0);
    assertTrue(said.contains(tally(checks() + 1 - NOT_TESTED, 0, 0)), said);
    assertTrue(Files.exists(folder.resolve("local/org/jetbrains/lincheck")), "it was used");
  }

  private static String tally(int run, int failures, int skipped) {
    return "Tests run: %d, Failures: %d, Errors: 0, Skipped: %d".formatted(run, failures, skipped);
  }

  private static int checks() {
    return (int)
        Stream.of(StreamContract.class.getMethods())
            .filter(method -> AnnotationSupport.isAnnotated(method, Example.class))
            .count();
  }

  private static List<String> between(String from, String to, String text) {
    int begin = text.indexOf(from) + from.length();
    return text.substring(begin, text.indexOf(to, begin)).lines().toList();
  }

  private static List<String> shell(String line) {
    return Outside.windows() ? List.of("cmd", "/c", line) : List.of("sh", "-c", line);
  }

  private String mvn(int expected) throws Exception {
    return Outside.mvn(
        expected, project, "-s", folder.resolve("settings.xml").toString(), "verify");
  }
}
