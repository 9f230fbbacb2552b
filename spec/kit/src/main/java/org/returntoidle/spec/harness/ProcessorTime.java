package org.returntoidle.spec.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of threads, some of which may have ended: what they used is not forgotten. For
 * use by one thread.
 */
final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<Long, Long> nanoseconds = new HashMap<>();

  /** What {@code threads} and those of earlier calls have used together, in nanoseconds. */
  long of(Iterable<Thread> threads) {
    for (Thread thread : threads) {
      long used = of(thread);
      if (used >= 0) {
        nanoseconds.put(thread.getId(), used);
      }
    }
    return nanoseconds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What {@code thread} has used, in nanoseconds; -1 if it has ended or that is not known. */
  static long of(Thread thread) {
    return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) : -1;
  }
}
