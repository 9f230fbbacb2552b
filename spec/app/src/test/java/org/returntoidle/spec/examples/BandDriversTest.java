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
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;

/** Who splits, joins or copies bands is accused of nothing. */
class BandDriversTest {
  static Stream<DriverFactory> right() {
    return Stream.of(BandDrivers.Splits::new, BandDrivers.Joins::new, BandDrivers.Copies::new);
  }

  @ParameterizedTest
  @MethodSource("right")
  void isNotAccused(DriverFactory driver) {
    Limits limits = new Limits(Scope.together(3, 2, 1), Duration.ofSeconds(30));
    for (Platform platform : Platform.values()) {
      try (Harness harness = new Harness(driver, platform, limits)) {
        SearchResult result =
            Enumeration.search(harness, Tally.of(Reading.PERMISSIVE), count -> {});
        assertEquals(
            Optional.empty(),
            result.counterexample().map(found -> found.finding() + " " + found.run().trace()));
        assertTrue(result.checks().getOrDefault(Rule.D24, 0L) > 100, result::toString);
      }
    }
  }
}
