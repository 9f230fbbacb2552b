package org.returntoidle.spec.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who belongs to a process is looked for seldom, and not forgotten in between. */
class ProcessorTimeTest {
  private static final ProcessHandle THIS = ProcessHandle.current();

  private long now = TimeUnit.HOURS.toNanos(1);
  private long takes = 1_000;
  private int asked;
  private final ProcessorTime time = new ProcessorTime(() -> now);

  private Stream<ProcessHandle> looksFor() {
    asked++;
    now += takes;
    return Stream.of(THIS);
  }

  private boolean isUsed(Set<ProcessHandle> known) {
    return time.with(known, this::looksFor).compareTo(Duration.ZERO) > 0;
  }

  @Test
  void lookingTakesATwentiethOfTheTime() {
    assertTrue(isUsed(Set.of()));
    now += 19 * takes;
    assertTrue(isUsed(Set.of()));
    assertEquals(1, asked);
    now += takes;
    assertTrue(isUsed(Set.of()));
    assertEquals(2, asked);
  }

  @Test
  void whoIsKnownIsLookedAtEveryTime() {
    ProcessorTime other = new ProcessorTime(() -> now);
    Stream<ProcessHandle> nobody = Stream.of();
    assertTrue(other.with(Set.of(), () -> nobody).isZero());
    takes = 0;
    assertTrue(!other.with(Set.of(THIS), this::looksFor).isZero());
  }
}
