package org.returntoidle.spec.rules;

import java.util.Optional;
import org.returntoidle.model.Answer;
import org.returntoidle.model.HResult;

/**
 * What a driver tells of its device in one transfer, and what it is answered (V31 to V33). Whether
 * it tells anything is up to the driver.
 */
final class Told {
  /** The device has failed, and the driver may still tell of it. */
  private boolean untold;

  /** The device was stopped since. */
  private boolean stopped;

  /** The device has failed at least once. */
  private boolean failed;

  /** The message in flight tells of a fault. */
  private boolean inFlight;

  /** That fault is one that was read, and has ended nothing so far. */
  private boolean ofTheCause;

  /** A {@code CANCEL_IO} came after a fault that might still be told of. */
  private boolean eventAfterFault;

  /** Messages that told of a fault. */
  int reports;

  /** Messages that told of what is no fault, such as a lamp that warms up. */
  int notices;

  /** A fault was told that the device did not have. */
  Optional<String> invented = Optional.empty();

  /** {@code S_OK} was the answer: the cause is repaired. */
  boolean resolved;

  /** {@code S_FALSE} was. */
  boolean canceled;

  /** An error was. */
  boolean givenUp;

  /** Another success was, which may be taken for {@code S_OK} or for an error (D19). */
  boolean unclear;

  /** The device has failed. */
  void fails() {
    untold = true;
    stopped = false;
    failed = true;
    eventAfterFault = false;
  }

  /** There is no sheet for the next page, or no device: a driver may tell of that, too. */
  void lacksSomething() {
    failed = true;
  }

  /** The device is stopped: a cancel that comes now is later than the fault. */
  void stops() {
    stopped = true;
  }

  /** Whether a fault may still become none. */
  boolean mayBeTold() {
    return (untold && !stopped) || (inFlight && ofTheCause);
  }

  /** A {@code CANCEL_IO} comes when the fault may still be told of, and is then the cause. */
  void meetsEvent() {
    eventAfterFault = true;
  }

  /** A message with {@code status} begins. */
  void begins(HResult status) {
    if (!status.isError()) {
      notices++;
      return;
    }
    reports++;
    if (!failed) {
      invented =
          invented.or(
              () -> Optional.of(status + " was told, but no read and no start has reported it"));
    }
    inFlight = true;
    ofTheCause = untold;
    eventAfterFault = false; // The message is entered after it, and asks (D26).
    untold = false;
  }

  /** Whether the message in flight tells of a fault. */
  boolean isInFlight() {
    return inFlight;
  }

  /** Whether it tells of one that would end the transfer. */
  boolean isOfTheCause() {
    return inFlight && ofTheCause;
  }

  /** Whether a {@code CANCEL_IO} came while it is in flight, which it does not answer. */
  boolean hasMetEvent() {
    return eventAfterFault;
  }

  /** It is answered. */
  void answered(HResult code) {
    resolved |= code.equals(HResult.S_OK);
    canceled |= code.equals(HResult.S_FALSE);
    givenUp |= code.isError();
    unclear |= Answer.of(code) == Answer.UNKNOWN_SUCCESS;
    inFlight = false;
    ofTheCause = false;
    eventAfterFault = false;
  }
}
