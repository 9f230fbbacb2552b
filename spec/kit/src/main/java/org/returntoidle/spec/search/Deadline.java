package org.returntoidle.spec.search;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Until when something has to end. Safe for several threads.
 *
 * @param ticker tells the time
 * @param start when the time began, by {@code ticker}
 * @param within how long it lasts; empty if there is no end
 */
public record Deadline(Ticker ticker, long start, Optional<Duration> within) {
  /** Never. */
  public static final Deadline NEVER = never(Ticker.systemTicker());

  /** Never, with a clock of one's own. */
  public static Deadline never(Ticker ticker) {
    return new Deadline(ticker, ticker.read(), Optional.empty());
  }

  /** So long from now on. */
  public static Deadline within(Duration time, Ticker ticker) {
    return new Deadline(ticker, ticker.read(), Optional.of(time));
  }

  /** Whether the time is up. */
  public boolean isOver() {
    return left().map(time -> time.isNegative() || time.isZero()).orElse(false);
  }

  /** How much time is left, negative after the end; empty if there is no end. */
  public Optional<Duration> left() {
    return within.map(time -> time.minusNanos(ticker.read() - start));
  }

  /**
   * The same limit, of which some time is kept for what comes after.
   *
   * @param time so much, but no more than half of what is left
   */
  public Deadline keeping(Duration time) {
    return left()
        .map(all -> all.dividedBy(2).compareTo(time) < 0 ? all.dividedBy(2) : time)
        .map(kept -> new Deadline(ticker, start - kept.toNanos(), within))
        .orElse(this);
  }

  /** This, or so long from now on, whichever comes first. */
  public Deadline orWithin(Duration time) {
    return left().filter(all -> all.compareTo(time) < 0).isPresent() ? this : within(time, ticker);
  }

  /** An earlier end, after half of the time that is left. */
  public Deadline half() {
    return left().map(time -> within(time.dividedBy(2), ticker)).orElse(this);
  }
}
