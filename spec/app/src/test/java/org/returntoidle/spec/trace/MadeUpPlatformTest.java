package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.ModelOracle;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;

/**
 * A platform is a profile: one that nobody has foreseen runs through explorer, harness, judge and
 * trace check, and what it says differently is judged differently.
 */
class MadeUpPlatformTest {
  /** A cancel is a success with a code of its own. */
  private static final Platform SUCCESS =
      new Platform("made up", HResult.WIA_STATUS_SKIP_ITEM, false);

  /** A cancel is one certain error, and no other. */
  private static final Platform ERROR = new Platform("made up", HResult.E_CANCELLED, false);

  static Stream<Platform> platforms() {
    return Stream.of(SUCCESS, ERROR);
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("platforms")
  void theExplorerFindsTheSameStatesAndNoViolation(Platform platform) {
    Exploration known = Explorer.explore(new Protocol(Configuration.DEFAULT));
    Exploration found = Explorer.explore(new Protocol(Configuration.DEFAULT.with(platform)));
    assertEquals(ImmutableList.of(), found.violations());
    assertEquals(known.states(), found.states());
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void theReferenceKeepsTheRulesAndTheModel(Platform platform) {
    SearchResult result = search(ReferenceMiniDriver::new, platform, Reading.STRICT);
    assertEquals(Optional.empty(), result.counterexample());
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void aDriverThatReportsACancelAsOnWindowsXpIsFound(Platform platform)
      throws DamagedTraceException {
    Counterexample found =
        search(BuiltInDriver.NO_ERROR_ON_ME.factory(), platform, Reading.PERMISSIVE)
            .counterexample()
            .orElseThrow();
    Rule expected = platform.cancelIsAnError() ? Rule.A7 : Rule.A5;
    assertEquals(expected, found.finding().rule());
    assertEquals(Optional.of(Rule.A5), traceCheck(found.run()));
    try (Harness harness = harness(ReferenceMiniDriver::new, platform)) {
      Execution right = harness.run(Scheduler.following(found.schedule()));
      assertEquals(Optional.empty(), traceCheck(right));
      assertEquals(Optional.empty(), ModelOracle.difference(right));
    }
  }

  /** What one reading of the note about Windows Me forbids, another permits (A7). */
  @ParameterizedTest
  @CsvSource({
    "NO_ERROR_ON_ME, error, A7",
    "NO_ERROR_ON_ME, false,",
    "NO_ERROR_ON_ME, any,",
    "BUTTON_AS_ERROR, error,",
    "BUTTON_AS_ERROR, false, A6",
    "BUTTON_AS_ERROR, any,",
  })
  void aReadingForbidsWhatAnotherPermits(BuiltInDriver driver, String reading, @Nullable Rule rule)
      throws DamagedTraceException {
    Platform platform = Optional.ofNullable(Platform.ME.readings().get(reading)).orElseThrow();
    Optional<Counterexample> found =
        search(driver.factory(), platform, Reading.PERMISSIVE).counterexample();
    assertEquals(Optional.ofNullable(rule), found.map(c -> c.finding().rule()));
    if (found.isPresent()) {
      assertEquals(Optional.of(Rule.A5), traceCheck(found.get().run()));
    }
    assertEquals(
        Optional.empty(),
        search(ReferenceMiniDriver::new, platform, Reading.STRICT).counterexample());
  }

  private static SearchResult search(DriverFactory driver, Platform platform, Reading reading) {
    try (Harness harness = harness(driver, platform)) {
      return Enumeration.search(harness, Tally.of(reading));
    }
  }

  private static Harness harness(DriverFactory driver, Platform platform) {
    return new Harness(
        driver, platform, new Limits(Scope.together(2, 1, 1), Duration.ofSeconds(10)));
  }

  /** The rule that breaks in a trace of {@code run}. */
  private static Optional<Rule> traceCheck(Execution run) throws DamagedTraceException {
    ImmutableSet<Action> all = Action.BANDED;
    // A file could not name the platform; what is in it does not depend on that.
    TraceHeader written = new TraceHeader(Platform.XP, DriverKind.INTERRUPTIBLE, all);
    TraceChecker checker =
        new TraceChecker("trace", new TraceHeader(run.platform(), DriverKind.INTERRUPTIBLE, all));
    for (RecordedEvent event : Traces.read(TraceWriter.write(written, run.trace()))) {
      checker.add(event);
    }
    return checker.end().problems().stream()
        .map(problem -> ((TraceVerdict.Violation) problem).rule())
        .findFirst();
  }
}
