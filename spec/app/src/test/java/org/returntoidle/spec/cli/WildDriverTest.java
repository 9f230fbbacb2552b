package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.spec.examples.OddDrivers;

/** Whatever a driver does is a violation with its rule and schedule; it never hangs us. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WildDriverTest {
  @TempDir private Path folder = Path.of("unset");

  @ParameterizedTest
  @CsvSource({
    "Throws, D17, drvAcquireItemData threw IllegalStateException: driver bug",
    "ReturnsNull, D17, drvAcquireItemData returned null",
    "NeverReturns, L1, the driver hangs: it stands still",
    "ReadsForEver, L1, 'the driver hangs: 2001 calls to the outside, and no end'",
    "NotifyNeverReturns, D8, drvNotifyPnpEvent does not return while idle",
    "NotifyThrows, D8, drvNotifyPnpEvent threw IllegalStateException: driver bug",
    "HangsFromInside, D8, 'drvNotifyPnpEvent, called from inside a callback, does not return'",
    "CallsBackFromAnotherThread, D18, a callback came from another thread than the caller's"
  })
  @Tag("often")
  void isAViolationWithItsRule(String driver, String rule, String says) throws IOException {
    Cli cli =
        verify(
            OddDrivers.class.getName() + "$" + driver,
            "--json",
            "--hang-after",
            "1",
            "--transfers",
            "1",
            "--cancels",
            "1");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::err);
    JsonNode found = new ObjectMapper().readTree(cli.out()).at("/driver/counterexample");
    assertEquals(rule, found.path("rule").asText());
    assertEquals(says, found.path("says").asText());
    Path replay = Path.of(found.path("replay").asText());
    assertTrue(Files.exists(replay), replay::toString);
    assertEquals(
        ExitCode.VIOLATED, Cli.run("replay", replay.toString(), "--hang-after", "1").exitCode());
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"Polling", "ReadsAhead"})
  void soDoAllOthers(String driver) {
    aDriverThatIsRightInAnotherWayPasses(driver);
  }

  /** The longer check is {@code OtherWays}. */
  @Tag("often")
  @ParameterizedTest
  @ValueSource(strings = {"CallbackOnly", "StopsFromTheEvent"})
  void aDriverThatIsRightInAnotherWayPasses(String driver) {
    for (String platform : new String[] {"xp", "me"}) {
      Cli cli =
          verify(
              OddDrivers.class.getName() + "$" + driver,
              "--platform",
              platform,
              "--transfers",
              "1",
              "--cancels",
              "1",
              "--faults",
              "0",
              "--runs",
              "100");
      assertTrue(cli.out().contains("no violation"), cli::out);
      assertEquals(
          List.of("ReadsAhead", "StopsFromTheEvent").contains(driver),
          cli.out().contains("its own threads, locks or time limits have a say"));
      assertEquals(ExitCode.HOLDS, cli.exitCode());
    }
  }

  /** Who says that it cancels by its own decision loses some rules, and the verdict says which. */
  @Tag("often")
  @Test
  void aDriverMayCancelByItselfIfItSaysSo() throws IOException {
    String[] bounds = {"--bands=3", "--transfers=2", "--cancels=1", "--faults=0", "--runs=50"};
    for (String platform : new String[] {"xp", "me"}) {
      Path junit = folder.resolve(platform + ".xml");
      Cli right =
          verify(
              OddDrivers.GivesUp.class.getName(),
              Stream.of(bounds, new String[] {"--platform", platform, "--junit=" + junit})
                  .flatMap(Arrays::stream)
                  .toArray(String[]::new));
      assertEquals(ExitCode.HOLDS, right.exitCode(), right::out);
      String why = "the driver says that it cancels by its own decision, from which a cancel";
      assertTrue(
          right.out().contains("\n           not tested: D1, D11, D14, D20, L4, " + why),
          right::out);
      String xml = Files.readString(junit);
      assertEquals(5, xml.split("<skipped message=\"not tested: " + why, -1).length - 1, xml);
    }
    Cli undeclared = verify(OddDrivers.GivesUpUndeclared.class.getName(), bounds);
    assertEquals(ExitCode.VIOLATED, undeclared.exitCode(), undeclared::out);
    assertTrue(undeclared.out().contains("GivesUpUndeclared: D11 VIOLATED"), undeclared::out);
    assertTrue(
        undeclared.out().replaceAll("\\s+", " ").contains("says so: MiniDriver.cancelsByItself()"),
        undeclared::out);
  }

  /** No order of the driver's calls shows it, only a cancel between two of its statements. */
  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"LostUpdate", "DoubleCompletion"})
  void aRaceInsideTheDriversStatementsIsFound(String name) throws IOException {
    Cli cli =
        verify(
            OddDrivers.class.getName() + "$" + name,
            "--json",
            "--bands",
            "2",
            "--transfers",
            "1",
            "--cancels",
            "1",
            "--faults",
            "0",
            "--runs",
            "300");
    assertEquals(ExitCode.VIOLATED, cli.exitCode(), cli::out);
    JsonNode driver = new ObjectMapper().readTree(cli.out()).path("driver");
    assertEquals(300, driver.path("randomSchedules").asInt());
    assertTrue(driver.path("stressSchedules").asInt() > 0);
    assertTrue(
        driver.at("/counterexample/schedule").toString().contains("NotifyCancelIO meanwhile"),
        driver::toPrettyString);
    String replay = driver.at("/counterexample/replay").asText();
    assertEquals(ExitCode.VIOLATED, Cli.run("replay", replay).exitCode());
  }

  @Test
  void nothingHalfWrittenIsLeft() throws IOException {
    verify(OddDrivers.Throws.class.getName(), "--cancels", "0");
    try (var files = Files.list(folder)) {
      assertEquals(
          "[index.html, org.returntoidle.spec.examples.OddDrivers_Throws-D17-xp.json, verify.json,"
              + " verify.txt]",
          files.map(file -> file.getFileName().toString()).sorted().toList().toString());
    }
  }

  private Cli verify(String driver, String... more) {
    String[] args = {
      "verify", "--only", "driver", "--report", folder.toString(), "--driver", driver
    };
    return Cli.run(Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new));
  }
}
