package org.returntoidle.spec.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.docs.Pinned;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.examples.OddDrivers;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.Enumeration;

/**
 * How often each rule had something to say, was kept and was broken, on every schedule of a small
 * scope, for every built-in driver and two that are right in another way. Counts are facts: a
 * changed count is a changed judge.
 */
@Tag("long")
class JudgeTally {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "tally.txt");

  @Tag("generates")
  @Test
  void everyFindingIsCounted() throws IOException {
    List<String> lines = new ArrayList<>();
    for (BuiltInDriver driver : BuiltInDriver.values()) {
      if (driver.streams()) {
        continue;
      }
      if (isCounted(driver)) {
        lines.addAll(tally(driver.label(), driver.factory(), scope(driver)));
      }
    }
    lines.addAll(tally("callback only", OddDrivers.CallbackOnly::new, Scope.together(2, 1, 2)));
    lines.addAll(tally("polling", OddDrivers.Polling::create, Scope.together(2, 2, 1)));
    Pinned.check(GOLDEN, String.join("\n", lines) + "\n");
  }

  private static boolean isCounted(BuiltInDriver driver) {
    return !hasThreads(driver);
  }

  /** Whether two runs of one schedule can differ. */
  static boolean hasThreads(BuiltInDriver driver) {
    return switch (driver) {
      // A thread of its own comes when it comes.
      case RETURNED_BEFORE_STOPPED -> true;
      // A second call that meets the stop is answered before or after it, as its lock wants it.
      case STOPS_TWICE_AT_ONCE, BUSY_DISTURBS -> true;
      // What it does depends on what was run before.
      case SHARED_POOL -> true;
      // Two of its threads go on at once, and either is the first.
      case ONE_BUFFER, BUTTON_OVERTAKEN -> true;
      // It takes its time.
      case WAITS_FOR_THE_END -> true;
      default -> false;
    };
  }

  private static Scope scope(BuiltInDriver driver) {
    return switch (driver) {
      case REFERENCE, DOUBLE_STOP, SECOND_CANCEL_RESUMES, LATE_ERROR_IGNORED, STOPS_TWICE_AT_ONCE ->
          Scope.together(2, 1, 2);
      case STALE_FLAG, STALE_DATA, STAYS_BUSY -> Scope.together(2, 2, 1);
      default -> Scope.together(2, 1, 1);
    };
  }

  private static List<String> tally(String name, DriverFactory factory, Scope scope) {
    List<String> lines = new ArrayList<>();
    for (Platform platform : Platform.banded()) {
      List<String> strict = List.of();
      for (Reading reading : Reading.values()) {
        lines.add(name + ", " + platform.label() + ", " + reading + ", " + scope);
        List<String> found = tally(factory, platform, reading, scope);
        lines.addAll(found.equals(strict) ? List.of("  the same") : found);
        strict = found;
      }
    }
    return lines;
  }

  private static List<String> tally(
      DriverFactory factory, Platform platform, Reading reading, Scope scope) {
    Map<Rule, int[]> counts = new EnumMap<>(Rule.class);
    Map<String, Integer> named = new TreeMap<>();
    CancelLatency[] latency = {CancelLatency.AT_ONCE};
    Limits limits = new Limits(scope, Duration.ofSeconds(30));
    try (Harness harness = new Harness(factory, platform, limits)) {
      Enumeration.walk(
          harness,
          (schedule, run) -> {
            Judgement judgement = Judge.judge(run, reading);
            latency[0] = latency[0].orSlower(judgement.latency());
            for (Finding finding : judgement.findings()) {
              counts.computeIfAbsent(finding.rule(), rule -> new int[2])[finding.holds() ? 0 : 1]++;
            }
            judgement
                .violation()
                .ifPresent(f -> named.merge(f.rule() + ": " + f.message(), 1, Integer::sum));
            return true;
          },
          () -> true);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "  kept/broken "
            + counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue()[0] + "/" + e.getValue()[1])
                .collect(Collectors.joining(", ")));
    lines.add("  " + latency[0] + " after a cancel");
    named.forEach((message, count) -> lines.add("  " + count + " times " + message));
    return lines;
  }

  @Test
  void whatSaysSomethingAboutADriverDependsOnPlatformAndKind() {
    assertEquals(List.of(Rule.A7, Rule.B5, Rule.D16), missing(Platform.XP, true));
    assertEquals(List.of(Rule.A5, Rule.B5), missing(Platform.ME, true));
    assertEquals(List.of(Rule.A7, Rule.B4, Rule.D16), missing(Platform.XP, false));
    assertEquals(List.of(Rule.A5, Rule.B4), missing(Platform.ME, false));
  }

  private static List<Rule> missing(Platform platform, boolean asynchronous) {
    return Arrays.stream(Rule.values())
        .filter(Judge.RULES::contains)
        .filter(rule -> !Judge.applicable(platform, asynchronous).contains(rule))
        .toList();
  }
}
