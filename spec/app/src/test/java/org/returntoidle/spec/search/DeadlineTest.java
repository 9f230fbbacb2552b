package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;

/** A search ends when the time is up, and knows how far it came. */
class DeadlineTest {
  private static final Duration HANG = Duration.ofSeconds(30);

  @Test
  void halfOfWhatIsLeftIsHalf() {
    Deadline deadline = Deadline.within(Duration.ofSeconds(10), Clock.of(Duration.ofSeconds(1)));
    // The clock goes on by a second with each look: one for what is left, one for the new start.
    assertEquals(Optional.of(Duration.ofMillis(3_500)), deadline.half().left());
    assertFalse(deadline.isOver());
    assertEquals(Optional.empty(), Deadline.NEVER.half().left());
    assertFalse(Deadline.NEVER.isOver());
  }

  /** The clock goes on by a second with each look. */
  @Test
  void someTimeIsKeptForWhatComesAfter() {
    Deadline ten = Deadline.within(Duration.ofSeconds(10), Clock.of(Duration.ofSeconds(1)));
    Deadline earlier = ten.keeping(Duration.ofSeconds(3));
    assertEquals(Optional.of(Duration.ofSeconds(5)), earlier.left(), "10 - 3, and two looks");
    assertEquals(ten.within(), earlier.within(), "it is still called by its limit");
    Deadline half = ten.keeping(Duration.ofSeconds(100));
    assertEquals(Optional.of(Duration.ofMillis(2_500)), half.left(), "no more than half is kept");
    assertEquals(Optional.empty(), Deadline.NEVER.keeping(Duration.ofSeconds(3)).left());
  }

  @Test
  void ofTwoLimitsTheEarlierCounts() {
    Deadline ten = Deadline.within(Duration.ofSeconds(10), Clock.of(Duration.ofSeconds(1)));
    assertEquals(ten, ten.orWithin(Duration.ofSeconds(20)));
    assertEquals(Optional.of(Duration.ofSeconds(2)), ten.orWithin(Duration.ofSeconds(2)).within());
    assertEquals(
        Optional.of(Duration.ofSeconds(2)),
        Deadline.NEVER.orWithin(Duration.ofSeconds(2)).within());
  }

  /** One look before the search and one after each run: n seconds are n - 1 runs. */
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "2, 1, 1", "3, 2, 1", "30, 29, 1", "200, 199, 2"})
  void theEnumerationEndsAtOnce(int seconds, int runs, int levels) {
    SearchResult result = enumerate(seconds);
    assertEquals(runs, result.schedules());
    assertEquals(levels, result.extent().levels());
    assertTrue(result.isCut());
    assertEquals(result, enumerate(seconds));
  }

  @Test
  void aLevelWhoseLastRunUsesUpTheTimeIsDone() {
    SearchResult all = enumerate(1_000_000);
    assertTrue(all.extent().finished());
    assertFalse(all.isCut());
    assertEquals(Set.copyOf(all.checks().keySet()), all.extent().rules());
    assertEquals(all, enumerate((int) all.schedules() + 1));
    SearchResult cut = enumerate((int) all.schedules());
    assertTrue(cut.isCut());
    assertEquals(all.extent().levels() - 1, cut.extent().levels());
  }

  /** What only a schedule of the unfinished level says is not said of all of them. */
  @Test
  void onlyFinishedLevelsCount() {
    ImmutableSet<Rule> ordinary = enumerate(2).extent().rules();
    SearchResult cut = enumerate(30);
    assertEquals(ordinary, cut.extent().rules());
    assertTrue(cut.checks().size() > ordinary.size(), cut::toString);
  }

  @Test
  void theRandomSearchEndsAtOnce() {
    try (Harness harness = harness(BuiltInDriver.REFERENCE, RandomSearch.SCOPE)) {
      SearchResult result =
          RandomSearch.search(harness, Tally.of(Reading.STRICT), 100, 1, seconds(8), count -> {});
      assertEquals(7, result.schedules());
      assertTrue(result.isCut());
    }
  }

  /** There is no time to make it smaller, and it is a violation all the same. */
  @Test
  void whatIsFoundInTheLastMomentIsNotLost() {
    try (Harness harness = harness(BuiltInDriver.ERROR_REPLACED, RandomSearch.SCOPE)) {
      SearchResult all =
          RandomSearch.search(harness, Tally.of(Reading.PERMISSIVE), 2_000, 1, count -> {});
      int found = (int) all.schedules();
      SearchResult last =
          RandomSearch.search(
              harness, Tally.of(Reading.PERMISSIVE), 2_000, 1, seconds(found + 1), count -> {});
      assertEquals(found, last.schedules());
      assertTrue(last.counterexample().isPresent());
      assertFalse(last.isCut());
      assertTrue(last.counterexample().get().replays());
    }
  }

  private static SearchResult enumerate(int seconds) {
    try (Harness harness =
        new Harness(
            ReferenceMiniDriver::new, Platform.XP, new Limits(Scope.together(1, 1, 1), HANG))) {
      return Enumeration.search(
          harness, Tally.of(Reading.STRICT), Effort.PLAIN.until(seconds(seconds)));
    }
  }

  private static Deadline seconds(int seconds) {
    return Deadline.within(Duration.ofSeconds(seconds), Clock.of(Duration.ofSeconds(1)));
  }

  private static Harness harness(BuiltInDriver driver, Scope scope) {
    return new Harness(driver.factory(), Platform.XP, Limits.beyond(scope, HANG, false));
  }
}
