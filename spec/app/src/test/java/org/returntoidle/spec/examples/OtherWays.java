package org.returntoidle.spec.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;

/**
 * No false alarm: drivers that are right in another way than the reference, through the first scope
 * and 10,000 random schedules, and as many with races.
 */
@Tag("whole")
class OtherWays {
  private static final int RUNS = 10_000;
  private static final long SEED = 7;

  static Stream<Arguments> drivers() {
    return Stream.of(
        driver("callback only, blocking reads", OddDrivers.CallbackOnly::new),
        driver("polls, S_FALSE in the completion race", OddDrivers.Polling::create),
        driver("stops the device from the event", OddDrivers.StopsFromTheEvent::new),
        driver("a second thread reads ahead", OddDrivers.ReadsAhead::new),
        driver("cancels by its own decision, and says so", OddDrivers.GivesUp::new),
        driver("splits bands", BandDrivers.Splits::new),
        driver("joins bands", BandDrivers.Joins::new),
        driver("uses its buffer again", BandDrivers.Copies::new));
  }

  private static Arguments driver(String name, DriverFactory factory) {
    return Arguments.of(name, factory);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("drivers")
  void isNotAccused(String name, DriverFactory factory) {
    try (Harness harness =
        harness(factory, new Limits(IterativeDeepening.first(), Duration.ofSeconds(30)))) {
      right(name, Enumeration.search(harness, Tally.of(Reading.PERMISSIVE)));
    }
    for (boolean races : new boolean[] {false, true}) {
      Limits limits = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(30), races);
      try (Harness harness = harness(factory, limits)) {
        Tally tally = Tally.of(Reading.PERMISSIVE);
        SearchResult result = RandomSearch.search(harness, tally, RUNS, SEED, count -> {});
        right(name, result);
        assertEquals(RUNS, result.schedules());
      }
    }
  }

  private static Harness harness(DriverFactory factory, Limits limits) {
    return new Harness(factory, Platform.XP, limits);
  }

  private static void right(String name, SearchResult result) {
    assertEquals(
        Optional.empty(),
        result.counterexample().map(found -> found.finding() + " " + found.schedule().lines()),
        name + ", seed " + SEED);
  }

  /** The same search does find a deadlock that only a race shows. */
  @Test
  void aDeadlockInsideTheDriverIsFound() {
    Limits calm = new Limits(Scope.together(2, 1, 1), Duration.ofSeconds(2));
    try (Harness harness = harness(OddDrivers.LockOrder::new, calm)) {
      right("in order", Enumeration.search(harness, Tally.of(Reading.PERMISSIVE)));
    }
    Limits racing = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(2), true);
    try (Harness harness = harness(OddDrivers.LockOrder::new, racing)) {
      SearchResult result =
          RandomSearch.search(harness, Tally.of(Reading.PERMISSIVE), RUNS, SEED, count -> {});
      Counterexample found = result.counterexample().orElseThrow();
      assertTrue(Set.of(Rule.L1, Rule.D8, Rule.D15).contains(found.finding().rule()));
      assertTrue(found.schedule().hasRace(), () -> found.schedule().lines().toString());
    }
  }
}
