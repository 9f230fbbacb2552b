package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.model.monitor.Refusal;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.examples.OddDrivers;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Violation;

/**
 * The trace of a run is accepted or rejected exactly as the harness judged the run: the monitor
 * refuses what the judge finds broken, by a rule that the judge names, too.
 */
class HarnessTracesTest {
  /** They lie about the last byte, and a trace has no bytes. */
  private static final ImmutableSet<BuiltInDriver> NEEDS_BYTES =
      ImmutableSet.of(BuiltInDriver.LAST_ON_EMPTY_PART, BuiltInDriver.NEVER_READS);

  private static final Duration HANG = Duration.ofSeconds(1);

  /** Runs that were given up take long; they end with a misdeed, and so do their traces. */
  private static final int HANGS = 3;

  /** The rules by which both named the same. */
  private final Set<Rule> compared = EnumSet.noneOf(Rule.class);

  private int good;
  private int bad;

  @Tag("often")
  @Test
  void someDriversAreJudgedAlike() {
    Stream.of(BuiltInDriver.values())
        .filter(driver -> !driver.streams())
        .filter(driver -> !Traces.mayHang(driver))
        .limit(12)
        .forEach(driver -> enumerate(driver.factory(), Scope.together(2, 2, 1), 400));
    assertTrue(good > 1_000 && bad > 200, () -> good + " good, " + bad + " bad");
    assertEquals(
        EnumSet.of(
            Rule.A3, Rule.A9, Rule.D5, Rule.D6, Rule.D10, Rule.D11, Rule.D13, Rule.D15, Rule.L3),
        compared);
  }

  /** What is said of the driver goes into the header. */
  @Tag("often")
  @Test
  void whoCancelsByItselfIsJudgedAlike() {
    DriverFactory unstopped = BuiltInDriver.GIVES_UP_UNSTOPPED.factory();
    Scope scope = Scope.together(3, 2, 1);
    enumerate(OddDrivers.GivesUp::new, scope, 1_000);
    assertTrue(good > 1_500 && bad == 0, () -> good + " good, " + bad + " bad");
    enumerate(OddDrivers.GivesUpUndeclared::new, scope, 2_000);
    enumerate(unstopped, scope, 2_000);
    assertTrue(bad > 30, () -> good + " good, " + bad + " bad");
    assertEquals(EnumSet.of(Rule.A3, Rule.D11), compared);
  }

  /** Nothing was started, so nothing is stopped. What format 1 does not know is written in 2. */
  @Test
  void aDeviceThatDoesNotStartIsJudgedAlike() {
    Execution right = startsNot(HResult.WIA_ERROR_PAPER_JAM);
    compare(right);
    assertEquals(List.of(1, 0), List.of(good, bad));
    compare(startsNot(HResult.S_OK));
    compare(startsNot(HResult.E_FAIL));
    assertEquals(List.of(1, 2), List.of(good, bad));
    assertEquals(EnumSet.of(Rule.D10), compared);
    assertTrue(TraceWriter.write(right).startsWith("{\"format\":2,"));
  }

  private static Execution startsNot(HResult result) {
    return new Execution(
        Platform.XP,
        true,
        false,
        false,
        ImmutableList.of(
            happened(Action.ACQUIRE_ITEM_DATA, null),
            happened(Action.START_FAILS, HResult.WIA_ERROR_PAPER_JAM),
            happened(Action.RETURN_FROM_ACQUIRE, result)),
        ImmutableList.of(),
        false,
        Order.ONE_THREAD);
  }

  private static TraceEvent happened(Action action, @Nullable HResult code) {
    return new Happened(
        1, action, Optional.ofNullable(code), Optional.empty(), false, Manner.ALONE);
  }

  @Tag("whole")
  @Test
  void everyDriverIsJudgedAlikeInEverySchedule() {
    enumerate(ReferenceMiniDriver::new, Scope.together(2, 2, 2), Integer.MAX_VALUE);
    for (DriverFactory driver : all().toList()) {
      enumerate(driver, Scope.together(2, 2, 1), Integer.MAX_VALUE);
      atRandom(driver, false);
      atRandom(driver, true);
    }
    assertTrue(good > 300_000 && bad > 30_000, () -> good + " good, " + bad + " bad");
    // A return without a call (L2) cannot happen to the harness, and it names no threads.
    assertEquals(Set.of(Rule.L2, Rule.D22, Rule.D23), Sets.difference(Refusal.RULES, compared));
  }

  private static Stream<DriverFactory> all() {
    return Stream.concat(
        Stream.of(BuiltInDriver.values())
            .filter(driver -> !driver.streams())
            .filter(driver -> !NEEDS_BYTES.contains(driver))
            .map(BuiltInDriver::factory),
        Stream.of(
            OddDrivers.CallbackOnly::new,
            OddDrivers.Polling::create,
            OddDrivers.StopsFromTheEvent::new,
            OddDrivers.ReadsAhead::new,
            OddDrivers.GivesUp::new,
            OddDrivers.GivesUpUndeclared::new,
            OddDrivers.LostUpdate::new,
            OddDrivers.DoubleCompletion::new,
            OddDrivers.TwoFaults::new,
            OddDrivers.Throws::new,
            OddDrivers.ReturnsNull::new,
            OddDrivers.CallsBackFromAnotherThread::new));
  }

  private void enumerate(DriverFactory driver, Scope scope, int runs) {
    for (Platform platform : Platform.banded()) {
      int[] left = {runs, HANGS};
      try (Harness harness = new Harness(driver, platform, new Limits(scope, HANG))) {
        Enumeration.walk(
            harness,
            (schedule, run) -> {
              compare(run);
              left[1] -= run.gaveUp() ? 1 : 0;
              return --left[0] > 0 && left[1] > 0;
            },
            () -> true);
      }
    }
  }

  private void atRandom(DriverFactory driver, boolean races) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, HANG, races);
    for (Platform platform : Platform.banded()) {
      try (Harness harness = new Harness(driver, platform, limits)) {
        JqwikSession.run(
            () -> {
              RandomGenerator<RandomSearch.Plan> plans = RandomSearch.plans().generator(1_000);
              Random random = new Random(1);
              int hangs = 0;
              for (int i = 0; i < 300 && hangs < HANGS; i++) {
                Execution run = harness.run(plans.next(random).value().scheduler());
                compare(run);
                hangs += run.gaveUp() ? 1 : 0;
              }
            });
      }
    }
  }

  private void compare(Execution run) {
    Set<Rule> broken =
        Judge.judge(run, Reading.PERMISSIVE).findings().stream()
            .filter(finding -> !finding.holds())
            .map(Finding::rule)
            .filter(rule -> rule != Rule.D24) // A trace carries no bytes.
            .collect(Collectors.toSet());
    String text = TraceWriter.write(run);
    try {
      TraceVerdict verdict = Traces.check(text);
      Supplier<String> both = () -> broken + "\n" + verdict + "\n" + text;
      assertEquals(broken.isEmpty(), verdict.isGood(), both);
      for (Problem problem : verdict.problems()) {
        Rule rule = assertInstanceOf(Violation.class, problem, both).rule();
        assertTrue(isNamed(rule, broken), both);
        compared.add(rule);
      }
    } catch (DamagedTraceException e) {
      throw new AssertionError(text, e);
    }
    good += broken.isEmpty() ? 1 : 0;
    bad += broken.isEmpty() ? 0 : 1;
  }

  /**
   * What the judge may say instead, since it looks back on the whole transfer. At a return with the
   * device on, the monitor says why it should be off; the judge says D6 if it is stopped later.
   * Where an error was lost the monitor says A9; the judge says D3 if a cancel had come before.
   * Where a cancel was not reported the monitor says A5; the judge says A6 if it was the button, A7
   * on Windows Me, D2 if there were several. A transfer that never ends is not judged by D5.
   */
  private static final ImmutableSetMultimap<Rule, Rule> LOOKING_BACK =
      ImmutableSetMultimap.<Rule, Rule>builder()
          .put(Rule.A3, Rule.D6)
          .putAll(Rule.A5, Rule.A6, Rule.A7, Rule.D2)
          .putAll(Rule.A9, Rule.D3, Rule.D6)
          .put(Rule.D5, Rule.L1)
          .put(Rule.D10, Rule.D6)
          .build();

  /** Whether the judge names the monitor's rule, too. */
  private static boolean isNamed(Rule rule, Set<Rule> broken) {
    return broken.contains(rule) || !Collections.disjoint(LOOKING_BACK.get(rule), broken);
  }

  @Test
  void anotherRuleWouldBeSeen() {
    assertTrue(isNamed(Rule.A3, Set.of(Rule.D6)));
    assertFalse(isNamed(Rule.D5, Set.of(Rule.D6)));
    assertFalse(isNamed(Rule.A3, Set.of(Rule.D13)));
  }
}
