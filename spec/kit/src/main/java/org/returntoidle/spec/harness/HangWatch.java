package org.returntoidle.spec.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a driver hangs. Not by the clock, which runs on when the machine has no time for
 * the driver: it hangs if each of its threads waits and nobody will wake it, or if it has used up a
 * lot of processor time since its last call to the outside. Only where neither can be known the
 * clock decides, and the verdict says so. Looked at again and again, by one thread.
 */
final class HangWatch {
  /** How many times as long the clock is given. */
  private static final int LAST_RESORT = 10;

  /**
   * A driver has to stand still for so long: one look may fall into a moment in which the runtime
   * itself holds a thread that was woken.
   */
  private static final Duration STILL = Duration.ofMillis(50);

  /** The same, where the system does not tell who was woken. */
  private static final Duration WAKING = Duration.ofMillis(500);

  /** Makes watches. */
  @FunctionalInterface
  interface Maker {
    /** A watch over the driver that these threads call. */
    HangWatch over(DriverThreads threads);
  }

  private final DriverThreads threads;
  private final Duration hangAfter;
  private final Supplier<Duration> elsewhere;
  private final ProcessorTime processor = new ProcessorTime();

  private @Nullable Object progress;
  private long usedBefore;
  private long usedLast;
  private long lookedAt;
  private long usedAt;
  private long idle;
  private long stillSince;

  /**
   * A watch over one driver.
   *
   * @param hangAfter how much processor time it may use between two calls to the outside
   * @param elsewhere how much it has used outside this program
   */
  HangWatch(DriverThreads threads, Duration hangAfter, Supplier<Duration> elsewhere) {
    this.threads = threads;
    this.hangAfter = hangAfter;
    this.elsewhere = elsewhere;
  }

  /**
   * Looks once.
   *
   * @param reached how far the driver has come; another value means that it has gone on
   * @return how it hangs, in words; empty if it may still go on
   */
  Optional<String> look(Object reached) {
    if (!reached.equals(progress)) {
      begin(reached);
      return Optional.empty();
    }
    long now = System.nanoTime();
    long used = used();
    if (used != usedLast) {
      usedLast = used;
      usedAt = now;
      stillSince = 0;
    }
    idle += isAtWork(now) ? 0 : now - lookedAt;
    lookedAt = now;
    if (used - usedBefore >= hangAfter.toNanos()) {
      return Optional.of("no end after " + seconds(hangAfter) + " of processor time");
    }
    if (standsStill(used, now)) {
      return Optional.of("it stands still");
    }
    Duration lastResort = hangAfter.multipliedBy(LAST_RESORT);
    return idle >= lastResort.toNanos()
        ? Optional.of("no end after " + seconds(lastResort) + " by the clock")
        : Optional.empty();
  }

  /** Whether the driver has done nothing at all for as long as it may. Asked after a look. */
  boolean idles() {
    return hasUsedNothingFor(hangAfter);
  }

  /** Whether it has used no processor time for so long. Asked after a look. */
  boolean hasUsedNothingFor(Duration time) {
    return System.nanoTime() - usedAt >= time.toNanos();
  }

  private void begin(Object reached) {
    progress = reached;
    usedBefore = used();
    usedLast = usedBefore;
    lookedAt = System.nanoTime();
    usedAt = lookedAt;
    idle = 0;
    stillSince = 0;
  }

  /**
   * Whether the driver computes, or would if the machine had time for it: then the processor time
   * that it uses will tell, however long that takes.
   */
  private boolean isAtWork(long now) {
    return now - usedAt < hangAfter.toNanos() && threads.anyOtherRuns();
  }

  /**
   * Whether every thread waits. Where others run in this program, or behind the driver, one of them
   * might wake it: then it has also to do nothing at all for as long as it may.
   */
  private boolean standsStill(long used, long now) {
    if (!threads.othersWait()) {
      stillSince = 0;
      return false;
    }
    stillSince = stillSince == 0 ? now : stillSince;
    Duration enough = threads.systemKnowsOthers() ? STILL : WAKING;
    if (now - stillSince < enough.toNanos()) {
      return false; // One may have been woken, and the machine has no time for it.
    }
    boolean alone = elsewhere.get().isZero() && threads.allWait();
    if (!alone && now - usedAt < hangAfter.toNanos()) {
      return false;
    }
    Turns.pass();
    return threads.othersWait() && used() == used && (!alone || threads.allWait());
  }

  /** What the driver has used; not what the thread that looks does, which waits for it. */
  private long used() {
    return processor.of(threads.others()) + elsewhere.get().toNanos();
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }
}
