package org.returntoidle.model.monitor;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.stream.Stream;
import org.returntoidle.model.Capability;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.monitor.MonitorState.Source;

/** Why something is not permitted: the rule that it breaks, and what is wrong in a few words. */
public enum Refusal implements Outcome {
  TRANSFER_RUNS(Rule.D4, "a transfer runs already"),
  BUSY_WHILE_RESTING(Rule.A4, "no transfer runs"),
  BUSY_ALONE(Rule.A4, "no other transfer runs"),
  DEVICE_WHILE_RESTING(Rule.D6, "no transfer runs"),
  STARTED_TWICE(Rule.D13, "the device is on"),
  NOT_STARTED(Rule.D13, "the device is off"),
  READ_AFTER_LAST_BAND(Rule.D9, "no read follows the last band"),
  BEGUN_AFTER_CAUSE(Rule.D22, Refusal.CAUSE_BEFORE),
  READ_BESIDE_ANOTHER(Rule.D23, "another read is in flight"),
  READ_FROM_STOPPED(Rule.D23, "the same thread has stopped the device"),
  CALLBACK_WHILE_RESTING(Rule.D18, "no transfer runs"),
  CALLBACK_BESIDE_ANOTHER(Rule.D18, "another callback is in flight"),
  CALLBACK_ON_OTHER_THREAD(Rule.D18, "drvAcquireItemData runs on another thread"),
  NO_CALLBACK(Rule.D18, "no callback is in flight"),
  OLD_BAND(Rule.D12, "the band belongs to another transfer"),
  BAND_AFTER_CAUSE(Rule.D5, Refusal.CAUSE_BEFORE),
  RETURN_WHILE_RESTING(Rule.L2, "no transfer runs"),
  RETURN_BEFORE_CALLBACK(Rule.D6, "a callback is in flight"),
  ON_AFTER_CANCEL(Rule.A3, Refusal.STILL_ON),
  ON_AFTER_CALLBACK_ERROR(Rule.A9, Refusal.STILL_ON),
  ON_AFTER_FAULT(Rule.D10, Refusal.STILL_ON),
  ON(Rule.D6, Refusal.STILL_ON),
  OTHER_THAN_CALLBACK(Rule.A9, "the callback had returned another code"),
  OTHER_THAN_DEVICE(Rule.D10, "the device had failed with another code"),
  CANCEL_LOST(Rule.L3, "the cancel was lost"),
  CANCEL_MISNAMED(Rule.A5, "the transfer was canceled"),
  OUT_OF_ORDER(Rule.D7, "bands were delivered out of order"),
  INCOMPLETE(Rule.D7, "the last band was not acknowledged with S_OK"),
  UNDECLARED_DECISION(Rule.D11, "the driver does not say that it may" + howToDeclare()),
  PHANTOM(Rule.D11, Refusal.NOTHING_GAVE_IT),
  PHANTOM_CANCEL(Rule.D11, Refusal.NOTHING_GAVE_IT + howToDeclare());

  /** The rules by which something is refused. */
  public static final ImmutableSet<Rule> RULES =
      Stream.of(values()).map(Refusal::rule).collect(Sets.toImmutableEnumSet());

  private static final String CAUSE_BEFORE = "a cancel or an error was observed before";
  private static final String NOTHING_GAVE_IT = "nothing in this transfer gave that code";
  private static final String STILL_ON = "the device is still on";

  private final Rule rule;
  private final String why;

  Refusal(Rule rule, String why) {
    this.rule = rule;
    this.why = why;
  }

  private static String howToDeclare() {
    return "; a driver that cancels by its own decision says so: the capability "
        + Capability.CANCELS_BY_ITSELF
        + " in the header";
  }

  /** The rule that it breaks. */
  public Rule rule() {
    return rule;
  }

  /** What is wrong, in a few words. */
  public String why() {
    return why;
  }

  /**
   * The device is on at the return: the most specific rule that wants it to be off.
   *
   * @param byItself whether the code may report the driver's own decision to cancel
   */
  static Refusal stillOn(MonitorState s, boolean byItself) {
    return switch (s.state()) {
      case IDLE, ACQUIRING -> byItself ? ON_AFTER_CANCEL : ON;
      case CANCELING -> ON_AFTER_CANCEL;
      case ERROR -> s.error() == Source.CALLBACK ? ON_AFTER_CALLBACK_ERROR : ON_AFTER_FAULT;
    };
  }

  /** A code is returned that may not be: the most specific rule that wants another. */
  static Refusal wrongCode(MonitorState s, Observation seen) {
    if (s.state() == TransferState.ERROR) {
      return s.error() == Source.CALLBACK ? OTHER_THAN_CALLBACK : OTHER_THAN_DEVICE;
    }
    if (seen.is(Mark.IS_BUSY)) {
      return BUSY_ALONE;
    }
    if (s.state() == TransferState.CANCELING) {
      return seen.is(Mark.IS_OK) ? CANCEL_LOST : CANCEL_MISNAMED;
    }
    if (seen.is(Mark.IS_OK)) {
      return s.outOfOrder() ? OUT_OF_ORDER : INCOMPLETE;
    }
    return seen.is(Mark.REPORTS_CANCEL) ? PHANTOM_CANCEL : PHANTOM;
  }
}
