package org.returntoidle.sample;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Runs a part of the tests with the tag {@code long}, the same for the same seed: a test, or one
 * run of a test with arguments. The profile {@code ci} registers it in every module, with {@code
 * -Dsample.size}, from 0 to 1, and {@code -Dsample.seed}, by default today's date.
 */
public final class LongTestSample implements ExecutionCondition {
  private static final String TAG = "long";
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
          "sample     %d of %d long tests (-Dsample.size=%s -Dsample.seed=%d)%n",
          chosen.get(),
          all.get(),
          size,
          seed);
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!context.getTags().contains(TAG) || !isOneTest(context.getUniqueId())) {
      return RUNS;
    }
    Count count =
        context
            .getRoot()
            .getStore(Namespace.create(LongTestSample.class))
            .getOrComputeIfAbsent(Count.class, key -> new Count(), Count.class);
    count.all.incrementAndGet();
    if (isChosen(context.getUniqueId(), size, seed)) {
      count.chosen.incrementAndGet();
      return RUNS;
    }
    return ConditionEvaluationResult.disabled("not in the sample of seed " + seed);
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
