package org.returntoidle.spec.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What the check of a trace costs beside reading the same trace, and beside the bare JSON. On one
 * thread; run by the profile {@code bench}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TraceBenchmark {
  private static final int TRANSFERS = 25_000;

  private static final String TRANSFER =
      """
      {"event":"AcquireItemData","device":"%1$d","thread":1,"time":%2$d,"transfer":%3$d}
      {"event":"StartDevice","device":"%1$d","thread":1,"time":%2$d}
      {"event":"SubmitRead","device":"%1$d","thread":1,"time":%2$d}
      {"event":"ReadLastBand","device":"%1$d","thread":1,"time":%2$d,"transfer":%3$d,"band":1}
      {"event":"DeliverBand","device":"%1$d","thread":1,"time":%2$d,"band":1,"last":true}
      {"event":"CallbackContinues","device":"%1$d","thread":1,"time":%2$d}
      {"event":"StopDevice","device":"%1$d","thread":1,"time":%2$d}
      {"event":"ReturnFromAcquire","device":"%1$d","thread":1,"time":%2$d,"code":"S_OK"}
      """;

  private final byte[] trace = trace();

  private static byte[] trace() {
    StringBuilder text =
        new StringBuilder("{\"format\":1,\"platform\":\"XP\",\"driver\":\"Interruptible\"}\n");
    for (int i = 0; i < TRANSFERS; i++) {
      text.append(TRANSFER.formatted(1 + i % 4, 1_000_000L * i, 1 + i / 4));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int events() {
    return TRANSFERS * (int) TRANSFER.lines().count();
  }

  /** Only the tokens of JSON. */
  @Benchmark
  public long tokens() throws IOException {
    long count = 0;
    try (JsonParser json = new JsonFactory().createParser(new ByteArrayInputStream(trace))) {
      while (json.nextToken() != null) {
        count++;
      }
    }
    return count;
  }

  /** Reading and refusing, without the check. */
  @Benchmark
  public long read() throws IOException, DamagedTraceException {
    long count = 0;
    try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(trace))) {
      reader.header();
      while (reader.next() != null) {
        count++;
      }
    }
    return count;
  }

  /** The whole check. */
  @Benchmark
  public TraceVerdict check() throws IOException, DamagedTraceException {
    return TraceFile.check("trace", new ByteArrayInputStream(trace), Optional.empty(), n -> {});
  }

  @Test
  void printRatios() throws RunnerException, IOException, DamagedTraceException {
    TraceVerdict verdict = new TraceBenchmark().check();
    if (!verdict.isGood() || verdict.events() != events()) {
      throw new IllegalStateException(verdict.toString());
    }
    Map<String, Double> milliseconds = new TreeMap<>();
    for (RunResult result :
        new Runner(new OptionsBuilder().include(TraceBenchmark.class.getName() + "\\..*").build())
            .run()) {
      milliseconds.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    double read = milliseconds.getOrDefault("read", Double.NaN);
    System.out.printf("%n%-8s %14s %22s%n", "", "events/s", "beside reading alone");
    milliseconds.forEach(
        (what, time) ->
            System.out.printf(
                Locale.ROOT, "%-8s %,14.0f %22.2f%n", what, 1000.0 * events() / time, time / read));
  }
}
