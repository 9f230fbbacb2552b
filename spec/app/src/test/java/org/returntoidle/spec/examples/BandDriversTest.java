package org.returntoidle.spec.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;

/** Who splits, joins or copies bands is accused of nothing. */
class BandDriversTest {
  private static final Duration HANG = Duration.ofSeconds(30);
  private static final int RUNS = 300;

  static Stream<DriverFactory> right() {
    return Stream.of(BandDrivers.Splits::new, BandDrivers.Joins::new, BandDrivers.Copies::new);
  }

  @ParameterizedTest
  @MethodSource("right")
  void isNotAccused(DriverFactory driver) {
    Limits limits = new Limits(Scope.together(3, 1, 1), HANG);
    for (Platform platform : Platform.banded()) {
      try (Harness harness = new Harness(driver, platform, limits)) {
        right(Enumeration.search(harness, Tally.of(Reading.PERMISSIVE)));
      }
    }
    for (boolean races : new boolean[] {false, true}) {
      Limits beyond = Limits.beyond(RandomSearch.SCOPE, HANG, races);
      try (Harness harness = new Harness(driver, Platform.XP, beyond)) {
        right(RandomSearch.search(harness, Tally.of(Reading.PERMISSIVE), RUNS, 1, count -> {}));
      }
    }
  }

  private static void right(SearchResult result) {
    assertEquals(
        Optional.empty(),
        result.counterexample().map(found -> found.finding() + " " + found.schedule().lines()));
    assertTrue(result.checks().getOrDefault(Rule.D24, 0L) > 100, result::toString);
  }
}
