package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Reading;

/** How fast schedules are run and judged. Run by the profile {@code bench}. */
public class SchedulesBenchmark {
  private static final int ENOUGH = 100_000;

  private static final ImmutableSet<Move> ON_ANOTHER_THREAD =
      ImmutableSet.of(Move.NOTIFY_CANCEL_IO, Move.NOTIFY_OTHER_EVENT, Move.SECOND_ACQUIRE);

  /** The reference with all schedules of a scope, apart by whether threads change hands. */
  @State(org.openjdk.jmh.annotations.Scope.Benchmark)
  public static class Schedules {
    @Param({"2,2,1", "2,2,2", "3,2,2"})
    public String scope = "";

    private List<Schedule> alone = List.of();
    private List<Schedule> handedOver = List.of();
    private Harness harness = harness();

    private Limits limits() {
      List<Integer> s = List.of(scope.split(",")).stream().map(Integer::valueOf).toList();
      return new Limits(Scope.together(s.get(0), s.get(1), s.get(2)), Duration.ofSeconds(30));
    }

    private Harness harness() {
      return new Harness(
          ReferenceMiniDriver::new,
          Platform.XP,
          scope.isEmpty() ? new Limits(Scope.together(1, 1, 0), Duration.ofSeconds(30)) : limits());
    }

    @Setup(Level.Trial)
    public void enumerate() {
      harness.close();
      harness = harness();
      List<Schedule> all = new ArrayList<>();
      Enumeration.walk(harness, (schedule, run) -> all.add(schedule), () -> true);
      alone = all.stream().filter(s -> !changesThreads(s)).toList();
      handedOver = all.stream().filter(Schedules::changesThreads).toList();
    }

    private static boolean changesThreads(Schedule schedule) {
      return schedule.moves().values().stream().anyMatch(ON_ANOTHER_THREAD::contains);
    }

    @TearDown(Level.Trial)
    public void close() {
      harness.close();
    }

    /** Each as often as it takes to have enough for a figure. */
    long run(List<Schedule> schedules) {
      Tally tally = Tally.of(Reading.STRICT);
      harness.runAll(
          Iterables.concat(Collections.nCopies(times(schedules.size()), schedules)).iterator(),
          Scheduler::following,
          (s, run) -> tally.add(s, run).isEmpty());
      return tally.runs();
    }

    static int times(int schedules) {
      return Math.max(1, ENOUGH / schedules);
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(1)
  @Warmup(iterations = 3)
  @Measurement(iterations = 3)
  public long oneThread(Schedules schedules) {
    return schedules.run(schedules.alone);
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(1)
  @Warmup(iterations = 3)
  @Measurement(iterations = 3)
  public long twoThreads(Schedules schedules) {
    return schedules.run(schedules.handedOver);
  }

  /** All schedules of the scope, found and run, as {@code verify} does. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  @Fork(1)
  @Warmup(iterations = 3)
  @Measurement(iterations = 3)
  public long complete(Schedules schedules) {
    return Enumeration.search(schedules.harness, Tally.of(Reading.STRICT)).schedules();
  }

  @Test
  void printRates() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder().include(SchedulesBenchmark.class.getName() + "\\..*").build())
            .run();
    Map<String, Map<String, Double>> times = new TreeMap<>();
    for (RunResult result : results) {
      times
          .computeIfAbsent(result.getParams().getParam("scope"), scope -> new TreeMap<>())
          .put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    System.out.printf(
        "%n%-10s %10s %14s %14s %14s%n",
        "scope", "schedules", "one thread /s", "two threads /s", "complete /s");
    times.forEach(
        (scope, milliseconds) -> {
          Schedules schedules = new Schedules();
          schedules.scope = scope;
          schedules.enumerate();
          int alone = schedules.alone.size();
          int handedOver = schedules.handedOver.size();
          System.out.printf(
              Locale.ROOT,
              "%-10s %,10d %,14.0f %,14.0f %,14.0f%n",
              scope,
              alone + handedOver,
              1000.0
                  * alone
                  * Schedules.times(alone)
                  / milliseconds.getOrDefault("oneThread", Double.NaN),
              1000.0
                  * handedOver
                  * Schedules.times(handedOver)
                  / milliseconds.getOrDefault("twoThreads", Double.NaN),
              1000 * (alone + handedOver) / milliseconds.getOrDefault("complete", Double.NaN));
          schedules.close();
        });
  }
}
