package org.returntoidle.model;

import static org.returntoidle.model.Action.ACQUIRE_ITEM_DATA;
import static org.returntoidle.model.Action.ANSWER_BUSY;
import static org.returntoidle.model.Action.CALLBACK_CANCELS;
import static org.returntoidle.model.Action.CANCEL_PENDING_IO;
import static org.returntoidle.model.Action.DELIVER_BAND;
import static org.returntoidle.model.Action.DRIVER_CANCELS;
import static org.returntoidle.model.Action.NOTIFY_CANCEL_IO;
import static org.returntoidle.model.Action.NOTIFY_OTHER_EVENT;
import static org.returntoidle.model.Action.READ_BAND;
import static org.returntoidle.model.Action.READ_BUTTON;
import static org.returntoidle.model.Action.READ_LAST_BAND;
import static org.returntoidle.model.Action.RETURN_FROM_ACQUIRE;
import static org.returntoidle.model.Action.SEND_STATUS;
import static org.returntoidle.model.Action.START_DEVICE;
import static org.returntoidle.model.Action.SUBMIT_READ;
import static org.returntoidle.model.HResult.S_OK;
import static org.returntoidle.model.TransferState.ACQUIRING;
import static org.returntoidle.model.TransferState.CANCELING;
import static org.returntoidle.model.TransferState.ERROR;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.engine.StepPredicate;

/** What must hold at every step, one claim per rule. */
final class StepRules {
  private final DriverKind driver;
  private final ImmutableList.Builder<Property> all = ImmutableList.builder();

  private StepRules(Configuration configuration) {
    this.driver = configuration.driver();
    decisions();
    device();
    turns();
  }

  static ImmutableList<Property> of(Configuration configuration) {
    return new StepRules(configuration).all.build();
  }

  private void decisions() {
    step(
        "B5_IgnoredCancelIO",
        Rule.B5,
        (s, action, t) ->
            action != NOTIFY_CANCEL_IO || driver.asynchronous() || sameButInTransit(s, t));
    step(
        "D1_IdleForgets",
        Rule.D1,
        (s, action, t) ->
            (action != NOTIFY_CANCEL_IO || s.inCall() || sameButInTransit(s, t))
                && (action != ACQUIRE_ITEM_DATA || t.equals(beginning(t))));
    step(
        "D2_CancelsAreOne",
        Rule.D2,
        (s, action, t) ->
            s.state() != CANCELING
                || !CANCELS.contains(action)
                || (t.state() == CANCELING && t.cause() == s.cause()));
    step("D4_BusyDisturbsNothing", Rule.D4, (s, action, t) -> action != ANSWER_BUSY || s.equals(t));
    step(
        "D5_NoCallbackAfterCause",
        Rule.D5,
        (s, action, t) -> !GOING_ON.contains(action) || s.cause() == Cause.NONE);
    step(
        "D7_OkMeansComplete",
        Rule.D7,
        (s, action, t) ->
            (!t.complete() || s.complete() || (s.step() == Step.CALLING && lastHeld(s)))
                && (action != RETURN_FROM_ACQUIRE
                    || !returned(t, S_OK)
                    || (s.complete() && s.held() == Held.NONE && s.answer().equals(S_OK))));
    step(
        "D9_CompleteStaysComplete",
        Rule.D9,
        (s, action, t) ->
            (!s.complete() || (action == RETURN_FROM_ACQUIRE ? returned(t, S_OK) : t.complete()))
                && (s.result().equals(t.result())
                    || action == RETURN_FROM_ACQUIRE
                    || action == ACQUIRE_ITEM_DATA));
    step(
        "D10_FaultIsAnError",
        Rule.D10,
        (s, action, t) ->
            !Action.FAULT_REPORTS.contains(action)
                || s.state() != ACQUIRING
                || (t.state() == ERROR && t.error().equals(Protocol.FAULT)));
    step(
        "D15_CancelableFromEntry",
        Rule.D15,
        (s, action, t) ->
            (action != NOTIFY_CANCEL_IO
                    || !driver.asynchronous()
                    || !s.goesOn()
                    || t.state() == CANCELING)
                && (action != START_DEVICE || s.cause() == Cause.NONE));
    step(
        "D20_OtherEventsDoNothing",
        Rule.D20,
        (s, action, t) -> action != NOTIFY_OTHER_EVENT || s.equals(t));
  }

  private void device() {
    step(
        "D6_QuietBeforeReturn",
        Rule.D6,
        (s, action, t) ->
            action != RETURN_FROM_ACQUIRE
                || (s.device() != Device.ON
                    && s.step() != Step.CALLING
                    && s.step() != Step.READING));
    step(
        "D13_StoppedOncePerStart",
        Rule.D13,
        (s, action, t) ->
            s.device() == t.device()
                || (s.device() == Device.OFF && t.device() == Device.ON)
                || (s.device() == Device.ON && t.device() == Device.STOPPED)
                || (s.device() == Device.STOPPED && action == ACQUIRE_ITEM_DATA));
  }

  /** Who can act when, and what a step takes with it. */
  private void turns() {
    step(
        "B4_DeliveredOnce",
        Rule.B4,
        (s, action, t) ->
            t.inTransit() - s.inTransit()
                == (action == CANCEL_PENDING_IO ? 1 : action == NOTIFY_CANCEL_IO ? -1 : 0));
    step(
        "D7_NoBandIsLost",
        Rule.D7,
        (s, action, t) ->
            (action != READ_BAND || t.held() == Held.BAND)
                && (action != READ_LAST_BAND || t.held() == Held.LAST_BAND)
                && (action != DELIVER_BAND || s.held() != Held.NONE)
                && (s.held() == t.held() || HOLDING.contains(action))
                && (!BRINGING.contains(action) || s.held() == Held.NONE)
                && (!CALLBACKS.contains(action) || t.held() == Held.NONE));
    step(
        "D11_ReportedOnce",
        Rule.D11,
        (s, action, t) ->
            (action != READ_BUTTON || (!t.button() && t.cause() != Cause.NONE))
                && (!Action.FAULT_REPORTS.contains(action)
                    || (!t.fault() && t.cause() != Cause.NONE)));
  }

  /** {@code t} with everything as it must be when a transfer begins. */
  private static ProtocolState beginning(ProtocolState t) {
    Draft draft = new Draft(ProtocolState.INITIAL);
    draft.status = TransferStatus.ACQUIRING;
    draft.inTransit = t.inTransit();
    draft.step = t.step();
    draft.held = t.held();
    draft.result = t.result();
    draft.transfers = t.transfers();
    draft.cancels = t.cancels();
    draft.faults = t.faults();
    return draft.freeze();
  }

  private static final ImmutableSet<Action> BRINGING = ImmutableSet.of(READ_BAND, READ_LAST_BAND);
  private static final ImmutableSet<Action> CALLBACKS = Action.CALLBACK_ANSWERS;
  private static final ImmutableSet<Action> HOLDING =
      ImmutableSet.<Action>builder()
          .addAll(BRINGING)
          .addAll(CALLBACKS)
          .add(RETURN_FROM_ACQUIRE)
          .build();
  private static final ImmutableSet<Action> CANCELS =
      ImmutableSet.of(NOTIFY_CANCEL_IO, READ_BUTTON, CALLBACK_CANCELS, DRIVER_CANCELS);
  private static final ImmutableSet<Action> GOING_ON =
      ImmutableSet.of(DELIVER_BAND, SEND_STATUS, SUBMIT_READ);

  private static boolean returned(ProtocolState s, HResult code) {
    return s.result().isPresent() && s.result().get().equals(code);
  }

  private static boolean lastHeld(ProtocolState s) {
    return s.held() == Held.LAST_BAND;
  }

  private static boolean sameButInTransit(ProtocolState s, ProtocolState t) {
    Draft draft = new Draft(s);
    draft.inTransit = t.inTransit();
    return draft.freeze().equals(t);
  }

  private void step(String name, Rule rule, StepPredicate<ProtocolState, Action> holds) {
    all.add(Property.ofSteps(name, rule, holds));
  }
}
