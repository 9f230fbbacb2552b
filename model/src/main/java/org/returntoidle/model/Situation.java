package org.returntoidle.model;

import static org.returntoidle.model.Action.NOTIFY_CANCEL_IO;

import java.util.function.Predicate;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Sometimes;
import org.returntoidle.model.engine.StepPredicate;

/**
 * What a green run must have visited: the races and the permissions. A property that holds because
 * nothing ever happened proves nothing.
 */
public enum Situation {
  RACE_BEFORE_START(
      Rule.D15,
      "CANCEL_IO before the device starts",
      (s, a, t) -> cancelIo(s, a) && s.status().goesOn() && s.device() == Device.OFF),
  RACE_IN_CALLBACK(
      Rule.D8,
      "CANCEL_IO while a callback is in flight",
      (s, a, t) -> cancelIo(s, a) && s.step() == Step.CALLING),
  RACE_IN_READ(
      Rule.L5,
      "CANCEL_IO while a read is in flight",
      (s, a, t) -> cancelIo(s, a) && s.step() == Step.READING),
  RACE_WHILE_STOPPING(
      Rule.D2,
      "CANCEL_IO while the driver is stopping",
      (s, a, t) -> cancelIo(s, a) && s.status().ends() && !s.complete()),
  RACE_AFTER_LAST_BAND(
      Rule.D9, "CANCEL_IO after the last band", (s, a, t) -> cancelIo(s, a) && s.complete()),
  RACE_BETWEEN_TRANSFERS(
      Rule.D1,
      "CANCEL_IO between two transfers",
      (s, a, t) -> a == NOTIFY_CANCEL_IO && !s.inCall() && s.result().isPresent()),
  ERROR_AFTER_CANCEL(
      Rule.D3,
      "an error from a callback after a cancel",
      (s, a, t) -> s.state() == TransferState.CANCELING && t.state() == TransferState.ERROR),
  A1_BOTH_CANCEL(
      Rule.A1,
      "the minidriver's side cancels, the application's too",
      s -> s.cause() == Cause.BUTTON && s.asked()),
  A2_CALLBACK_CANCELS(
      Rule.A2,
      "a callback's S_FALSE cancels the transfer",
      (s, a, t) -> t.cause() == Cause.CALLBACK_CANCEL && s.cause() == Cause.NONE),
  B1_CALLBACK_WAY(
      Rule.B1,
      "a transfer ends as canceled because a callback returned S_FALSE",
      s -> s.cause() == Cause.CALLBACK_CANCEL && s.result().isPresent()),
  B2_CANCEL_PENDING_IO_WAY(
      Rule.B2,
      "a transfer ends as canceled because of CancelPendingIO",
      s -> s.cause() == Cause.CANCEL_IO && s.asked() && s.result().isPresent()),
  B3_FALSE_OBSERVED(
      Rule.B3,
      "the driver turns to canceling on S_FALSE",
      (s, a, t) -> a == Action.CALLBACK_CANCELS && t.state() == TransferState.CANCELING),
  B4_EVENT_OBSERVED(
      Rule.B4,
      "the driver turns to canceling on CANCEL_IO",
      (s, a, t) ->
          cancelIo(s, a)
              && s.state() == TransferState.ACQUIRING
              && t.state() == TransferState.CANCELING);

  private final Rule rule;
  private final String description;
  private final Sometimes<ProtocolState, Action> claim;

  Situation(Rule rule, String description, Predicate<ProtocolState> occurs) {
    this(rule, description, new Condition.OfStates<>(occurs));
  }

  Situation(Rule rule, String description, StepPredicate<ProtocolState, Action> occurs) {
    this(rule, description, new Condition.OfSteps<>(occurs));
  }

  Situation(Rule rule, String description, Condition<ProtocolState, Action> occurs) {
    this.rule = rule;
    this.description = description;
    this.claim = new Sometimes<>(name(), occurs);
  }

  /** The rule that makes this situation worth visiting. */
  public Rule rule() {
    return rule;
  }

  /** In words; never null. */
  public String description() {
    return description;
  }

  /** That it occurs; never null. */
  public Sometimes<ProtocolState, Action> claim() {
    return claim;
  }

  private static boolean cancelIo(ProtocolState s, Action action) {
    return action == NOTIFY_CANCEL_IO && s.inCall();
  }
}
