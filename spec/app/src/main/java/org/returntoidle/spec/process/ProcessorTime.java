package org.returntoidle.spec.process;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The processor time of processes that come and go: what an ended one had used when it was last
 * seen still counts. Safe for several threads.
 */
final class ProcessorTime {
  /** Looking for them takes a while, since every process of the system has to be looked at. */
  private static final int SELDOM = 20;

  private final LongSupplier clock;

  @GuardedBy("this")
  private final Map<ProcessHandle, Duration> used = new HashMap<>();

  @GuardedBy("this")
  private Set<ProcessHandle> found = ImmutableSet.of();

  @GuardedBy("this")
  private long lookedFor;

  @GuardedBy("this")
  private long lookingTook;

  /** Of nobody yet; {@code clock} tells nanoseconds. */
  ProcessorTime(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * The sum for all processes that were ever seen, these among them.
   *
   * @param known some that live
   * @param all finds all that live; not asked every time, so that it costs little in the long run
   */
  synchronized Duration with(Set<ProcessHandle> known, Supplier<Stream<ProcessHandle>> all) {
    long now = clock.getAsLong();
    if (found.isEmpty() || now - lookedFor >= SELDOM * lookingTook) {
      found = all.get().collect(ImmutableSet.toImmutableSet());
      lookedFor = clock.getAsLong();
      lookingTook = lookedFor - now;
    }
    for (ProcessHandle process : Sets.union(known, found)) {
      Optional<Duration> time = process.info().totalCpuDuration();
      if (time.isPresent()) {
        used.put(process, time.get());
      }
    }
    return used.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
