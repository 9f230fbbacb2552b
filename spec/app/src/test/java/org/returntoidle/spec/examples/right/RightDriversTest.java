package org.returntoidle.spec.examples.right;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import com.google.common.collect.ImmutableList;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.Effort;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Reordering;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.verdict.DriverClass;

/** No false alarm: every driver of this package is accused of nothing. */
public class RightDriversTest {
  private static final Duration HANG_AFTER = Duration.ofSeconds(30);
  private static final int RUNS = 2_000;
  private static final int MANY_RUNS = 20_000;
  private static final long SEED = 16;

  /** Every driver of this package. */
  public static ImmutableList<Class<? extends MiniDriver>> all() throws IOException {
    return ClassPath.from(RightDriversTest.class.getClassLoader())
        .getTopLevelClasses(RightDriversTest.class.getPackageName())
        .stream()
        .map(ClassPath.ClassInfo::load)
        .filter(c -> MiniDriver.class.isAssignableFrom(c) && Modifier.isPublic(c.getModifiers()))
        .map(c -> c.asSubclass(MiniDriver.class))
        .collect(ImmutableList.toImmutableList());
  }

  static Stream<Arguments> drivers() throws IOException {
    return all().stream()
        .flatMap(
            driver ->
                Stream.of(Platform.XP, Platform.ME)
                    .map(on -> Arguments.of(named(driver.getSimpleName(), driver), on)));
  }

  @Test
  void thereAreManyOfThem() throws IOException {
    int count = all().size();
    assertTrue(count >= 24, () -> "only " + count);
  }

  @Tag("ci")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("drivers")
  void isNotAccusedOnTheSmallestSchedules(Class<? extends MiniDriver> driver, Platform platform) {
    if (platform.equals(Platform.XP)) {
      enumerated(driver, platform, Scope.together(1, 1, 1));
    }
  }

  /** A driver with threads takes some milliseconds for a schedule, others a few microseconds. */
  @Tag("long")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("drivers")
  void isNotAccusedOnSmallSchedules(Class<? extends MiniDriver> driver, Platform platform) {
    boolean threads = enumerated(driver, platform, Scope.together(2, 1, 1)).mayDiffer();
    if (platform.equals(Platform.XP)) {
      enumerated(driver, platform, Scope.together(2, 2, threads ? 1 : 2));
    }
  }

  private static SearchResult enumerated(
      Class<? extends MiniDriver> driver, Platform platform, Scope scope) {
    try (Harness harness = new Harness(factory(driver), platform, new Limits(scope, HANG_AFTER))) {
      SearchResult result = Enumeration.search(harness, tally());
      right(result);
      return result;
    }
  }

  /** Who claims to survive exceptions (D21) meets them. */
  @Tag("long")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("drivers")
  void isNotAccusedWhereSomethingThrows(Class<? extends MiniDriver> driver, Platform platform) {
    Limits limits = Limits.throwing(Scope.together(2, 2, 2), HANG_AFTER);
    try (Harness harness = new Harness(factory(driver), platform, limits)) {
      if (harness.survivesExceptions()) {
        right(Enumeration.throwing(harness, tally(), Effort.PLAIN));
      }
    }
  }

  static Stream<Arguments> everyOne() throws IOException {
    return all().stream()
        .filter(driver -> driver != AcknowledgesInterrupt.class) // Every harness waits for it.
        .map(driver -> Arguments.of(named(driver.getSimpleName(), driver)));
  }

  /** Also who is accused for what happens to itself. */
  @Tag("ci")
  @ParameterizedTest(name = "{0}")
  @MethodSource("everyOne")
  void isNotAccusedForWhatHappensToANeighbor(Class<? extends MiniDriver> driver) {
    Limits limits = Limits.beside(Scope.together(1, 2, 0), HANG_AFTER);
    try (Harness harness = new Harness(factory(driver), Platform.XP, limits)) {
      right(Enumeration.beside(harness, tally(), Effort.PLAIN));
    }
  }

  /** Nor for what was run before; one whose threads have a say is not compared. */
  @Tag("long")
  @ParameterizedTest(name = "{0}")
  @MethodSource("everyOne")
  void isNotAccusedInAnotherOrder(Class<? extends MiniDriver> driver) throws Exception {
    DriverFactory factory =
        DriverClass.load(driver.getName(), RightDriversTest.class.getClassLoader());
    Limits limits = new Limits(Scope.together(2, 2, 1), HANG_AFTER);
    SearchResult result =
        Reordering.search(
            () -> new Harness(factory.inFreshClasses().orElseThrow(), Platform.XP, limits),
            SEED,
            Deadline.NEVER,
            count -> {});
    right(result);
  }

  @Tag("long")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("drivers")
  void isNotAccusedBesideANeighbor(Class<? extends MiniDriver> driver, Platform platform) {
    if (platform.equals(Platform.XP)) {
      Limits limits = Limits.beside(Enumeration.BESIDE, HANG_AFTER);
      try (Harness harness = new Harness(factory(driver), platform, limits)) {
        right(Enumeration.beside(harness, tally(), Effort.PLAIN));
      }
    }
  }

  @Tag("long")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("drivers")
  void isNotAccusedAtRandom(Class<? extends MiniDriver> driver, Platform platform) {
    atRandom(driver, platform, RUNS);
  }

  /** Those of one thread are quick. */
  @Tag("whole")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("drivers")
  void norInManyMoreRuns(Class<? extends MiniDriver> driver, Platform platform) {
    if (!enumerated(driver, platform, Scope.together(1, 1, 1)).mayDiffer()) {
      atRandom(driver, platform, MANY_RUNS);
    }
  }

  private static void atRandom(Class<? extends MiniDriver> driver, Platform platform, int runs) {
    for (boolean races : new boolean[] {false, true}) {
      Limits limits = Limits.beyond(RandomSearch.SCOPE, HANG_AFTER, races);
      try (Harness harness = new Harness(factory(driver), platform, limits)) {
        SearchResult result = RandomSearch.search(harness, tally(), runs, SEED, count -> {});
        right(result);
        assertEquals(runs, result.schedules());
      }
    }
  }

  private static Tally tally() {
    return Tally.of(Reading.PERMISSIVE);
  }

  private static DriverFactory factory(Class<? extends MiniDriver> driver) {
    return device -> {
      try {
        Constructor<? extends MiniDriver> constructor = driver.getConstructor(ScannerDevice.class);
        return constructor.newInstance(device);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static void right(SearchResult result) {
    assertEquals(
        Optional.empty(),
        result
            .counterexample()
            .map(
                found ->
                    found.finding() + " " + found.schedule().lines() + " " + found.run().trace()),
        "seed " + SEED);
  }
}
