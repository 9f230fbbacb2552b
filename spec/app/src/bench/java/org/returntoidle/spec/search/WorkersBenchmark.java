package org.returntoidle.spec.search;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.verdict.DriverClass;

/**
 * The same search by one worker and by two. One worker is faster where there is a second core: it
 * hands calls over from thread to thread. For the gain of a core, give the first run one core only.
 * Run by the profile {@code bench}.
 */
public class WorkersBenchmark {
  /** How many work. */
  @State(org.openjdk.jmh.annotations.Scope.Benchmark)
  public static class Workers {
    @Param({"1", "2", "4"})
    public int workers;
  }

  /** Every schedule of the first scope. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(1)
  @Warmup(iterations = 2)
  @Measurement(iterations = 3)
  public long complete(Workers all) throws ClassNotFoundException {
    String name = ReferenceMiniDriver.class.getName();
    DriverFactory factory = DriverClass.load(name, WorkersBenchmark.class.getClassLoader());
    Limits limits = new Limits(Scope.together(2, 2, 2), Duration.ofSeconds(30));
    try (Harness harness = new Harness(factory, Platform.XP, limits)) {
      Tally tally = Tally.of(Reading.STRICT);
      return Enumeration.search(harness, tally, Effort.PLAIN.withWorkers(all.workers)).schedules();
    }
  }

  @Test
  void printRates() throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(WorkersBenchmark.class.getName() + "\\..*").build())
            .run();
    Map<String, Double> times = new TreeMap<>();
    for (RunResult result : results) {
      times.put(result.getParams().getParam("workers"), result.getPrimaryResult().getScore());
    }
    double one = times.getOrDefault("1", Double.NaN);
    System.out.printf("%n%-8s %10s %8s%n", "workers", "ms", "gain");
    times.forEach(
        (workers, time) ->
            System.out.printf(Locale.ROOT, "%-8s %,10.0f %8.2f%n", workers, time, one / time));
  }
}
