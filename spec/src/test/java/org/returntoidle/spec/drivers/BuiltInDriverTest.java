package org.returntoidle.spec.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Chooser;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.SearchResult;

/** The test of the tests: each faulty driver is found, by its rule and minimally. */
class BuiltInDriverTest {
  private static final Limits LIMITS =
      new Limits(Configuration.DEFAULT.bounds(), Duration.ofSeconds(3));

  static Stream<BuiltInDriver> faulty() {
    return Arrays.stream(BuiltInDriver.values()).filter(d -> !d.breaks().isEmpty());
  }

  /** Counts are facts: a changed count is a changed harness or a changed driver. */
  @ParameterizedTest
  @EnumSource(Platform.class)
  void theReferenceKeepsEveryRuleOnEverySchedule(Platform platform) {
    SearchResult result = search(BuiltInDriver.REFERENCE, platform, Reading.STRICT);
    assertEquals(Optional.empty(), result.counterexample());
    assertEquals(74_159, result.schedules());
    // B5 speaks of drivers that are not asynchronous, D14 of more transfers than these.
    assertEquals(
        Judge.applicable(platform, true).stream().filter(rule -> rule != Rule.D14).toList(),
        result.checks().keySet().stream().sorted().toList());
  }

  /** Events and transfers are those of the shortest sequence known from real drivers. */
  @ParameterizedTest
  @CsvSource({
    "NEVER_STOPPED, 1, 1",
    "RETURNED_BEFORE_STOPPED, 1, 1",
    "WARM_UP_NOT_CLEANED, 1, 1",
    "DEAF_WAIT, 1, 1",
    "LOST_BEFORE_FIRST_BAND, 1, 1",
    "STALE_FLAG, 1, 2",
    "STALE_DATA, 1, 2",
    "BAND_AFTER_CANCEL, 1, 1",
    "CANCEL_AS_SUCCESS, 1, 1",
    "ERROR_AS_CANCEL, 1, 1",
    "ERROR_REPLACED, 1, 1",
    "LOCK_ACROSS_CALLBACK, 1, 1",
    "DOUBLE_STOP, 2, 1",
    "STOP_WHEN_IDLE, 1, 1",
    "ACKNOWLEDGED_NOT_DONE, 1, 1",
    "BUTTON_NOT_PASSED_ON, 1, 1",
    "DEAD_CLIENT_IGNORED, 1, 1",
    "ANY_EVENT_CANCELS, 1, 1",
    "BUSY_DISTURBS, 1, 1"
  })
  void theCounterexampleHasNoMoreEventsThanItNeeds(
      BuiltInDriver driver, int events, int transfers) {
    for (Platform platform : Platform.values()) {
      Counterexample found = found(driver, platform);
      assertTrue(
          driver.breaks().contains(found.finding().rule()),
          () -> driver + " breaks " + driver.breaks() + ", found is " + found.finding());
      assertTrue(found.schedule().events() <= events, () -> "" + found.schedule().lines());
      assertTrue(found.schedule().transfers() <= transfers, () -> "" + found.schedule().lines());
    }
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void noMoveOfACounterexampleCanBeLeftOut(BuiltInDriver driver) {
    Counterexample found = found(driver, Platform.XP);
    for (Point point : found.schedule().moves().keySet()) {
      assertEquals(
          Optional.empty(),
          violation(driver, found.schedule().without(point)),
          () -> "without " + point);
    }
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void aCounterexampleCanBeReplayedFromItsFile(BuiltInDriver driver, @TempDir Path folder)
      throws Exception {
    Counterexample found = found(driver, Platform.XP);
    Path file = folder.resolve(ReplayFile.fileName(driver.label(), Rule.A3, Platform.XP));
    ReplayFile.write(file, driver.label(), found);
    ReplayFile replay = ReplayFile.read(file);
    assertEquals(driver.label(), replay.driver());
    assertEquals(Platform.XP, replay.platform());
    assertEquals(found.finding().rule(), replay.rule());
    assertEquals(found.schedule(), replay.schedule());
    assertEquals(Optional.of(found.finding().rule()), violation(driver, replay.schedule()));
  }

  private static Optional<Rule> violation(BuiltInDriver driver, Schedule schedule) {
    try (Harness harness = new Harness(driver.factory(), Platform.XP, LIMITS)) {
      return Judge.judge(harness.run(Chooser.following(schedule)), Reading.PERMISSIVE)
          .violation()
          .map(finding -> finding.rule());
    }
  }

  private static Counterexample found(BuiltInDriver driver, Platform platform) {
    return search(driver, platform, Reading.PERMISSIVE).counterexample().orElseThrow();
  }

  private static SearchResult search(BuiltInDriver driver, Platform platform, Reading reading) {
    try (Harness harness = new Harness(driver.factory(), platform, LIMITS)) {
      return Enumeration.search(harness, reading, count -> {});
    }
  }
}
