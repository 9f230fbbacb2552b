package org.returntoidle.tla;

import java.util.Collection;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.Protocol;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;

/**
 * How fast the explorer is, beside TLC with two workers on the same configurations in the same run;
 * from ten thousand states to ten million. Run by the profile {@code bench}.
 */
public class ExplorerBenchmark {
  /** What is explored: bands, transfers, cancels, faults. */
  @State(Scope.Benchmark)
  public static class Size {
    @Param({"3,3,2,1", "8,5,4,1", "20,20,4,1", "30,25,6,1"})
    public String bounds = "";

    Configuration configuration() {
      List<Integer> b = List.of(bounds.split(",")).stream().map(Integer::valueOf).toList();
      return Configuration.DEFAULT.with(Bounds.of(b.get(0), b.get(1), b.get(2), b.get(3)));
    }

    Exploration explore(int workers) {
      return Explorer.explore(new Protocol(configuration()), List.of(), workers, states -> {});
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(
      value = 2,
      jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC"})
  @Warmup(iterations = 3)
  @Measurement(iterations = 3)
  public long oneCore(Size size) {
    return size.explore(1).states();
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(
      value = 2,
      jvmArgs = {"-Xms3g", "-Xmx3g", "-XX:+UseParallelGC"})
  @Warmup(iterations = 3)
  @Measurement(iterations = 3)
  public long twoCores(Size size) {
    return size.explore(2).states();
  }

  /** TLC in a process of its own, as always; its start counts, as it does for whoever waits. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(1)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public long tlcTwoWorkers(Size size) {
    TlcResult result =
        new Tlc(2).checkMany(TlaFiles.JAR.modules(), TlaFiles.walk(size.configuration(), "Safe"));
    if (result.distinctStates() != size.explore(1).states()) {
      throw new IllegalStateException("TLC counts " + result.distinctStates() + " states");
    }
    return result.milliseconds();
  }

  @Test
  void printTable() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder().include(ExplorerBenchmark.class.getName() + "\\..*").build())
            .run();
    Map<String, Map<String, Double>> times = new TreeMap<>();
    for (RunResult result : results) {
      times
          .computeIfAbsent(result.getParams().getParam("bounds"), bounds -> new TreeMap<>())
          .put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    System.out.printf(
        "%n%-14s %12s %12s %12s %8s %10s %10s %8s%n",
        "bounds",
        "states",
        "1 core /s",
        "2 cores /s",
        "2 / 1",
        "TLC 2 /s",
        "1 core/TLC",
        "B/state");
    times.forEach(
        (bounds, milliseconds) -> {
          Size size = new Size();
          size.bounds = bounds;
          Exploration found = size.explore(1);
          double one = milliseconds.getOrDefault("oneCore", Double.NaN);
          double two = milliseconds.getOrDefault("twoCores", Double.NaN);
          double tlc = milliseconds.getOrDefault("tlcTwoWorkers", Double.NaN);
          System.out.printf(
              Locale.ROOT,
              "%-14s %,12d %,12.0f %,12.0f %7.1fx %,10.0f %9.1fx %8.1f%n",
              bounds,
              found.states(),
              1000 * found.states() / one,
              1000 * found.states() / two,
              one / two,
              1000 * found.states() / tlc,
              tlc / one,
              (double) found.bytes() / found.states());
        });
  }
}
