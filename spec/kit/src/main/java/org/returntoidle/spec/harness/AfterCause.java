package org.returntoidle.spec.harness;

import org.jspecify.annotations.Nullable;

/**
 * What a driver may still begin after a cancel or an error was observed in a transfer (D22): the
 * thread that has observed it, nothing; the caller's thread, one thing if it has not called out
 * since, for it may have begun it before; the others, one until they have rested. Where threads
 * race, the caller's that was answered may not even have come to say so: until it calls out, the
 * others do not know. Guarded by its owner.
 */
final class AfterCause {
  private final boolean races;
  private @Nullable Thread observer;
  private boolean callerKnows;
  private boolean othersKnow;
  private boolean begun;

  /** The caller's thread has observed the cause, and has not called out since. */
  private boolean callerHasNotGoneOn;

  /**
   * None yet.
   *
   * @param races whether the driver's threads race
   */
  AfterCause(boolean races) {
    this.races = races;
  }

  /**
   * A cause is observed.
   *
   * @param isCaller whether the current thread is the caller's
   * @param callerRests whether the caller's thread is in a callback
   */
  void observe(boolean isCaller, boolean callerRests) {
    if (observer == null) {
      observer = Thread.currentThread();
      callerKnows = isCaller || callerRests;
      callerHasNotGoneOn = isCaller;
    } else {
      callsOut(isCaller);
    }
  }

  /** The current thread does something that the harness sees. */
  void callsOut(boolean isCaller) {
    callerKnows |= observer != null && isCaller;
    callerHasNotGoneOn &= !isCaller;
  }

  /** Every thread but the current one rests, or has not been started yet. */
  void othersRest() {
    othersKnow |= observer != null;
  }

  /** One of them does not come to rest: it may not have told the others yet. */
  void othersDoNotRest() {
    othersKnow = false;
  }

  /** Whether they have rested since the cause. */
  boolean haveRested() {
    return othersKnow;
  }

  /** The current thread begins something; whether it may. */
  boolean begins(boolean isCaller) {
    boolean mayNotKnow = races && callerHasNotGoneOn && !isCaller;
    if (observer == null || mayNotKnow) {
      return true;
    }
    boolean knows = isCaller ? callerKnows : othersKnow || Thread.currentThread() == observer;
    boolean may = !knows && !begun;
    begun = true;
    return may;
  }
}
