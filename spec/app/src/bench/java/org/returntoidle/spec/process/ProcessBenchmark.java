package org.returntoidle.spec.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
 * Schedules through a pipe, with the driver in C, beside the same exchanges in a plain loop and the
 * reference in this JVM. Needs a C compiler; run by the profile {@code bench}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
public class ProcessBenchmark {
  private static final Scope SCOPE = Scope.together(2, 2, 1);
  private static final int SCHEDULES = 4_757;

  private static final String FOLDER = "right.folder";

  private static void complete(DriverFactory factory) {
    Limits limits = new Limits(SCOPE, Duration.ofSeconds(30));
    try (Harness harness = new Harness(factory, Platform.XP, limits)) {
      Tally tally = Tally.of(Reading.PERMISSIVE);
      long schedules = Enumeration.search(harness, tally).schedules();
      if (schedules != SCHEDULES) {
        throw new IllegalStateException(schedules + " schedules");
      }
    }
  }

  /** Where {@link #printRates} has put the program and its lines. */
  private static RightInC right() {
    return new RightInC(Path.of(System.getProperty(FOLDER, "")));
  }

  /** The reference. */
  @Benchmark
  public void inThisJvm() {
    complete(ReferenceMiniDriver::new);
  }

  /** {@code right.c}. */
  @Benchmark
  public void throughThePipe() {
    try (ProcessDriverFactory factory = new ProcessDriverFactory(right().command())) {
      complete(factory);
    }
  }

  /** {@code right.c}, told the same lines by a thread that does nothing else. */
  @Benchmark
  public void plainLoop() throws IOException, InterruptedException {
    PlainLoop.replay(right().command(), right().lines());
  }

  @Test
  void printRates() throws Exception {
    try (RightInC right = RightInC.compiled()) {
      try (ProcessDriverFactory factory = new ProcessDriverFactory(right.recording())) {
        complete(factory);
      }
      print(medians(right), right.lines().size());
    }
  }

  private static Map<String, Double> medians(RightInC right) throws RunnerException {
    Map<String, Double> milliseconds = new TreeMap<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(ProcessBenchmark.class.getName() + "\\..*")
                    .jvmArgsAppend("-D" + FOLDER + "=" + right.folder())
                    .build())
            .run()) {
      milliseconds.put(
          result.getPrimaryResult().getLabel(),
          result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    return milliseconds;
  }

  private static void print(Map<String, Double> milliseconds, int exchanges) {
    double plain = milliseconds.getOrDefault("plainLoop", Double.NaN);
    System.out.printf(
        "%n%-16s %14s %14s %16s%n", "", "schedules/s", "exchanges/s", "of a plain loop");
    milliseconds.forEach(
        (where, time) ->
            System.out.printf(
                Locale.ROOT,
                "%-16s %,14.0f %,14.0f %14.0f %%%n",
                where,
                1000.0 * SCHEDULES / time,
                where.equals("inThisJvm") ? Double.NaN : 1000.0 * exchanges / time,
                100 * plain / time));
  }
}
