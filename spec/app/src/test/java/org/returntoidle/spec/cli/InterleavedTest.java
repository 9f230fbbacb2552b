package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.returntoidle.spec.docs.Readme;
import org.returntoidle.spec.examples.racy.LostUpdate;
import org.returntoidle.spec.examples.racy.NothingRacy;
import org.returntoidle.spec.examples.right.HandsToPool;

/** A race inside a driver, from the command line to the replay file and back. */
class InterleavedTest {
  private static Cli verify(Class<?> driver, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("verify", "--driver", driver.getName(), "--bands=1", "--cancels=0"));
    args.addAll(List.of("--faults=0", "--transfers=1", "--runs=0", "--repeat=0", "--learn=0"));
    Stream.of(more).forEach(args::add);
    return Cli.run(args.toArray(String[]::new));
  }

  @Tag("ci")
  @Test
  void aRaceIsAViolationEverywhere(@TempDir Path folder) throws IOException {
    Path xml = folder.resolve("junit.xml");
    Cli cli =
        verify(LostUpdate.class, "--inside=60", "--json", "--report=" + folder, "--junit=" + xml);
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli.err());
    JsonNode root = new ObjectMapper().readTree(cli.out());
    assertEquals("violated", root.path("verdict").asText());
    assertTrue(!root.path("complete").asBoolean(true), "a violation has ended it");
    JsonNode inside = root.path("inside");
    assertEquals("interleaved", inside.path("strength").asText());
    assertEquals("A4", inside.path("violation").path("rule").asText());
    assertTrue(inside.path("violation").path("statements").size() > 10, inside.toString());
    for (JsonNode rule : root.path("driver").path("rules")) {
      boolean broken = rule.path("id").asText().equals("A4");
      assertEquals(broken, rule.path("strength").asText().equals("interleaved"), rule.toString());
      assertEquals(broken, rule.path("verdict").asText().equals("violated"), rule.toString());
    }
    assertTrue(Files.readString(xml).contains("failures=\"1\""), () -> cli.out());
    String text = Files.readString(folder.resolve("verify.txt"));
    assertTrue(text.contains("LostUpdate: A4 VIOLATED, found after "), text);
    String page = Files.readString(folder.resolve("index.html"));
    assertTrue(page.contains("A4 VIOLATED, found after "), "the page says it, too");
    Path file = folder.resolve(LostUpdate.class.getName() + "-A4-xp.json");
    assertTrue(text.contains("replay " + file), text);

    Cli again = Cli.run("replay", file.toString());
    assertEquals(ExitCode.VIOLATED, again.exitCode(), again.err());
    assertTrue(again.out().contains("LostUpdate still fails"), again.out());
    assertTrue(again.out().contains("LostUpdate.java:"), "Lincheck's lines");
    Cli right = Cli.run("replay", file.toString(), "--driver", NothingRacy.class.getName());
    assertEquals(ExitCode.HOLDS, right.exitCode(), right.err());
    assertTrue(right.out().contains("keeps the rules in this interleaving"), right.out());
    Cli json = Cli.run("replay", file.toString(), "--json");
    assertEquals("A4", new ObjectMapper().readTree(json.out()).path("rule").asText());
    refused("--trace: an interleaving has", "replay", file.toString(), "--trace=" + folder + "/t");
    refused("the statements of another process", "replay", file.toString(), "--exec", "true");
    assertEquals(
        ExitCode.HOLDS,
        verify(NothingRacy.class, "--replays=" + folder).exitCode(),
        "it is no schedule, and is left out where schedules are read");
  }

  /**
   * The README's driver with a flag that is read and then set, in a folder of its own: two calls
   * share the device, and neither comes to an end.
   */
  @Tag("ci")
  @Test
  void theDriverMayBeElsewhere(@TempDir Path folder) throws IOException {
    String right = Readme.blocks("README.md", "java").get(0);
    String racy =
        right
            .replace(
                "final AtomicBoolean busy = new AtomicBoolean()", "volatile Busy busy = Busy.NO")
            .replace(
                "if (!busy.compareAndSet(false, true)) return HResult.WIA_ERROR_BUSY;",
                "if (busy == Busy.YES) return HResult.WIA_ERROR_BUSY; busy = Busy.YES;")
            .replace("busy.set(false)", "busy = Busy.NO")
            .replace(
                "  private HResult page",
                "  private enum Busy { NO, YES }\n  private HResult page");
    Cli cli = verifyCompiled(racy, folder.resolve("racy"));
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::toString);
    assertTrue(cli.out().contains("inside     com.example.MyDriver: D4 VIOLATED"), cli::out);
    assertTrue(cli.out().contains("MyDriver.java:"), cli::out);
    Cli good = verifyCompiled(right, folder.resolve("right"));
    assertEquals(ExitCode.HOLDS, good.exitCode(), good::toString);
    assertTrue(good.out().contains(" in 4 meetings, "), good::out);
  }

  private static Cli verifyCompiled(String driver, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path source = Files.writeString(folder.resolve("MyDriver.java"), driver);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-nowarn", "-d", folder.toString(), source.toString());
    assertEquals(0, compiled);
    List<String> args = new ArrayList<>();
    args.addAll(List.of("verify", "--driver=com.example.MyDriver", "--classpath=" + folder));
    args.addAll(List.of("--bands=1", "--cancels=0", "--faults=0", "--transfers=1", "--runs=0"));
    args.addAll(List.of("--repeat=0", "--learn=0", "--inside=60", "--report=" + folder));
    return Cli.run(args.toArray(String[]::new));
  }

  /** It would be found between the statements as well. */
  @Test
  void whatIsAcceptedIsNotFoundAgain(@TempDir Path folder) throws IOException {
    String[] args = {
      "verify",
      "--driver=stale-flag",
      "--bands=1",
      "--cancels=1",
      "--faults=0",
      "--runs=0",
      "--repeat=0",
      "--learn=0",
      "--report=" + folder,
      "--inside=10"
    };
    assertEquals(ExitCode.VIOLATED, Cli.run(args).exitCode());
    Path known = Files.writeString(folder.resolve("known"), "A4 stale-flag-A4-xp.json\n");
    List<String> accepting = new ArrayList<>(List.of(args));
    accepting.add("--accept=" + known);
    Cli cli = Cli.run(accepting.toArray(String[]::new));
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::toString);
    assertTrue(cli.out().contains("not tested: what is accepted"), cli::out);
  }

  /** By chance, and where no interleaving can be run. */
  @Tag("often")
  @Test
  void threadsRaceOnlyWhereNothingElseIsKnown() throws IOException {
    assertEquals(0, raced(NothingRacy.class, "--inside=5"));
    assertEquals(20, raced(NothingRacy.class, "--cancels=0"));
    assertEquals(20, raced(HandsToPool.class, "--inside=5"));
  }

  private static int raced(Class<?> driver, String more) throws IOException {
    Cli cli =
        Cli.run(
            "verify",
            "--driver",
            driver.getName(),
            "--bands=1",
            "--faults=0",
            "--transfers=1",
            "--runs=20",
            "--repeat=0",
            "--learn=0",
            "--json",
            more);
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli.err());
    return new ObjectMapper().readTree(cli.out()).path("driver").path("stressSchedules").asInt(-1);
  }

  @Test
  void withABoundItIsOnlyRunIfAskedFor() throws IOException {
    Cli cli = verify(LostUpdate.class, "--json");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli.err());
    assertTrue(new ObjectMapper().readTree(cli.out()).path("inside").isNull(), cli.out());
  }

  @Test
  void aDamagedFileIsRefused(@TempDir Path folder) throws IOException {
    for (String json :
        List.of(
            "{\"format\": 1, \"meeting\": \"tea\"}",
            "{\"format\": 1, \"driver\": \"x\", \"platform\": \"XP\", \"interleaving\": 0,"
                + " \"meeting\": \"CANCEL_IO from call 0\"}")) {
      Path file = Files.writeString(folder.resolve("damaged.json"), json);
      refused("damaged.json: a replay file with \"meeting\" needs", "replay", file.toString());
    }
  }

  private static void refused(String why, String... args) {
    Cli cli = Cli.run(args);
    assertEquals(ExitCode.BAD_INPUT, cli.exitCode(), cli.err());
    assertTrue(cli.err().contains(why), cli.err());
  }
}
