package org.returntoidle.spec.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Clock;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Phase;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verdict.RuleVerdict.Strength;
import org.returntoidle.spec.verdict.RuleVerdict.Verdict;
import org.returntoidle.spec.verdict.Subject;

/** What time has decided is said, and an unfinished search is nowhere told as a finished one. */
class WithinTest {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Subject REFERENCE =
      new Subject("reference", ReferenceMiniDriver::new, Reading.STRICT);
  private static final DriverSearch SEARCH = DriverSearch.of(Platform.XP).withRandom(50, 1);
  private static final DriverSearch SMALL = SEARCH.withScope(Scope.together(1, 1, 1)).withRepeat(0);

  private static DriverPart verify(DriverSearch search, int milliseconds) {
    return DriverVerifier.verify(
        REFERENCE,
        search.withDeadline(Deadline.within(Duration.ofMillis(milliseconds), Clock.of(MILLI))),
        Progress.NONE);
  }

  private static String firstLine(DriverPart part) {
    return TextReport.driver(part, file -> "").lines().findFirst().orElseThrow();
  }

  private static Verification of(DriverPart part) {
    return new Verification(Platform.XP, 1, Optional.empty(), Optional.empty(), Optional.of(part));
  }

  /** In the second level, with a scope that was given. */
  @Tag("often")
  @Test
  void aCutEnumerationClaimsOnlyItsFinishedLevels() {
    DriverPart part =
        cutIn(
            Phase.ENUMERATION,
            cut -> cut.reach().enumeration().levels() == 1 && partial(cut).contains(Rule.B4));
    assertTrue(part.holds());
    assertFalse(part.complete());
    assertEquals(Optional.of(Phase.ENUMERATION), part.reach().cutIn());
    assertEquals(1, part.reach().enumeration().levels());
    assertTrue(part.schedules(Phase.ENUMERATION) > 0);
    assertTrue(
        part.schedules(Phase.BESIDE) > 0, "it takes less than the enumeration, and comes first");
    EnumSet.complementOf(EnumSet.of(Phase.ENUMERATION, Phase.BESIDE))
        .forEach(phase -> assertEquals(0, part.schedules(phase), phase::toString));
    for (RuleVerdict verdict : part.rules()) {
      if (verdict.verdict() == Verdict.HOLDS) {
        assertEquals(
            part.reach().enumeration().rules().contains(verdict.rule())
                ? Strength.EXHAUSTIVE
                : Strength.PARTIAL,
            verdict.strength().orElseThrow(),
            verdict::toString);
      }
    }
    assertTrue(
        firstLine(part)
            .matches(
                ".* no violation; not complete: --within \\d ended the enumeration beyond 0 moves .*"),
        () -> firstLine(part));
    String text = TextReport.driver(part, file -> "");
    assertFalse(text.contains("complete up to"), text);
    assertTrue(
        text.contains(
            "complete for at most 0 moves out of the ordinary (cancels, faults, more bands, more"
                + " transfers)\n           up to 1 band, 1 transfer, 1 cancel or fault"),
        text);
    assertFalse(text.contains("(the reference: "), text);
    JsonNode json = JsonReport.of(of(part));
    assertFalse(json.path("complete").asBoolean(true));
    assertEquals("[\"the enumeration\"]", json.path("unfinished").toString());
    assertFalse(json.at("/driver/complete").asBoolean(true));
    assertEquals(0, json.at("/driver/completedLevel").asInt(-1));
    assertTrue(json.at("/driver/afterCancel/reference").isNull());
    assertTrue(
        JunitReport.of(of(part))
            .contains(
                "name=\"complete: the enumeration\" time=\"0.000\"><skipped message=\"not finished: the time was"
                    + " up (--within)\""),
        () -> JunitReport.of(of(part)));
  }

  private static List<Rule> partial(DriverPart part) {
    return part.rules().stream()
        .filter(v -> v.strength().equals(Optional.of(Strength.PARTIAL)))
        .map(RuleVerdict::rule)
        .toList();
  }

  @Test
  void withNoTimeAtAllNothingIsClaimed() {
    DriverPart part = verify(SMALL, 1);
    assertEquals(0, part.schedules(Phase.ENUMERATION));
    assertTrue(firstLine(part).contains("before any of it was complete"), () -> firstLine(part));
    assertEquals(0, part.count(Verdict.HOLDS));
    assertTrue(JsonReport.of(of(part)).at("/driver/completedLevel").isNull());
  }

  @Tag("often")
  @Test
  void aCutRandomSearchIsSaid() {
    DriverPart whole = verify(SMALL, 1_000_000);
    assertTrue(whole.complete());
    DriverPart part = cutIn(Phase.RANDOM);
    assertTrue(
        firstLine(part).contains("no violation; not complete: --within "), () -> firstLine(part));
    assertTrue(firstLine(part).contains(" ended the random schedules"), () -> firstLine(part));
    assertTrue(part.reach().enumeration().finished());
    assertFalse(JsonReport.of(of(part)).path("complete").asBoolean(true));
  }

  @Tag("long")
  @Test
  void soIsACutSearchForRaces() {
    assertTrue(firstLine(cutIn(Phase.RACING)).contains(" ended the racing schedules"));
  }

  @Test
  void aCutSearchForWhatIsThrownIsSaid() {
    DriverPart part = cutIn(Phase.THROWING);
    assertTrue(firstLine(part).contains(" ended the schedules that throw"), () -> firstLine(part));
    assertTrue(part.reach().enumeration().finished());
    assertTrue(part.schedules(Phase.THROWING) > 0);
    RuleVerdict d21 =
        part.rules().stream().filter(v -> v.rule() == Rule.D21).findFirst().orElseThrow();
    assertEquals(Optional.of(Strength.PARTIAL), d21.strength());
  }

  /** With the least time with which this is begun and not finished, give or take a little. */
  private static DriverPart cutIn(Phase phase) {
    return cutIn(phase, part -> phase != Phase.THROWING || part.schedules(Phase.THROWING) > 0);
  }

  private static boolean hasBegun(Phase phase, DriverPart part) {
    return part.schedules(phase) > 0 || part.reach().cutIn().filter(phase::equals).isPresent();
  }

  private static DriverPart cutIn(Phase phase, Predicate<DriverPart> wanted) {
    int enough = 10;
    while (!hasBegun(phase, verify(SMALL, enough))) {
      assertTrue(enough < 100_000, phase + " does not begin");
      enough *= 2;
    }
    int tooShort = enough / 2;
    while (enough - tooShort > 10) {
      int middle = (tooShort + enough) / 2;
      if (hasBegun(phase, verify(SMALL, middle))) {
        enough = middle;
      } else {
        tooShort = middle;
      }
    }
    return IntStream.iterate(enough, time -> time + 10)
        .limit(1_000)
        .mapToObj(time -> verify(SMALL, time))
        .filter(part -> part.reach().cutIn().equals(Optional.of(phase)))
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFinishedSearchWithAScopeOfItsOwnSaysNothingOfTime() {
    DriverPart part = verify(SMALL, 1_000_000);
    assertTrue(firstLine(part).endsWith(" no violation") || !firstLine(part).contains("within"));
    assertTrue(JsonReport.of(of(part)).path("complete").asBoolean());
    assertFalse(JsonReport.of(of(part)).at("/driver/boundByTime").asBoolean(true));
    assertTrue(JsonReport.of(of(part)).at("/driver/completedLevel").asInt() > 1);
    assertFalse(JunitReport.of(of(part)).contains("complete: "));
  }

  /** However slow the machine: an hour for each look at the clock. */
  @Tag("long")
  @Test
  void theFirstScopeIsFinishedWithoutALimit() {
    DriverPart part =
        DriverVerifier.verify(
            REFERENCE,
            SEARCH.withDeadline(Deadline.never(Clock.of(Duration.ofHours(1)))),
            Progress.NONE);
    assertEquals(IterativeDeepening.first(), part.scope());
    assertTrue(part.complete());
    assertEquals(IterativeDeepening.firsts(Platform.XP), scopes(part));
    assertEquals(185_335, part.schedules(Phase.ENUMERATION));
    assertTrue(
        firstLine(part).contains("no violation, as far as 25 s reach"), () -> firstLine(part));
    assertTrue(JsonReport.of(of(part)).at("/driver/boundByTime").asBoolean());
  }

  private static List<Scope> scopes(DriverPart part) {
    return part.reach().covered().stream().map(DriverPart.Covered::scope).toList();
  }

  /** The larger scope was expected to fit; then the machine became slow. */
  @Tag("long")
  @Test
  void aLargerScopeThatIsCutIsNotClaimed() {
    Clock clock = Clock.of(Duration.ofNanos(1_000), 430_000, MILLI);
    DriverPart part =
        DriverVerifier.verify(
            REFERENCE,
            SEARCH.withDeadline(Deadline.within(Duration.ofSeconds(10), clock)),
            Progress.NONE);
    assertEquals(IterativeDeepening.first(), part.scope());
    assertEquals(IterativeDeepening.firsts(Platform.XP), scopes(part));
    assertEquals(185_335, part.schedules(Phase.ENUMERATION));
    assertEquals(Optional.of(Phase.ENUMERATION), part.reach().cutIn());
    assertTrue(
        firstLine(part).contains("; not complete: --within 10 ended the enumeration"),
        () -> firstLine(part));
    assertTrue(
        TextReport.driver(part, file -> "")
            .contains("complete up to " + IterativeDeepening.first()));
  }

  @Test
  void theModelEndsInTime() {
    Configuration large = Configuration.DEFAULT.with(Bounds.of(20, 20, 20, 20));
    assertEquals(Optional.empty(), Verifier.model(new Protocol(large), soon(), Progress.NONE));
  }

  @Test
  void noProofIsBegunWithoutTime() {
    assertEquals(Optional.empty(), Verifier.proof(Configuration.DEFAULT, soon(), Progress.NONE));
    assertEquals(
        Optional.empty(), KillMatrix.columns(Duration.ofSeconds(1), soon(), Progress.NONE));
  }

  /** What is done counts; what is not is interrupted, and waited for. */
  @Test
  @Timeout(60)
  void whatIsNotDoneInTimeIsInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    List<Callable<String>> jobs =
        List.of(
            () -> {
              try {
                begun.countDown();
                never.await();
                return "never";
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    Deadline deadline =
        new Deadline(Clock.of(Duration.ZERO), 0, Optional.of(Duration.ofMillis(200)));
    assertEquals(
        ImmutableList.of(Optional.empty()),
        Verifier.inParallel(jobs, deadline, Progress.NONE.start("", 1)));
    assertEquals(begun.getCount(), interrupted.getCount(), "if it began, it is over now");
  }

  @Test
  void aPartThatWasNotFinishedIsSaidEverywhere() {
    Verification verification =
        new Verification(Platform.XP, 1, Optional.empty(), Optional.empty(), Optional.empty())
            .withUnfinished(ImmutableList.of("TLC"));
    assertTrue(verification.holds());
    assertFalse(verification.complete());
    assertFalse(JsonReport.of(verification).path("complete").asBoolean(true));
    assertEquals("[\"TLC\"]", JsonReport.of(verification).path("unfinished").toString());
    assertTrue(
        JunitReport.of(verification).contains("name=\"complete: TLC\" time=\"0.000\"><skipped "));
  }

  private static Deadline soon() {
    return Deadline.within(
        Duration.ofNanos(1), Clock.of(Duration.ofNanos(TimeUnit.SECONDS.toNanos(1))));
  }
}
