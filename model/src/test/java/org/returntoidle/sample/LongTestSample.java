package org.returntoidle.sample;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Runs a part of the tests with the tag {@code long}, and a larger one of those with the tag {@code
 * often}, the same for the same seed: a test, or one run of a test with arguments. The profile
 * {@code ci} registers it in every module, with {@code -Dsample.size}, from 0 to 1, and {@code
 * -Dsample.seed}, by default today's date.
 */
public final class LongTestSample implements ExecutionCondition {
  /** How many times as often as a long test. */
  private static final ImmutableMap<String, Integer> TAGS = ImmutableMap.of("long", 1, "often", 6);

  private static final ConditionEvaluationResult RUNS = ConditionEvaluationResult.enabled("");

  private final double size = Double.parseDouble(System.getProperty("sample.size", "1"));
  private final long seed =
      Long.getLong(
          "sample.seed",
          Long.parseLong(LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE)));

  /** How many tests are in the sample, said when the last has ended. */
  private final class Count implements AutoCloseable {
    private final AtomicInteger chosen = new AtomicInteger();
    private final AtomicInteger all = new AtomicInteger();

    @Override
    public void close() {
      System.out.printf(
          Locale.ROOT,
          "sample     %d of %d tests that take long (-Dsample.size=%s -Dsample.seed=%d)%n",
          chosen.get(),
          all.get(),
          size,
          seed);
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    OptionalInt times = times(context.getTags());
    if (times.isEmpty() || !isOneTest(context.getUniqueId())) {
      return RUNS;
    }
    Count count =
        context
            .getRoot()
            .getStore(Namespace.create(LongTestSample.class))
            .getOrComputeIfAbsent(Count.class, key -> new Count(), Count.class);
    count.all.incrementAndGet();
    if (isChosen(context.getUniqueId(), size * times.getAsInt(), seed)) {
      count.chosen.incrementAndGet();
      return RUNS;
    }
    return ConditionEvaluationResult.disabled("not in the sample of seed " + seed);
  }

  /** Of a test with both tags the lower; empty if it always runs. */
  static OptionalInt times(Set<String> tags) {
    return TAGS.entrySet().stream()
        .filter(tag -> tags.contains(tag.getKey()))
        .mapToInt(Map.Entry::getValue)
        .min();
  }

  /** Neither a class nor a test that is still to be given its arguments. */
  static boolean isOneTest(String id) {
    String last = id.replaceFirst(".*/", "");
    return last.startsWith("[method:") || last.startsWith("[test-template-invocation:");
  }

  /** Whether a sample has this test; so it is with probability {@code size}. */
  static boolean isChosen(String id, double size, long seed) {
    long hash =
        Hashing.sha256()
            .newHasher()
            .putLong(seed)
            .putString(id, StandardCharsets.UTF_8)
            .hash()
            .asLong();
    return (hash >>> 11) * 0x1p-53 < size;
  }
}
