package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every command with every option that says what comes out. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class OutputOptionsTest {
  private static final Path REPLAY =
      Path.of("src", "test", "resources", "replays", "stale-flag-A4-me.json");

  /** Options that say what comes out, and in which form. A new one needs a run of its command. */
  private static final Set<String> OUTPUT =
      Set.of(
          "--json",
          "--json-schema",
          "--junit",
          "--sarif",
          "--annotations",
          "--trace",
          "--report",
          "--machine",
          "--requirement",
          "--markdown",
          "--schema",
          "--matrix",
          "--write-cfg",
          "--graph",
          "--itf",
          "--checkpoint",
          "--save");

  /** All others. */
  private static final Set<String> INPUT =
      Set.of(
          "--help",
          "--version",
          "--driver",
          "--exec",
          "--throws",
          "--require-complete",
          "--classpath",
          "--hang-after",
          "--platform",
          "--me",
          "--only",
          "--bands",
          "--transfers",
          "--cancels",
          "--faults",
          "--inside",
          "--color",
          "--quiet",
          "--verbose",
          "--not-ready",
          "--cover",
          "--repeat",
          "--runs",
          "--seed",
          "--pages",
          "--within",
          "--replays",
          "--accept",
          "--config",
          "--all",
          "--all-proofs",
          "--modules",
          "--of",
          "--workers",
          "--shard",
          "--merged",
          "--learn",
          "--extra",
          "--against");

  /** A short run of each command; {@code FOLDER} is an empty one. */
  private static final Map<String, List<String>> RUNS =
      Map.of(
          "verify",
          List.of("--only=driver", "--driver=stale-flag", "--bands=1", "--cancels=1", "--faults=0"),
          "merge",
          List.of("FOLDER/part"),
          "explore",
          List.of("--bands", "1", "--transfers", "1"),
          "prove",
          List.of("--config", "hazard-H2"),
          "replay",
          List.of(REPLAY.toString()),
          "rules",
          List.of(),
          "explain",
          List.of("L3"),
          "learn",
          List.of(),
          "drivers",
          List.of("--hang-after", "2"),
          "check-trace",
          List.of("FOLDER/good.jsonl"));

  @TempDir private Path folder = Path.of("unset");

  private static CommandLine commands() {
    return new CommandLine(new Main());
  }

  private static List<String> names(CommandLine command) {
    return command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
  }

  /** But the matrix, for which every driver is searched for: see {@link HostileTextTest}. */
  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    commands()
        .getSubcommands()
        .forEach(
            (name, command) ->
                names(command).stream()
                    .filter(option -> OUTPUT.contains(option) && !option.equals("--matrix"))
                    .forEach(option -> runs.add(Arguments.of(name, option))));
    return runs.stream();
  }

  @Test
  void everyOptionIsKnownHere() {
    Set<String> unknown = new TreeSet<>();
    commands()
        .getSubcommands()
        .forEach(
            (name, command) ->
                names(command).stream()
                    .filter(option -> !OUTPUT.contains(option) && !INPUT.contains(option))
                    .forEach(option -> unknown.add(name + " " + option)));
    assertEquals(Set.of(), unknown, "does it say what comes out?");
    // The report is that of verify, whose options write it.
    Set<String> commands = new TreeSet<>(commands().getSubcommands().keySet());
    commands.remove("report");
    assertEquals(commands, new TreeSet<>(RUNS.keySet()));
    assertTrue(runs().count() > 10);
  }

  @Tag("often")
  @ParameterizedTest
  @MethodSource("runs")
  void comesOut(String command, String option) throws Exception {
    Files.writeString(
        folder.resolve("good.jsonl"),
        "{\"format\":1,\"platform\":\"XP\",\"driver\":\"Blocking\"}\n");
    if (command.equals("merge")) {
      List<String> words = new ArrayList<>(List.of("verify", "--checkpoint"));
      words.add(folder.resolve("part").toString());
      words.addAll(RUNS.getOrDefault("verify", List.of()));
      assertEquals(ExitCode.VIOLATED, Cli.run(words.toArray(String[]::new)).exitCode());
    }
    boolean takesAFolder =
        Set.of("--report", "--write-cfg").contains(option)
            || (!command.equals("replay") && option.equals("--itf"));
    boolean takesAFile =
        takesAFolder
            || Set.of("--junit", "--sarif", "--trace", "--checkpoint", "--save", "--graph", "--itf")
                .contains(option);
    Path file = folder.resolve(option.equals("--graph") ? "written.dot" : "written");
    List<String> args = new ArrayList<>(List.of(command));
    for (String word : RUNS.getOrDefault(command, List.of())) {
      args.add(word.replace("FOLDER", folder.toString()));
    }
    if (command.equals("verify") && !option.equals("--report")) {
      args.addAll(List.of("--report", folder.resolve("report").toString()));
    }
    args.add(option);
    if (takesAFile) {
      args.add(file.toString());
    } else if (option.equals("--annotations")) {
      args.add("github");
    }
    Cli cli = Cli.run(args.toArray(String[]::new));
    assertEquals("", cli.err());
    boolean fails =
        Set.of("verify", "merge", "replay").contains(command) && !option.equals("--json-schema");
    assertEquals(fails ? ExitCode.VIOLATED : ExitCode.HOLDS, cli.exitCode(), cli::out);
    assertFalse(cli.out().isEmpty());
    if (option.equals("--json")) {
      assertEquals(1, new ObjectMapper().readTree(cli.out()).path("format").asInt(), cli::out);
    }
    assertEquals(takesAFile, Files.exists(file));
    if (takesAFile && !takesAFolder) {
      assertFalse(Files.readString(file).isEmpty());
    }
  }

  @Test
  void aReplayAsJsonHasTheStepsOfTheVerdict() throws IOException {
    Cli cli = Cli.run("replay", REPLAY.toString(), "--json");
    var root = new ObjectMapper().readTree(cli.out());
    assertEquals("violated", root.path("verdict").asText());
    assertEquals("AcquireItemData", root.at("/steps/0").asText());
  }
}
