package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.math.Quantiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Execution.Visit;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.rules.Reading;

/** What a {@link Guide} is for: beside the same plans without it. */
class GuideTest {
  private static final int PLANS = 300;
  private static final int RUNS = 1_000;

  @Test
  void guidedRunsMeetMore() {
    int guided = neighbors(runs(new Guide(1)::leading)).size();
    int alone = neighbors(runs(UnaryOperator.identity())).size();
    assertTrue(guided > 1.25 * alone, () -> guided + " with the guide, " + alone + " without");
  }

  @Test
  void theSeedDecidesTheRuns() {
    Function<Long, List<Schedule>> schedules =
        seed -> runs(new Guide(seed)::leading).stream().map(Execution::schedule).toList();
    assertEquals(schedules.apply(1L), schedules.apply(1L));
    assertTrue(!schedules.apply(1L).equals(schedules.apply(2L)), "another seed, other runs");
  }

  /** The geometric mean of how many runs it takes, over all faulty drivers. */
  @Tag("long")
  @Test
  void violationsAreFoundSooner() {
    double guided = runsUntilFound(seed -> new Guide(seed)::leading);
    double alone = runsUntilFound(seed -> UnaryOperator.identity());
    System.out.printf("first violation: %.1f runs with the guide, %.1f without%n", guided, alone);
    assertTrue(guided < alone, () -> guided + " with the guide, " + alone + " without");
  }

  private static double runsUntilFound(LongFunction<UnaryOperator<Scheduler>> guide) {
    return Math.exp(
        Stream.of(BuiltInDriver.values())
            .filter(driver -> driver.failsOn(Platform.XP))
            .mapToDouble(
                driver ->
                    Quantiles.median()
                        .compute(
                            LongStream.rangeClosed(1, 5)
                                .map(seed -> runs(driver, seed, guide.apply(seed)))
                                .toArray()))
            .map(Math::log)
            .average()
            .orElseThrow());
  }

  private static long runs(BuiltInDriver driver, long seed, UnaryOperator<Scheduler> guide) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(10), false);
    try (Harness harness = new Harness(driver.factory(), Platform.XP, limits)) {
      Tally tally = Tally.of(Reading.PERMISSIVE);
      long[] runs = {0};
      RandomSearch.search(harness, tally, RUNS, seed, guide, Deadline.NEVER, n -> runs[0] = n);
      return runs[0];
    }
  }

  /** Which events have come one after the other, and at what kinds of points. */
  private static Set<List<Object>> neighbors(List<Execution> runs) {
    Set<List<Object>> all = new HashSet<>();
    for (Execution run : runs) {
      List<Visit> events = run.visits().stream().filter(visit -> visit.chosen().isEvent()).toList();
      IntStream.range(1, events.size())
          .forEach(i -> all.add(List.of(event(events.get(i - 1)), event(events.get(i)))));
    }
    return all;
  }

  private static List<Object> event(Visit visit) {
    return List.of(visit.point().kind(), visit.chosen().act());
  }

  private static List<Execution> runs(UnaryOperator<Scheduler> guide) {
    List<Execution> runs = new ArrayList<>();
    Limits limits = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(30), false);
    try (Harness harness = new Harness(ReferenceMiniDriver::new, Platform.XP, limits)) {
      JqwikSession.run(
          () -> {
            RandomGenerator<RandomSearch.Plan> plans = RandomSearch.plans().generator(1_000);
            Random random = new Random(1);
            for (int i = 0; i < PLANS; i++) {
              runs.add(harness.run(guide.apply(plans.next(random).value().scheduler())));
            }
          });
    }
    return runs;
  }
}
