package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableMap;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * How often threads have waited: for a signal, for time to pass, or both. It is counted by the
 * runtime, so that a wait is seen however short it was, and whoever looks when.
 *
 * @param own of the thread that looks
 * @param others of the driver's other threads, where each of them waits; null where one runs
 */
record Waits(long own, @Nullable ImmutableMap<Long, Long> others) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** So far, looked at by the thread that calls the driver. */
  static Waits now(DriverThreads threads) {
    return new Waits(
        soFar(), others(threads.startedByDriver().stream().mapToLong(Thread::getId).toArray()));
  }

  /** How often the current thread has waited. */
  static long soFar() {
    return THREADS.getThreadInfo(Thread.currentThread().getId()).getWaitedCount();
  }

  private static @Nullable ImmutableMap<Long, Long> others(long[] ids) {
    if (ids.length == 0) {
      return ImmutableMap.of();
    }
    ImmutableMap.Builder<Long, Long> counts = ImmutableMap.builder();
    for (ThreadInfo info : THREADS.getThreadInfo(ids)) {
      if (info == null || !DriverThreads.isWait(info.getThreadState())) {
        return null;
      }
      counts.put(info.getThreadId(), info.getWaitedCount());
    }
    return counts.buildOrThrow();
  }

  /**
   * Whether the thread has waited since {@code before}, and none of the others has done anything
   * that could have ended that.
   *
   * @param forUs how often it has waited in calls of ours
   */
  boolean nobodyEnded(Waits before, long forUs) {
    return own > before.own + forUs && others != null && others.equals(before.others);
  }
}
