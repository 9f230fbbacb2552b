package org.returntoidle.spec.verify;

/** How fast a search is once it is warm: the first schedules take many times as long. */
final class Pace {
  private static final long COLD = 5_000;

  private final long start = System.nanoTime();
  private volatile long warmSince;
  private volatile long now = start;
  private volatile long count = 1;

  /** So many schedules have been run. One thread at a time. */
  void at(long schedules) {
    count = schedules;
    now = System.nanoTime();
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
