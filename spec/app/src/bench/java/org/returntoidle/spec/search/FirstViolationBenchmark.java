package org.returntoidle.spec.search;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;

/**
 * How long it takes to find each faulty driver, and to make the counterexample minimal: by complete
 * enumeration and at random. Run by the profile {@code bench}.
 */
public class FirstViolationBenchmark {
  private static final int SEEDS = 5;

  /** A faulty driver, and a seed that is another one in each iteration. */
  @State(org.openjdk.jmh.annotations.Scope.Benchmark)
  public static class Faulty {
    @Param("stale-flag")
    public String driver = "";

    private long seed;
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(1)
  @Warmup(iterations = 2)
  @Measurement(iterations = SEEDS)
  public long complete(Faulty faulty) {
    return complete(faulty.driver);
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(1)
  @Warmup(iterations = 2)
  @Measurement(iterations = SEEDS)
  public long random(Faulty faulty) {
    return random(faulty.driver, ++faulty.seed);
  }

  private static long complete(String driver) {
    Limits limits = new Limits(Scope.together(2, 3, 2), Duration.ofSeconds(2));
    try (Harness harness = harness(driver, limits)) {
      return found(Enumeration.search(harness, Tally.of(Reading.PERMISSIVE)));
    }
  }

  private static long random(String driver, long seed) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, Duration.ofSeconds(2), false);
    try (Harness harness = harness(driver, limits)) {
      Tally tally = Tally.of(Reading.PERMISSIVE);
      return found(RandomSearch.search(harness, tally, 10_000, seed, n -> {}));
    }
  }

  private static Harness harness(String label, Limits limits) {
    BuiltInDriver driver = BuiltInDriver.withLabel(label).orElseThrow();
    Platform platform =
        Platform.banded().stream().filter(driver::failsOn).findFirst().orElseThrow();
    return new Harness(driver.factory(), platform, limits);
  }

  private static long found(SearchResult result) {
    if (result.counterexample().isEmpty()) {
      throw new IllegalStateException("not found in " + result.schedules() + " schedules");
    }
    return result.schedules();
  }

  @Test
  void printTimes() throws RunnerException {
    String[] drivers =
        Arrays.stream(BuiltInDriver.values())
            .filter(driver -> driver != BuiltInDriver.REFERENCE)
            .map(BuiltInDriver::label)
            .toArray(String[]::new);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(FirstViolationBenchmark.class.getName() + "\\..*")
                    .param("driver", drivers)
                    .build())
            .run();
    Map<String, Double> medians = new TreeMap<>();
    for (RunResult result : results) {
      medians.put(
          result.getParams().getParam("driver") + " " + result.getPrimaryResult().getLabel(),
          result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    System.out.printf("%n%-24s %10s %8s %10s %8s%n", "driver", "complete", "ms", "random", "ms");
    for (String driver : drivers) {
      long[] atRandom = LongStream.rangeClosed(1, SEEDS).map(s -> random(driver, s)).toArray();
      Arrays.sort(atRandom);
      System.out.printf(
          Locale.ROOT,
          "%-24s %,10d %,8.1f %,10d %,8.1f%n",
          driver,
          complete(driver),
          medians.get(driver + " complete"),
          atRandom[SEEDS / 2],
          medians.get(driver + " random"));
    }
  }
}
