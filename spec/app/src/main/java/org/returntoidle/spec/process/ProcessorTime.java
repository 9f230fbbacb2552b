package org.returntoidle.spec.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processor time of processes that come and go: what an ended one had used when it was last
 * seen still counts. Safe for several threads.
 */
final class ProcessorTime {
  @GuardedBy("this")
  private final Map<ProcessHandle, Duration> used = new HashMap<>();

  /** The sum for all processes that were ever seen, these among them. */
  synchronized Duration with(Stream<ProcessHandle> alive) {
    for (ProcessHandle process : alive.toList()) {
      Optional<Duration> time = process.info().totalCpuDuration();
      if (time.isPresent()) {
        used.put(process, time.get());
      }
    }
    return used.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
