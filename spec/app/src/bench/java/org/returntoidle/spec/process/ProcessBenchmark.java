package org.returntoidle.spec.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.Tally;

/**
 * Schedules through a pipe, with the driver in C, beside the reference in this JVM. Needs a C
 * compiler; run by the profile {@code bench}.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ProcessBenchmark {
  private static final Scope SCOPE = Scope.together(2, 2, 1);
  private static final int SCHEDULES = 3_361;

  private static void complete(DriverFactory factory) {
    Limits limits = new Limits(SCOPE, Duration.ofSeconds(30));
    try (Harness harness = new Harness(factory, Platform.XP, limits)) {
      Tally tally = Tally.of(Reading.PERMISSIVE);
      long schedules = Enumeration.search(harness, tally, n -> {}).schedules();
      if (schedules != SCHEDULES) {
        throw new IllegalStateException(schedules + " schedules");
      }
    }
  }

  /** The reference. */
  @Benchmark
  public void inThisJvm() {
    complete(ReferenceMiniDriver::new);
  }

  /** {@code right.c}. */
  @Benchmark
  public void throughThePipe() throws IOException, InterruptedException {
    Path program = Files.createTempFile("right", "");
    int compiled =
        new ProcessBuilder("cc", "-O2", "-o", program.toString(), "src/main/c/right.c")
            .inheritIO()
            .start()
            .waitFor();
    if (compiled != 0) {
      throw new IllegalStateException("right.c does not compile");
    }
    try (ProcessDriverFactory factory = new ProcessDriverFactory(List.of(program.toString()))) {
      complete(factory);
    } finally {
      Files.delete(program);
    }
  }

  @Test
  void printRates() throws RunnerException {
    Map<String, Double> milliseconds = new TreeMap<>();
    for (RunResult result :
        new Runner(new OptionsBuilder().include(ProcessBenchmark.class.getName() + "\\..*").build())
            .run()) {
      milliseconds.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    double here = milliseconds.getOrDefault("inThisJvm", Double.NaN);
    System.out.printf("%n%-16s %14s %12s%n", "", "schedules/s", "ratio");
    milliseconds.forEach(
        (where, time) ->
            System.out.printf(
                Locale.ROOT,
                "%-16s %,14.0f %12.1f%n",
                where,
                1000.0 * SCHEDULES / time,
                time / here));
  }
}
