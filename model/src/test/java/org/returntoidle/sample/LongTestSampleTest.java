package org.returntoidle.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LongTestSampleTest {
  private static final List<String> TESTS =
      IntStream.range(0, 100)
          .mapToObj("[engine:junit-jupiter]/[class:A]/[test-template-invocation:#%d]"::formatted)
          .toList();

  private static List<String> sample(double size, long seed) {
    return TESTS.stream().filter(test -> LongTestSample.isChosen(test, size, seed)).toList();
  }

  @Test
  void aSeedGivesTheSameSampleAndAnotherAnotherOne() {
    assertEquals(sample(0.25, 4711), sample(0.25, 4711));
    assertNotEquals(sample(0.25, 4711), sample(0.25, 4712));
  }

  @Test
  void everyTestIsInTheSampleOfSomeSeedAndNoSampleIsMuchTooLarge() {
    for (String test : TESTS) {
      assertTrue(
          LongStream.range(20261101, 20261201)
              .anyMatch(seed -> LongTestSample.isChosen(test, 0.25, seed)),
          test);
    }
    for (long seed = 20261101; seed < 20261201; seed++) {
      int size = sample(0.25, seed).size();
      assertTrue(10 < size && size < 45, () -> "size " + size);
    }
  }

  /** A test is left out, or one run of it; not its class, and not what has runs. */
  @Test
  void onlyOneTestIsLeftOut() {
    String inClass = "[engine:junit-jupiter]/[class:A]";
    assertFalse(LongTestSample.isOneTest(inClass));
    assertFalse(LongTestSample.isOneTest(inClass + "/[test-template:b(int)]"));
    assertTrue(LongTestSample.isOneTest(TESTS.get(0)));
    assertTrue(LongTestSample.isOneTest(inClass + "/[method:b()]"));
  }

  @Test
  void aTestWithoutTheTagsAlwaysRuns() {
    assertEquals(OptionalInt.empty(), LongTestSample.times(Set.of("ci")));
    assertEquals(OptionalInt.of(1), LongTestSample.times(Set.of("long", "often")));
    assertEquals(OptionalInt.of(6), LongTestSample.times(Set.of("often")));
  }

  @Test
  void aWholeSampleIsEverythingAndAnEmptyOneNothing() {
    assertEquals(TESTS, sample(1, 4711));
    assertEquals(List.of(), sample(0, 4711));
  }
}
