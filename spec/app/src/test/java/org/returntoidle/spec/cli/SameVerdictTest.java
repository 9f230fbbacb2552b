package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.kit.DriverContract;
import org.returntoidle.spec.kit.KitVerdict;

/**
 * A test class and the command line say the same of a driver, if they are asked the same: the rule,
 * and the schedule that shows it.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SameVerdictTest {
  private static final int RUNS = 50;
  private static final int REPEAT = 3;
  private static final long SEED = 7;
  private static final Duration HANG = Duration.ofSeconds(2);

  @TempDir private Path folder = Path.of("unset");

  /** Every built-in driver as a user's test class. */
  private record TestClass(BuiltInDriver built, Platform platform, Path counterexamples)
      implements DriverContract {
    @Override
    public WiaDriver driver(ScannerDevice device) {
      return built.factory().create(device);
    }

    @Override
    public List<Platform> platforms() {
      return List.of(platform);
    }

    @Override
    public Scope scope() {
      return Scope.of(Bounds.of(2, 2, 1, 1)).withPages(platform.streams() ? 2 : 1);
    }

    @Override
    public int runs() {
      return RUNS;
    }

    @Override
    public int repeat() {
      return REPEAT;
    }

    @Override
    public long seed() {
      return SEED;
    }

    @Override
    public Duration hangAfter() {
      return HANG;
    }
  }

  /** A sample, always. */
  @ParameterizedTest
  @EnumSource(names = {"STALE_FLAG", "ACKNOWLEDGED_NOT_DONE"})
  void isTheSameOfTwo(BuiltInDriver driver) throws IOException {
    assertSame(driver);
  }

  /**
   * All but those that share state: a test class is not loaded anew, so nothing is run in another
   * order there, as KIT.md says.
   */
  static Stream<BuiltInDriver> all() {
    return Arrays.stream(BuiltInDriver.values())
        .filter(driver -> !driver.showsInAnotherOrder() && !driver.sharesState());
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("all")
  void isTheSameOfAll(BuiltInDriver driver) throws IOException {
    assertSame(driver);
  }

  private void assertSame(BuiltInDriver driver) throws IOException {
    Platform platform =
        Platform.all().stream()
            .filter(driver::failsOn)
            .findFirst()
            .orElse(driver.streams() ? Platform.VISTA : Platform.XP);
    Path kit = folder.resolve("kit");
    Path report = folder.resolve("report");
    Optional<Rule> inKit = KitVerdict.violated(new TestClass(driver, platform, kit));
    Cli cli = verify(driver, platform, report);
    JsonNode found = new ObjectMapper().readTree(cli.out()).at("/driver/counterexample");
    assertEquals(
        inKit.map(Rule::name).orElse(""), found.path("rule").asText(), () -> cli.toString());
    assertEquals(inKit.isPresent() ? ExitCode.VIOLATED : ExitCode.HOLDS, cli.exitCode());
    assertEquals(schedule(kit), schedule(report));
    assertEquals(inKit.isPresent(), schedule(kit).isPresent());
  }

  private static Cli verify(BuiltInDriver driver, Platform platform, Path report) {
    Stream<String> words =
        Stream.of(
            "verify --only=driver --learn=0 --bands=2 --transfers=2 --cancels=1 --faults=1 --json",
            "--hang-after=" + HANG.toSeconds() + " --repeat=" + REPEAT,
            "--seed=" + SEED + " --runs=" + RUNS + (platform.streams() ? " --pages=2" : ""),
            "--platform=" + platform.label() + " --driver=" + driver.label());
    return Cli.run(
        Stream.concat(
                words.flatMap(line -> Arrays.stream(line.split(" ", -1))),
                Stream.of("--report=" + report))
            .toArray(String[]::new));
  }

  /** What the one replay file says that does not name the driver; empty if there is none. */
  private static Optional<JsonNode> schedule(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> file.toString().endsWith(".json") && !file.endsWith("verify.json"))
              .toList();
    }
    assertTrue(files.size() < 2, files::toString);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    JsonNode schedule = new ObjectMapper().readTree(files.get(0).toFile()).path("schedule");
    assertTrue(schedule.isArray(), schedule::toString);
    return Optional.of(schedule);
  }
}
