package org.returntoidle.spec.trace;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Violation;

/** The trace of a run to streams is accepted or rejected exactly as the kit judged the run. */
class StreamTracesTest {
  private static final Duration HANG = Duration.ofSeconds(1);

  /** Runs that were given up take long; they end with a misdeed, and so do their traces. */
  private static final int HANGS = 2;

  private final Set<Rule> compared = EnumSet.noneOf(Rule.class);
  private int good;
  private int bad;

  @Tag("often")
  @Test
  void everyStreamDriverIsJudgedAlike() {
    streamDrivers().forEach(driver -> enumerate(driver, Scope.together(2, 2, 1).withPages(2), 400));
    assertTrue(good > 5_000 && bad > 500, () -> good + " good, " + bad + " bad");
    assertTrue(
        compared.containsAll(
            EnumSet.of(
                Rule.A3, Rule.A6, Rule.A9, Rule.D7, Rule.D10, Rule.D13, Rule.D15, Rule.D22,
                Rule.D26, Rule.V3a, Rule.V8, Rule.V9, Rule.V10, Rule.V11, Rule.V12, Rule.V15,
                Rule.V16, Rule.V17, Rule.V18, Rule.V19, Rule.V20, Rule.V21, Rule.V31, Rule.V33)),
        compared::toString);
  }

  @Tag("whole")
  @Test
  void inEveryScheduleToo() {
    streamDrivers()
        .forEach(driver -> enumerate(driver, Scope.together(2, 2, 2).withPages(2), 20_000));
    assertTrue(good > 100_000 && bad > 10_000, () -> good + " good, " + bad + " bad");
    assertTrue(compared.containsAll(EnumSet.of(Rule.V32, Rule.V34)), compared::toString);
  }

  private static Stream<BuiltInDriver> streamDrivers() {
    return Stream.of(BuiltInDriver.values()).filter(driver -> driver.factory().streams());
  }

  private void enumerate(BuiltInDriver driver, Scope scope, int runs) {
    int[] left = {runs, HANGS};
    try (Harness harness = new Harness(driver.factory(), Platform.VISTA, new Limits(scope, HANG))) {
      Enumeration.walk(
          harness,
          (schedule, run) -> {
            compare(driver, run);
            left[1] -= run.gaveUp() ? 1 : 0;
            return --left[0] > 0 && left[1] > 0;
          },
          () -> true);
    }
  }

  private void compare(BuiltInDriver driver, Execution run) {
    Set<Rule> broken =
        Judge.judge(run, Reading.PERMISSIVE).findings().stream()
            .filter(finding -> !finding.holds())
            .filter(finding -> !needsBytes(finding))
            .map(Finding::rule)
            .collect(Collectors.toSet());
    boolean bytes =
        Judge.judge(run, Reading.PERMISSIVE).findings().stream()
            .anyMatch(StreamTracesTest::needsBytes); // What follows from them needs them, too.
    String text = TraceWriter.write(run);
    try {
      TraceVerdict verdict = Traces.check(text);
      Supplier<String> both = () -> driver + " " + broken + "\n" + verdict + "\n" + text;
      assertTrue(bytes || broken.isEmpty() == verdict.isGood(), both);
      for (Problem problem : verdict.problems()) {
        Rule rule = assertInstanceOf(Violation.class, problem, both).rule();
        assertTrue(broken.contains(rule), both);
        compared.add(rule);
      }
    } catch (DamagedTraceException e) {
      throw new AssertionError(text, e);
    }
    good += broken.isEmpty() ? 1 : 0;
    bad += broken.isEmpty() ? 0 : 1;
  }

  /** A trace has the sizes of writes, and not what is in them. */
  private static boolean needsBytes(Finding finding) {
    return finding.message().contains(" got bytes that ");
  }
}
