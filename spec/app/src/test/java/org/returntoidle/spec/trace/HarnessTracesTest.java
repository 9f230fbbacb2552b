package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.examples.OddDrivers;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.RandomSearch;

/** The trace of a run is accepted or rejected exactly as the harness judged the run. */
class HarnessTracesTest {
  private static final Duration HANG = Duration.ofSeconds(1);

  /** Runs that were given up take long; they end with a misdeed, and so do their traces. */
  private static final int HANGS = 3;

  private int good;
  private int bad;

  @Test
  void someDriversAreJudgedAlike() {
    Stream.of(BuiltInDriver.values())
        .filter(driver -> !Traces.mayHang(driver))
        .limit(12)
        .forEach(driver -> enumerate(driver.factory(), Scope.together(2, 2, 1), 100));
    assertTrue(good > 1_000 && bad > 200, () -> good + " good, " + bad + " bad");
  }

  @Tag("long")
  @Test
  void everyDriverIsJudgedAlikeInEverySchedule() {
    enumerate(ReferenceMiniDriver::new, Scope.together(2, 2, 2), Integer.MAX_VALUE);
    for (DriverFactory driver : all().toList()) {
      enumerate(driver, Scope.together(2, 2, 1), Integer.MAX_VALUE);
      atRandom(driver, false);
      atRandom(driver, true);
    }
    assertTrue(good > 300_000 && bad > 30_000, () -> good + " good, " + bad + " bad");
  }

  private static Stream<DriverFactory> all() {
    return Stream.concat(
        Stream.of(BuiltInDriver.values()).map(BuiltInDriver::factory),
        Stream.of(
            OddDrivers.CallbackOnly::new,
            OddDrivers.Polling::create,
            OddDrivers.StopsFromTheEvent::new,
            OddDrivers.ReadsAhead::new,
            OddDrivers.LostUpdate::new,
            OddDrivers.DoubleCompletion::new,
            OddDrivers.TwoFaults::new,
            OddDrivers.Throws::new,
            OddDrivers.ReturnsNull::new,
            OddDrivers.CallsBackFromAnotherThread::new));
  }

  private void enumerate(DriverFactory driver, Scope scope, int runs) {
    for (Platform platform : Platform.values()) {
      int[] left = {runs, HANGS};
      try (Harness harness = new Harness(driver, platform, new Limits(scope, HANG))) {
        Enumeration.walk(
            harness,
            (schedule, run) -> {
              compare(run);
              left[1] -= run.gaveUp() ? 1 : 0;
              return --left[0] > 0 && left[1] > 0;
            },
            () -> true);
      }
    }
  }

  private void atRandom(DriverFactory driver, boolean races) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, HANG, races);
    for (Platform platform : Platform.values()) {
      try (Harness harness = new Harness(driver, platform, limits)) {
        JqwikSession.run(
            () -> {
              RandomGenerator<RandomSearch.Plan> plans = RandomSearch.plans().generator(1_000);
              Random random = new Random(1);
              int hangs = 0;
              for (int i = 0; i < 300 && hangs < HANGS; i++) {
                Run run = harness.run(plans.next(random).value().chooser());
                compare(run);
                hangs += run.gaveUp() ? 1 : 0;
              }
            });
      }
    }
  }

  private void compare(Run run) {
    Optional<Finding> violation = Judge.judge(run, Reading.PERMISSIVE).violation();
    String text = TraceWriter.write(run);
    try {
      TraceVerdict verdict = Traces.check(text);
      assertEquals(
          violation.isEmpty(), verdict.isGood(), () -> violation + "\n" + verdict + "\n" + text);
    } catch (DamagedTraceException e) {
      throw new AssertionError(text, e);
    }
    good += violation.isEmpty() ? 1 : 0;
    bad += violation.isEmpty() ? 0 : 1;
  }
}
