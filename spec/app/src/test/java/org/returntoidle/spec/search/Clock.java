package org.returntoidle.spec.search;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** A clock that goes on by a step each time somebody looks at it: the same in every run. */
public final class Clock extends Ticker {
  private final LongFunction<Duration> steps;
  private final AtomicLong looks = new AtomicLong();
  private final AtomicLong now = new AtomicLong();

  private Clock(LongFunction<Duration> steps) {
    this.steps = steps;
  }

  /** With the same step each time. */
  public static Clock of(Duration step) {
    return new Clock(look -> step);
  }

  /** With a step that changes after so many looks. */
  public static Clock of(Duration step, long looks, Duration then) {
    return new Clock(look -> look <= looks ? step : then);
  }

  @Override
  public long read() {
    return now.addAndGet(steps.apply(looks.incrementAndGet()).toNanos());
  }
}
