package org.returntoidle.spec.verdict;

import com.google.common.base.Ticker;

/** How fast a search is once it is warm: the first schedules take many times as long. */
final class Pace {
  private static final long COLD = 5_000;

  private final Ticker ticker;
  private final long start;
  private volatile long warmSince;
  private volatile long now;
  private volatile long count = 1;

  Pace(Ticker ticker) {
    this.ticker = ticker;
    start = ticker.read();
    now = start;
  }

  /** So many schedules have been run. On any thread. */
  synchronized void at(long schedules) {
    count = schedules;
    now = ticker.read();
    if (schedules <= COLD) {
      warmSince = now;
    }
  }

  /** The average of one schedule, without the first ones. */
  double nanosecondsEach() {
    return count <= COLD
        ? (double) (now - start) / count
        : (double) (now - warmSince) / (count - COLD);
  }
}
