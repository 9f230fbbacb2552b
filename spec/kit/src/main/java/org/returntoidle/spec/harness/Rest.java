package org.returntoidle.spec.harness;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets a driver's threads come to rest before something is decided: each of them waits, or stands
 * in a call of ours. Then it is not up to the machine what they do next.
 */
final class Rest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Threads that use so much processor time do not come to rest. */
  private static final long SPINNING = TimeUnit.MILLISECONDS.toNanos(100);

  /** One that has done so before is not given as much again. */
  private static final long SPINNING_AGAIN = TimeUnit.MILLISECONDS.toNanos(1);

  /** Nor do those that use none at all, though the system would let them, looked at so often. */
  private static final int IN_VAIN = 1_000;

  private static final int OFFERS = 100;

  private final DriverThreads threads;
  private final Session session;

  Rest(DriverThreads threads, Session session) {
    this.threads = threads;
    this.session = session;
  }

  /**
   * Comes back when every other thread of the driver rests; or when one does not come to rest by
   * itself, and then the run is up to chance.
   *
   * @throws AbortedException if the run is given up meanwhile
   */
  void await() {
    await(() -> false);
  }

  /**
   * The same, and comes back as well as soon as {@code needless}.
   *
   * @param needless asked again and again
   */
  void await(BooleanSupplier needless) {
    if (!threads.mayHaveMoreThreads()) {
      session.othersRest();
      return;
    }
    threads.stands();
    try {
      awaitOthers(needless);
    } finally {
      threads.goesOn();
    }
  }

  private void awaitOthers(BooleanSupplier needless) {
    long before = -1;
    long last = -1;
    int inVain = 0;
    for (int i = 0; ; i++) {
      if (restNow()) {
        session.othersRest();
        return;
      }
      if (needless.getAsBoolean()) {
        return;
      }
      if (session.isAborted()) {
        throw new AbortedException();
      }
      if (i < OFFERS) {
        Turns.offer();
        continue;
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20));
      ImmutableList<Thread> others = others();
      long now = used(others);
      before = before < 0 ? now : before;
      boolean starved = others.stream().anyMatch(threads::isWoken);
      inVain = now == last && !starved ? inVain + 1 : 0;
      last = now;
      boolean spins = now - before > (threads.isKnownToSpin() ? SPINNING_AGAIN : SPINNING);
      if (spins) {
        threads.spins();
      }
      if (spins || inVain > IN_VAIN) {
        session.othersDoNotRest();
        return;
      }
    }
  }

  private ImmutableList<Thread> others() {
    return threads.ofThisDriver().stream()
        .filter(thread -> !threads.stands(thread))
        .collect(ImmutableList.toImmutableList());
  }

  private static long used(ImmutableList<Thread> others) {
    return others.stream().mapToLong(thread -> Math.max(ProcessorTime.of(thread), 0)).sum();
  }

  /** Seen twice, and nothing was done in between: also none of them came into a call of ours. */
  private boolean restNow() {
    ImmutableList<Thread> first = others();
    if (!first.stream().allMatch(this::rests)) {
      return false;
    }
    ImmutableMap<Long, Long> before = waits(first);
    if (!threads.systemKnows(first)) {
      Turns.pass(); // One of them may just have been woken.
    }
    ImmutableList<Thread> second = others();
    boolean rest = second.equals(first) && second.stream().allMatch(this::rests);
    boolean timed = second.stream().anyMatch(Rest::waitsForAWhile);
    if (!rest || !before.equals(waits(second))) {
      return false;
    }
    if (timed) {
      session.timeHasASay();
    }
    return true;
  }

  private boolean rests(Thread thread) {
    return thread.getState() == Thread.State.TERMINATED
        || (DriverThreads.standsStill(thread) && !threads.isWoken(thread));
  }

  /** Whether time will wake it; those that all drivers share do nothing for this one then. */
  private static boolean waitsForAWhile(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING && !DriverThreads.isShared(thread);
  }

  /** How often each of them has waited so far. */
  private static ImmutableMap<Long, Long> waits(ImmutableList<Thread> others) {
    return Arrays.stream(THREADS.getThreadInfo(others.stream().mapToLong(Thread::getId).toArray()))
        .filter(Objects::nonNull) // Others have ended.
        .collect(
            toImmutableMap(
                ThreadInfo::getThreadId, info -> info.getWaitedCount() + info.getBlockedCount()));
  }
}
