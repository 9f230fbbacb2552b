package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.examples.SharingDrivers;
import org.returntoidle.spec.examples.right.PollsForResult;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verdict.DriverClass;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.NotCovered;
import org.returntoidle.spec.verdict.Phase;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Replayed;
import org.returntoidle.spec.verdict.Subject;

/** What depends on earlier runs is found, and what only seems to do so is not. */
class ReorderingTest {
  private static final Limits LIMITS = new Limits(Scope.together(2, 2, 1), Duration.ofSeconds(10));
  private static final Schedule FAILS =
      Schedule.ORDINARY.plus(new Point(1, Point.Kind.CODE, 1), Move.CALLBACK_FAILS_E_FAIL);

  private static DriverFactory factory(Class<? extends MiniDriver> driver) throws Exception {
    return DriverClass.load(driver.getName(), ReorderingTest.class.getClassLoader());
  }

  private static Supplier<Harness> fresh(Class<? extends MiniDriver> driver) throws Exception {
    DriverFactory factory = factory(driver);
    return () -> new Harness(factory.inFreshClasses().orElseThrow(), Platform.XP, LIMITS);
  }

  private static SearchResult search(Class<? extends MiniDriver> driver) throws Exception {
    return Reordering.search(fresh(driver), 1, Deadline.NEVER, count -> {});
  }

  private static DriverPart verify(DriverFactory factory) {
    return DriverVerifier.search(
        new Subject("any", factory, Reading.PERMISSIVE),
        DriverSearch.of(Platform.XP).withScope(Scope.together(1, 1, 1)),
        Progress.NONE);
  }

  @Test
  void aDifferenceThatBreaksNoRuleIsAFinding() throws Exception {
    Counterexample found = search(SharingDrivers.TalksAtFirst.class).counterexample().orElseThrow();
    assertEquals(Rule.D14, found.finding().rule());
    assertEquals(Schedule.ORDINARY, found.schedule());
    assertEquals(ImmutableList.of(new Repeated(5, Schedule.ORDINARY)), Repeated.of(found.after()));
    assertEquals(
        "after others (5), each with a driver and a device of its own, there is DeliverBand band 1"
            + " (last) of transfer 1, where alone there is SendStatus: drivers share something that"
            + " outlives them (static state)",
        found.finding().message());
  }

  /** One run is enough, if it is the right one. */
  @Test
  void whatRanBeforeIsMadeSmall() throws Exception {
    Counterexample found = search(SharingDrivers.Poisoned.class).counterexample().orElseThrow();
    assertEquals(Schedule.ORDINARY, found.schedule());
    assertEquals(1, found.after().size(), () -> "" + found.after());
    assertTrue(
        found.finding().message().contains("ReturnFromAcquire(E_FAIL), where alone there is"),
        found.finding()::message);
  }

  @Test
  void aDriverThatDiffersByItselfIsNotAccused() throws Exception {
    SearchResult result = search(SharingDrivers.ByChance.class);
    assertEquals(Optional.empty(), result.counterexample());
    assertEquals(201, result.schedules());
  }

  @Test
  void whereTimeHasASayNothingIsCompared() throws Exception {
    assertEquals(0, search(PollsForResult.class).schedules());
  }

  /** Found by the enumeration, by the rule that it happens to break there. */
  @Test
  void whatTheEnumerationFindsAfterOthersIsToldAsThat() throws Exception {
    DriverPart part = verify(factory(SharingDrivers.Poisoned.class));
    Counterexample found = part.counterexample().orElseThrow();
    assertEquals(Rule.D14, found.finding().rule());
    assertEquals(1, found.after().size(), () -> "" + found.after());
    assertTrue(part.schedules(Phase.REORDERED) > 0);
  }

  @Test
  void whatLastsLongIsUsedUpByManyRuns() throws Exception {
    Counterexample found =
        Dependence.afterMany(
                fresh(SharingDrivers.LargePool.class), Schedule.ORDINARY, Deadline.NEVER)
            .orElseThrow();
    assertEquals(4_999, found.after().size());
  }

  @Test
  void whatCannotBeLoadedAnewIsNotToldAsCompared() {
    DriverPart part = verify(device -> new ReferenceMiniDriver(device));
    assertEquals(Optional.empty(), part.counterexample());
    assertEquals(0, part.schedules(Phase.REORDERED));
    assertTrue(NotCovered.by(part).contains(NotCovered.STATIC_STATE));
  }

  @Test
  void whatIsComparedIsNotToldAsLeftOut() throws Exception {
    DriverPart part = verify(factory(ReferenceMiniDriver.class));
    assertTrue(part.schedules(Phase.REORDERED) > 0);
    assertTrue(part.schedules(Phase.BESIDE) > 0);
    assertFalse(NotCovered.by(part).contains(NotCovered.STATIC_STATE));
    assertFalse(NotCovered.by(part).contains(NotCovered.NEIGHBORS));
  }

  @Test
  void aFileSaysWhatRunsBefore(@TempDir Path folder) throws Exception {
    Counterexample found = search(SharingDrivers.Poisoned.class).counterexample().orElseThrow();
    Path file = folder.resolve("poisoned.json");
    ReplayFile.write(file, "poisoned", found);
    Recorded recorded = Recorded.read(file);
    assertEquals(found.after(), recorded.replay().after());
    Replayed again =
        Replayed.run(
            recorded,
            new Subject("poisoned", factory(SharingDrivers.Poisoned.class), Reading.PERMISSIVE),
            Duration.ofSeconds(10));
    assertTrue(again.fails());
    assertTrue(again.text().contains("\nafter      1 run: transfer 1, "), again::text);
    Replayed right =
        Replayed.run(
            recorded,
            new Subject("right", factory(ReferenceMiniDriver.class), Reading.STRICT),
            Duration.ofSeconds(10));
    assertFalse(right.fails());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"times\": 0, \"schedule\": []}]",
        "[{\"schedule\": []}]",
        "[{\"times\": 100000, \"schedule\": []}, {\"times\": 1, \"schedule\": []}]",
        "[{\"times\": 1}]",
        "[{\"times\": 1, \"schedule\": [{\"at\": \"transfer 1, nowhere\", \"do\": \"x\"}]}]",
        "[7]",
        "7"
      })
  void whatIsNoHistoryIsRefused(String after, @TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("bad.json"),
            "{\"format\": 1, \"driver\": \"x\", \"platform\": \"XP\", \"rule\": \"D14\", \"after\": "
                + after
                + ", \"schedule\": []}");
    assertThrows(ReplayFile.DamagedException.class, () -> ReplayFile.read(file));
  }

  @Test
  void runsThatAreTheSameAreToldOnce() {
    ImmutableList<Schedule> runs =
        ImmutableList.of(Schedule.ORDINARY, Schedule.ORDINARY, FAILS, Schedule.ORDINARY);
    assertEquals(
        ImmutableList.of(
            new Repeated(2, Schedule.ORDINARY),
            new Repeated(1, FAILS),
            new Repeated(1, Schedule.ORDINARY)),
        Repeated.of(runs));
    assertEquals(runs, Repeated.all(Repeated.of(runs)));
  }
}
