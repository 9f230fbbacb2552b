package org.returntoidle.spec.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;

/** Stream drivers that are right in another way than the reference are accused of nothing. */
class RightHabitsTest {
  private static final Duration HANG_AFTER = Duration.ofSeconds(30);
  private static final long SEED = 18;

  static Stream<List<Habit>> right() {
    return Stream.of(
        List.of(), // Heeds no CANCEL_IO, and asks often.
        List.of(Habit.BELIEVES_EVENT),
        List.of(Habit.ASKS_AFTER_EVENT),
        List.of(Habit.TELLS_BEFORE_PAGE, Habit.RELEASES_LATE),
        List.of(Habit.STOPS_EARLY),
        List.of(Habit.ASKS_WITH_FIRST_BAND, Habit.ASKS_AFTER_EVENT),
        List.of(Habit.SKIPS_LAST_UNSCANNED),
        List.of(Habit.REPLACES_ERRORS),
        List.of(Habit.SCANS_AHEAD, Habit.BELIEVES_EVENT), // What is ahead is dropped (V25).
        List.of(Habit.ENDS_OF_MEDIA), // V5a
        List.of(Habit.FAULT_IS_THE_END), // V5b
        List.of(Habit.TELLS_OF_FAULT),
        List.of(Habit.TELLS_OF_FAULT, Habit.BELIEVES_EVENT),
        List.of(Habit.TELLS_OF_FAULT, Habit.ASKS_AFTER_EVENT),
        List.of(Habit.LOOKS_AT_DEVICE, Habit.BELIEVES_EVENT),
        List.of(Habit.HEEDS_DISCONNECT),
        List.of(Habit.HEEDS_DISCONNECT, Habit.LOOKS_AT_DEVICE, Habit.ASKS_AFTER_EVENT));
  }

  static Stream<Arguments> scopes() {
    return right()
        .flatMap(
            habits ->
                Stream.of(
                        Scope.together(2, 1, 2).withPages(2),
                        Scope.together(1, 2, 2).withPages(2),
                        Scope.together(1, 1, 2).withPages(3))
                    .map(scope -> Arguments.of(habits, scope)));
  }

  private static DriverFactory driver(List<Habit> habits) {
    return device -> new PlainStreamDriver(device, habits.toArray(Habit[]::new));
  }

  private static void isRight(SearchResult result) {
    assertEquals(Optional.empty(), result.counterexample().map(found -> found.finding()));
    assertTrue(result.extent().finished());
  }

  private static void enumerated(List<Habit> habits, Scope scope) {
    Limits limits = new Limits(scope, HANG_AFTER);
    try (Harness harness = new Harness(driver(habits), Platform.VISTA, limits)) {
      isRight(Enumeration.search(harness, Tally.of(Reading.PERMISSIVE)));
    }
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("right")
  void isNotAccusedOfOneEvent(List<Habit> habits) {
    enumerated(habits, Scope.together(1, 2, 1).withPages(2));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("scopes")
  void isNotAccusedOfTwoEvents(List<Habit> habits, Scope scope) {
    enumerated(habits, scope);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("right")
  void isNotAccusedAtRandom(List<Habit> habits) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, HANG_AFTER, false);
    try (Harness harness = new Harness(driver(habits), Platform.VISTA, limits)) {
      isRight(RandomSearch.search(harness, Tally.of(Reading.PERMISSIVE), 5_000, SEED, count -> {}));
    }
  }
}
