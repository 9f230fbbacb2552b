package org.returntoidle.spec.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.CancelLatency;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.DecisionCount;
import org.returntoidle.spec.search.Dependence;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.search.Reordering;
import org.returntoidle.spec.search.Repetition;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.MatrixTable;

/** The test of the tests: each faulty driver is found, by its rule and minimally. */
class BuiltInDriverTest {
  private static final Limits LIMITS = new Limits(Scope.together(2, 3, 2), Duration.ofSeconds(3));

  private static final Limits STREAMS =
      new Limits(Scope.together(2, 3, 2).withPages(2), Duration.ofSeconds(3));

  private static final Limits THROWING =
      Limits.throwing(Scope.together(2, 2, 1), Duration.ofSeconds(30));

  private static final Limits BESIDE = Limits.beside(Enumeration.BESIDE, Duration.ofSeconds(3));

  private static final Map<String, Counterexample> FOUND = new ConcurrentHashMap<>();

  private static Limits limits(BuiltInDriver driver) {
    if (driver.needsNeighbor()) {
      return BESIDE;
    }
    if (driver.breaks().contains(Rule.D21)) {
      return THROWING;
    }
    return driver.streams() ? STREAMS : LIMITS;
  }

  static Stream<BuiltInDriver> faulty() {
    return Arrays.stream(BuiltInDriver.values()).filter(d -> !d.breaks().isEmpty());
  }

  /** The same on Windows Me, and with more transfers. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource({"ME, 2, 2, 132341, D14", "XP, 1, 3, 55461, "})
  void theReferenceKeepsEveryRuleInOtherScopes(
      Platform platform, int bands, int transfers, int schedules, @Nullable Rule outOfReach) {
    theReferenceKeepsEveryRuleOnEverySchedule(platform, bands, transfers, schedules, outOfReach);
  }

  /** Counts are facts: a changed count is a changed harness or a changed driver. */
  @Tag("long")
  @ParameterizedTest
  @CsvSource("XP, 2, 2, 132341, D14")
  void theReferenceKeepsEveryRuleOnEverySchedule(
      Platform platform, int bands, int transfers, int schedules, @Nullable Rule outOfReach) {
    Limits limits = new Limits(Scope.together(bands, transfers, 2), Duration.ofSeconds(30));
    try (Harness harness = new Harness(BuiltInDriver.REFERENCE.factory(), platform, limits)) {
      SearchResult result = Enumeration.search(harness, Tally.of(Reading.STRICT));
      assertEquals(Optional.empty(), result.counterexample());
      assertEquals(schedules, result.schedules());
      assertFalse(result.mayDiffer(), "its lock is fair: nothing is up to chance");
      assertEquals(schedules, DecisionCount.of(DriverKind.INTERRUPTIBLE, limits));
      assertEquals(CancelLatency.AT_ONCE, result.latency());
      assertEquals(
          Judge.applicable(platform, true).stream()
              .filter(rule -> rule != outOfReach && rule != Rule.D21) // Nothing is thrown here.
              .toList(),
          result.checks().keySet().stream().sorted().toList());
    }
  }

  /** The count is explained: so many decision lists has the model, with one canonical driver. */
  @ParameterizedTest
  @CsvSource({"1, 1, 2, 2580", "2, 1, 2, 10702", "1, 2, 2, 16292", "2, 2, 1, 4757"})
  void theReferenceHasAsManySchedulesAsTheModelHasDecisionLists(
      int bands, int transfers, int events, int schedules) {
    Limits limits = new Limits(Scope.together(bands, transfers, events), Duration.ofSeconds(30));
    try (Harness harness = new Harness(BuiltInDriver.REFERENCE.factory(), Platform.XP, limits)) {
      SearchResult result = Enumeration.search(harness, Tally.of(Reading.STRICT));
      assertEquals(schedules, result.schedules());
    }
    assertEquals(schedules, DecisionCount.of(DriverKind.INTERRUPTIBLE, limits));
  }

  @Test
  void everyScopeOfTheLaddersIsCountedBeforeItIsRun() {
    assertEquals(
        List.of(
            List.of(132_341.0, 533_059.0, 5_046_019.0, 208_515_449.0),
            List.of(15_589.0, 416_197.0, 2_081_642.0),
            List.of(9_821.0, 55_750.0, 363_068.0),
            List.of(27_584.0, 307_346.0, 3_193_095.0)),
        IterativeDeepening.LADDERS.stream()
            .map(
                ladder ->
                    ladder.stream()
                        .map(scope -> new Limits(scope, Duration.ZERO))
                        .map(limits -> DecisionCount.of(DriverKind.INTERRUPTIBLE, limits))
                        .toList())
            .toList());
  }

  /** Each scope is contained in those above it, so only the largest need be told. */
  @Test
  void aLadderGrows() {
    for (ImmutableList<Scope> ladder : IterativeDeepening.LADDERS) {
      for (int i = 1; i < ladder.size(); i++) {
        assertEquals(ladder.get(i - 1), ladder.get(i - 1).atMost(ladder.get(i)));
      }
    }
  }

  @Test
  void theNextScopeIsTheCheapestThatFits() {
    Set<Scope> done = new HashSet<>(IterativeDeepening.firsts(Platform.XP));
    List<Scope> further = new ArrayList<>();
    Duration time = Duration.ofSeconds(21);
    for (Optional<Scope> next = further(done, time); next.isPresent(); next = further(done, time)) {
      further.add(next.get());
      done.add(next.get());
    }
    assertEquals(
        List.of(
            Scope.together(1, 12, 1),
            Scope.together(1, 2, 3),
            Scope.together(1, 24, 1),
            Scope.together(8, 2, 1)),
        further);
    assertEquals(
        List.of(
            Scope.together(2, 2, 2),
            Scope.together(8, 2, 1),
            Scope.together(1, 24, 1),
            Scope.together(1, 2, 3)),
        IterativeDeepening.largest(Platform.XP, done));
    assertEquals(Optional.of(Scope.together(3, 2, 2)), further(done, Duration.ofSeconds(27)));
    assertEquals(
        Optional.empty(),
        further(new HashSet<>(IterativeDeepening.firsts(Platform.XP)), Duration.ofMillis(2_700)));
  }

  private static Optional<Scope> further(Set<Scope> done, Duration left) {
    return IterativeDeepening.further(DriverKind.INTERRUPTIBLE, done, 132_341, 50_000, left);
  }

  /** Nothing that the harness can do is left out; a race only where races are asked for. */
  @Tag("often")
  @Test
  void everyMoveWasMadeAtEveryPoint() {
    Set<String> made = new TreeSet<>();
    BiPredicate<Schedule, Execution> note =
        (schedule, run) -> {
          run.visits().forEach(v -> made.add(v.point().kind().label() + " " + v.chosen()));
          return true;
        };
    for (BuiltInDriver driver : List.of(BuiltInDriver.REFERENCE, BuiltInDriver.DEAF_WAIT)) {
      try (Harness harness =
          new Harness(
              driver.factory(),
              Platform.XP,
              Limits.beyond(Scope.together(2, 1, 1), Duration.ofSeconds(30), true))) {
        Enumeration.walk(harness, note, () -> true);
      }
    }
    try (Harness harness = new Harness(BuiltInDriver.REFERENCE.factory(), Platform.XP, THROWING)) {
      Enumeration.walk(harness, note, () -> true);
    }
    Limits ahead = new Limits(Scope.together(2, 1, 1).withNotReady(0), Duration.ofSeconds(30));
    try (Harness harness =
        new Harness(BuiltInDriver.BUTTON_OVERTAKEN.factory(), Platform.XP, ahead)) {
      Enumeration.walk(harness, note, () -> true);
    }
    // Whatever is enumerated alone meets other events at random.
    Scope once = Scope.together(1, 1, 2).withNotReady(0);
    Limits two = Limits.beyond(once, Duration.ofSeconds(30), false);
    try (Harness harness = new Harness(BuiltInDriver.REFERENCE.factory(), Platform.XP, two)) {
      Enumeration.walk(harness, note, () -> true);
    }
    streamsToo(note);
    Set<String> possible = new TreeSet<>();
    for (Point.Kind kind : Point.Kind.values()) {
      kind.moves().forEach(move -> possible.add(kind.label() + " " + move));
    }
    assertEquals(possible, made);
  }

  private static void streamsToo(BiPredicate<Schedule, Execution> note) {
    Schedule twice =
        Schedule.ORDINARY
            .plus(new Point(1, Point.Kind.READ, 1), Move.NOTIFY_OTHER_EVENT)
            .plus(new Point(1, Point.Kind.AGAIN, 1), Move.CANCEL_TRANSFER);
    for (Limits limits :
        List.of(
            Limits.beyond(Scope.together(2, 1, 1).withPages(2), Duration.ofSeconds(30), true),
            new Limits(Scope.together(1, 2, 2).withNotReady(0), Duration.ofSeconds(30)),
            Limits.throwing(Scope.together(1, 1, 1), Duration.ofSeconds(30)))) {
      try (Harness harness =
          new Harness(BuiltInDriver.STREAM_REFERENCE.factory(), Platform.VISTA, limits)) {
        Enumeration.walk(harness, note, () -> true);
        assertTrue(note.test(twice, harness.run(Scheduler.following(twice))));
        faultsAreToldOf(harness, note);
      }
    }
  }

  /** Of the codes that answer it most come as a second event, and so at random. */
  private static void faultsAreToldOf(Harness harness, BiPredicate<Schedule, Execution> note) {
    for (Move answer : Point.Kind.HANDLER.moves()) {
      Schedule told =
          Schedule.ORDINARY
              .plus(new Point(1, Point.Kind.ANSWER, 1), Move.READ_FAULT)
              .plus(new Point(1, Point.Kind.HANDLER, 1), answer);
      assertTrue(note.test(told, harness.run(Scheduler.following(told))));
    }
  }

  /** Events and transfers are those of the shortest sequence known from real drivers. */
  static Stream<Arguments> sizes() {
    return faulty()
        .map(
            driver ->
                switch (driver) {
                  case STALE_FLAG,
                      STALE_DATA,
                      STAYS_BUSY,
                      BUSY_AFTER_EXCEPTION,
                      STREAM_OLD_DATA,
                      STREAM_KEEPS_WHAT_IS_AHEAD ->
                      Arguments.of(driver, 1, 2);
                  case DOUBLE_STOP,
                      SECOND_CANCEL_RESUMES,
                      LATE_ERROR_IGNORED,
                      STOPS_TWICE_AT_ONCE,
                      STREAM_FAULT_BEATS_CANCEL ->
                      Arguments.of(driver, 2, 1);
                  case USES_UP -> Arguments.of(driver, 2, 3);
                  case USES_UP_SLOWLY -> Arguments.of(driver, 5, 6);
                  default -> Arguments.of(driver, 1, 1);
                });
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void theCounterexampleHasNoMoreEventsThanItNeeds(
      BuiltInDriver driver, int events, int transfers) {
    for (Platform platform : platforms(driver)) {
      Counterexample found = found(driver, platform);
      assertTrue(
          driver.breaks().contains(found.finding().rule()),
          () -> driver + " breaks " + driver.breaks() + ", found is " + found.finding());
      assertTrue(found.schedule().events() <= events, () -> "" + found.schedule().lines());
      assertTrue(found.schedule().transfers() <= transfers, () -> "" + found.schedule().lines());
    }
  }

  /** Against a complete enumeration that does not stop at what it finds. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("sizes")
  void noShorterScheduleShowsIt(BuiltInDriver driver, int events, int transfers) {
    assumeFalse(driver.showsLate(), "so long schedules are too many");
    assumeFalse(driver.showsInAnotherOrder(), "no schedule shows it alone");
    Platform platform = platforms(driver).get(0);
    int[] shortest = {Integer.MAX_VALUE};
    int[] hangs = {0};
    int[] runs = {0};
    Scope scope =
        Scope.together(transfers == 3 ? 1 : 2, transfers, events)
            .withPages(driver.streams() ? 2 : 1);
    boolean ordinary = limits(driver).equals(LIMITS) || limits(driver).equals(STREAMS);
    Limits limits = ordinary ? new Limits(scope, Duration.ofSeconds(3)) : limits(driver);
    try (Harness harness = new Harness(driver.factory(), platform, limits)) {
      Enumeration.walk(
          harness,
          (schedule, run) -> {
            runs[0]++;
            hangs[0] += run.gaveUp() ? 1 : 0;
            if (Judge.judge(run, Reading.PERMISSIVE).violation().isPresent()) {
              shortest[0] = Math.min(shortest[0], schedule.moves().size());
            }
            return hangs[0] < 20;
          },
          () -> true);
    }
    assertEquals(shortest[0], found(driver, platform).schedule().moves().size());
    assertTrue(runs[0] > 50 || hangs[0] == 20, () -> "only " + runs[0] + " schedules");
  }

  /** Every faulty driver is killed, and every rule kills one or says why it cannot. */
  @Tag("long")
  @Test
  void theKillMatrixHasNoEmptyColumnAndEveryEmptyRowHasItsReason() {
    List<KillMatrix.Column> columns =
        Arrays.stream(BuiltInDriver.values())
            .map(driver -> KillMatrix.column(driver, Duration.ofSeconds(3)))
            .toList();
    for (KillMatrix.Column column : columns) {
      assertTrue(column.asExpected(), column::toString);
    }
    String table = MatrixTable.of(ImmutableList.copyOf(columns));
    assertTrue(
        table.contains("\nD20    .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  #"), table);
    assertTrue(table.contains("\nB1   it permits the application to answer S_FALSE"), table);
    for (Rule rule : Rule.values()) {
      if (rule.needsCheck() && rule.name().charAt(0) != 'H') {
        boolean kills = columns.stream().anyMatch(column -> column.broken().contains(rule));
        assertTrue(KillMatrix.rows().contains(rule), rule::toString);
        assertEquals(KillMatrix.outOfReach(rule).isEmpty(), kills, rule::toString);
      }
    }
  }

  @Test
  void aFaultyDriverThatNothingFindsWouldBeNoticed() {
    KillMatrix.Column unfound =
        new KillMatrix.Column(
            BuiltInDriver.STALE_FLAG,
            ImmutableSet.of(),
            ImmutableSet.of(),
            Optional.empty(),
            41_405);
    assertFalse(unfound.asExpected());
  }

  @Tag("often")
  @ParameterizedTest
  @MethodSource("faulty")
  void noMoveOfACounterexampleCanBeLeftOut(BuiltInDriver driver) {
    Platform platform = platforms(driver).get(0);
    Counterexample found = found(driver, platform);
    for (Point point : found.schedule().moves().keySet()) {
      assertEquals(
          Optional.empty(),
          violation(driver, platform, found.schedule().without(point)),
          () -> "without " + point);
    }
  }

  /** As a whole, whatever of it runs first: what is told is what shows again. */
  @Test
  void whatOnlyShowsAfterOthersIsToldAsThat() {
    DriverPart part =
        DriverVerifier.search(
            new Subject("shared-pool", BuiltInDriver.SHARED_POOL.factory(), Reading.PERMISSIVE),
            DriverSearch.of(Platform.XP),
            Progress.NONE);
    Counterexample found = part.counterexample().orElseThrow();
    assertEquals(Rule.D14, found.finding().rule());
    assertEquals(Schedule.ORDINARY, found.schedule());
    assertEquals(59, found.after().size(), "and one that asks what the driver claims");
    assertTrue(found.replays());
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void aCounterexampleCanBeReplayedFromItsFile(BuiltInDriver driver, @TempDir Path folder)
      throws Exception {
    Platform platform = platforms(driver).get(0);
    Counterexample found = found(driver, platform);
    Path file = folder.resolve(ReplayFile.fileName(driver.label(), Rule.A3, platform));
    ReplayFile.write(file, driver.label(), found);
    ReplayFile replay = ReplayFile.read(file);
    assertEquals(driver.label(), replay.driver());
    assertEquals(platform, replay.platform());
    assertEquals(found.finding().rule(), replay.rule());
    assertEquals(found.schedule(), replay.schedule());
    assertEquals(found.after(), replay.after());
    assertEquals(Optional.of(found.finding().rule()), again(driver, replay));
  }

  private static Optional<Rule> again(BuiltInDriver driver, ReplayFile replay) {
    return replay.after().isEmpty()
        ? violation(driver, replay.platform(), replay.schedule())
        : Dependence.again(
                () -> new Harness(driver.factory(), replay.platform(), LIMITS),
                replay.after(),
                replay.schedule())
            .found()
            .map(found -> found.finding().rule());
  }

  private static Optional<Rule> violation(
      BuiltInDriver driver, Platform platform, Schedule schedule) {
    try (Harness harness = new Harness(driver.factory(), platform, limits(driver))) {
      return Judge.judge(harness.run(Scheduler.following(schedule)), Reading.PERMISSIVE)
          .violation()
          .map(finding -> finding.rule());
    }
  }

  private static List<Platform> platforms(BuiltInDriver driver) {
    return Platform.all().stream().filter(driver::failsOn).toList();
  }

  /** Searched once, and asked about by several tests. */
  private static Counterexample found(BuiltInDriver driver, Platform platform) {
    return FOUND.computeIfAbsent(driver + " " + platform, name -> search(driver, platform));
  }

  private static Counterexample search(BuiltInDriver driver, Platform platform) {
    if (driver.showsLate()) {
      return Repetition.search(
              limits -> new Harness(driver.factory(), platform, limits),
              Repetition.ONCE,
              Duration.ofSeconds(3),
              DriverSearch.REPEAT,
              Tally.of(Reading.PERMISSIVE),
              1,
              Deadline.NEVER,
              count -> {})
          .counterexample()
          .orElseThrow();
    }
    if (driver.showsInAnotherOrder()) {
      return Reordering.search(
              () -> new Harness(driver.factory(), platform, LIMITS), 1, Deadline.NEVER, count -> {})
          .counterexample()
          .orElseThrow();
    }
    try (Harness harness = new Harness(driver.factory(), platform, limits(driver))) {
      return Enumeration.search(harness, Tally.of(Reading.PERMISSIVE))
          .counterexample()
          .orElseThrow();
    }
  }
}
