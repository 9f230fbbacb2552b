package org.returntoidle.spec.harness;

import java.time.Duration;

/**
 * How far a run may go.
 *
 * @param scope how much the options offer
 * @param hangAfter how much processor time a driver may use between two calls to the outside before
 *     it is said to hang; by the clock ten times as long
 * @param races whether the options offer {@link Move#NOTIFY_CANCEL_IO_MEANWHILE}
 * @param everything whether whatever there is may happen at any time; else the codes and events
 *     that the protocol does not tell apart from others are offered as the only event of a run in
 *     which no device waits, and one transfer of a run waits
 * @param throwing whether device and callbacks throw and answer null (D21); then the last event
 *     that the scope leaves room for is such a one, so that few runs are made that have none
 * @param beside whether something happens to a second driver, once; then the last event that the
 *     scope leaves room for is kept for it
 */
public record Limits(
    Scope scope,
    Duration hangAfter,
    boolean races,
    boolean everything,
    boolean throwing,
    boolean beside) {
  /**
   * For a complete enumeration. Without races: every run can be repeated exactly, if the driver has
   * no threads of its own.
   */
  public Limits(Scope scope, Duration hangAfter) {
    this(scope, hangAfter, false, false, false, false);
  }

  /** For schedules that are picked at random, or were recorded: whatever there is. */
  public static Limits beyond(Scope scope, Duration hangAfter, boolean races) {
    return new Limits(scope, hangAfter, races, true, false, false);
  }

  /** For an enumeration of what drivers claim to survive. */
  public static Limits throwing(Scope scope, Duration hangAfter) {
    return new Limits(scope, hangAfter, false, false, true, false);
  }

  /**
   * For an enumeration of what happens once to a second driver, beside what else {@code scope}
   * allows.
   */
  public static Limits beside(Scope scope, Duration hangAfter) {
    return new Limits(scope.withNeighbor(), hangAfter, false, false, false, true);
  }

  /** How many calls to the outside one transfer may make before it is said to go on for ever. */
  static final int STEPS = 2_000;

  /** How many reads a canceled driver may make before it is said to go on for ever. */
  static final int READS_AFTER_CANCEL = 20;
}
