package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.engine.Search;

class EstimateTest {
  @Test
  void smallBoundsAreCounted() {
    assertEquals(9862, Estimate.states(Configuration.DEFAULT));
    assertEquals(2820, Estimate.states(Configuration.DEFAULT.with(Bounds.NONE)));
  }

  @Test
  void whatIsCountedHasFewStates() {
    assertTrue(Estimate.isExact(Bounds.of(4, 4, 4, 4)));
    assertFalse(Estimate.isExact(Bounds.of(4, 4, 5, 4)));
    assertTrue(Estimate.isExact(Bounds.NONE));
  }

  @Tag("ci")
  @Test
  void theMostThatIsCounted() {
    assertEquals(436_430, Estimate.states(Configuration.DEFAULT.with(Bounds.of(4, 4, 4, 4))));
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"4, 4, 12, 1", "4, 4, 2, 8", "8, 8, 6, 2"})
  void soAreOthers(int bands, int transfers, int cancels, int faults) {
    greaterOnesAreEstimatedWithinAFactorOfTwo(bands, transfers, cancels, faults);
  }

  /** Good enough to tell what fits into memory from what does not. */
  @Tag("ci")
  @ParameterizedTest
  @CsvSource({"20, 4, 2, 1", "4, 20, 2, 1"})
  void greaterOnesAreEstimatedWithinAFactorOfTwo(
      int bands, int transfers, int cancels, int faults) {
    Configuration configuration =
        Configuration.DEFAULT.with(Bounds.of(bands, transfers, cancels, faults));
    double counted =
        Explorer.explore(new Protocol(configuration), List.of(), 2, states -> {}).states();
    double ratio = Estimate.states(configuration) / counted;
    assertTrue(ratio > 0.5 && ratio < 2, () -> "estimated / counted is " + ratio);
  }

  static Stream<Configuration> all() {
    return Configuration.all(Bounds.of(30, 25, 9, 8));
  }

  /** The table of a protocol is that of the same protocol within lesser bounds. */
  @ParameterizedTest
  @MethodSource("all")
  void whatIsCountedWithinLesserBoundsIsTheLesserProtocol(Configuration configuration) {
    for (Bounds less : List.of(Bounds.of(2, 2, 2, 1), Bounds.of(3, 1, 1, 2))) {
      assertEquals(
          Search.count(new Protocol(configuration.with(less))).states(),
          Estimate.counted(new Protocol(configuration), less));
    }
  }
}
