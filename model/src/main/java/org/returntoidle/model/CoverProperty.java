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
public enum CoverProperty {
  D15_CANCEL_BEFORE_START(
      "D15_CancelBeforeStart",
      Rule.D15,
      "CANCEL_IO before the device starts",
      (s, a, t) -> cancelIo(s, a) && s.goesOn() && s.device() == Device.OFF),
  D8_CANCEL_IN_CALLBACK(
      "D8_CancelInCallback",
      Rule.D8,
      "CANCEL_IO while a callback is in flight",
      (s, a, t) -> cancelIo(s, a) && s.step() == Step.CALLING),
  L5_CANCEL_IN_READ(
      "L5_CancelInRead",
      Rule.L5,
      "CANCEL_IO while a read is in flight",
      (s, a, t) -> cancelIo(s, a) && s.step() == Step.READING),
  D2_CANCEL_WHILE_STOPPING(
      "D2_CancelWhileStopping",
      Rule.D2,
      "CANCEL_IO while the driver is stopping",
      (s, a, t) -> cancelIo(s, a) && s.ends() && !s.complete()),
  D9_CANCEL_AFTER_LAST_BAND(
      "D9_CancelAfterLastBand",
      Rule.D9,
      "CANCEL_IO after the last band",
      (s, a, t) -> cancelIo(s, a) && s.complete()),
  D1_CANCEL_BETWEEN_TRANSFERS(
      "D1_CancelBetweenTransfers",
      Rule.D1,
      "CANCEL_IO between two transfers",
      (s, a, t) -> a == NOTIFY_CANCEL_IO && !s.inCall() && s.result().isPresent()),
  D3_ERROR_AFTER_CANCEL(
      "D3_ErrorAfterCancel",
      Rule.D3,
      "an error from a callback after a cancel",
      (s, a, t) -> s.state() == TransferState.CANCELING && t.state() == TransferState.ERROR),
  A1_BOTH_SIDES_CANCEL(
      "A1_BothSidesCancel",
      Rule.A1,
      "the minidriver's side cancels, the application's too",
      s -> s.cause() == Cause.BUTTON && s.asked()),
  A2_CALLBACK_CANCELS(
      "A2_CallbackCancels",
      Rule.A2,
      "a callback's S_FALSE cancels the transfer",
      (s, a, t) -> t.cause() == Cause.CALLBACK_CANCEL && s.cause() == Cause.NONE),
  B1_CALLBACK_WAY(
      "B1_CallbackWay",
      Rule.B1,
      "a transfer ends as canceled because a callback returned S_FALSE",
      s -> s.cause() == Cause.CALLBACK_CANCEL && s.result().isPresent()),
  B2_CANCEL_PENDING_IO_WAY(
      "B2_CancelPendingIOWay",
      Rule.B2,
      "a transfer ends as canceled because of CancelPendingIO",
      s -> s.cause() == Cause.CANCEL_IO && s.asked() && s.result().isPresent()),
  B3_FALSE_OBSERVED(
      "B3_FalseObserved",
      Rule.B3,
      "the driver turns to canceling on S_FALSE",
      (s, a, t) -> a == Action.CALLBACK_CANCELS && t.state() == TransferState.CANCELING),
  B4_EVENT_OBSERVED(
      "B4_EventObserved",
      Rule.B4,
      "the driver turns to canceling on CANCEL_IO",
      (s, a, t) ->
          cancelIo(s, a)
              && s.state() == TransferState.ACQUIRING
              && t.state() == TransferState.CANCELING);

  private final String label;
  private final Rule rule;
  private final String description;
  private final Sometimes<ProtocolState, Action> claim;

  CoverProperty(String label, Rule rule, String description, Predicate<ProtocolState> occurs) {
    this(label, rule, description, new Condition.OfStates<>(occurs));
  }

  CoverProperty(
      String label, Rule rule, String description, StepPredicate<ProtocolState, Action> occurs) {
    this(label, rule, description, new Condition.OfSteps<>(occurs));
  }

  CoverProperty(
      String label, Rule rule, String description, Condition<ProtocolState, Action> occurs) {
    this.label = label;
    this.rule = rule;
    this.description = description;
    this.claim = new Sometimes<>(label, occurs);
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

  /** The name in TLA+, behind {@code Never_}. */
  @Override
  public String toString() {
    return label;
  }

  private static boolean cancelIo(ProtocolState s, Action action) {
    return action == NOTIFY_CANCEL_IO && s.inCall();
  }
}
