package org.returntoidle.model;

import static org.returntoidle.model.Action.ACQUIRE_ITEM_DATA;
import static org.returntoidle.model.Action.ANSWER_BUSY;
import static org.returntoidle.model.Action.CALLBACK_CANCELS;
import static org.returntoidle.model.Action.CALLBACK_CONTINUES;
import static org.returntoidle.model.Action.CANCEL_PENDING_IO;
import static org.returntoidle.model.Action.DELIVER_BAND;
import static org.returntoidle.model.Action.DRIVER_CANCELS;
import static org.returntoidle.model.Action.INTERRUPT_READ;
import static org.returntoidle.model.Action.NOTIFY_CANCEL_IO;
import static org.returntoidle.model.Action.NOTIFY_OTHER_EVENT;
import static org.returntoidle.model.Action.READ_BAND;
import static org.returntoidle.model.Action.READ_BUTTON;
import static org.returntoidle.model.Action.READ_FAULT;
import static org.returntoidle.model.Action.READ_LAST_BAND;
import static org.returntoidle.model.Action.READ_NOT_READY;
import static org.returntoidle.model.Action.RETURN_FROM_ACQUIRE;
import static org.returntoidle.model.Action.SEND_STATUS;
import static org.returntoidle.model.Action.START_DEVICE;
import static org.returntoidle.model.Action.STOP_DEVICE;
import static org.returntoidle.model.Action.SUBMIT_READ;
import static org.returntoidle.model.HResult.S_FALSE;
import static org.returntoidle.model.HResult.S_OK;
import static org.returntoidle.model.TransferState.ACQUIRING;
import static org.returntoidle.model.TransferState.CANCELING;
import static org.returntoidle.model.TransferState.ERROR;
import static org.returntoidle.model.TransferState.IDLE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.function.Predicate;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.engine.StepPredicate;

/** What must hold in every state and at every step, one claim per rule. */
public final class Properties {
  private final Platform platform;
  private final DriverKind driver;
  private final ApplicationKind application;
  private final Protocol protocol;
  private final ImmutableList.Builder<Property> all = ImmutableList.builder();

  private Properties(Protocol protocol) {
    this.protocol = protocol;
    this.platform = protocol.configuration().platform();
    this.driver = protocol.configuration().driver();
    this.application = protocol.configuration().application();
    codes();
    decisions();
    device();
    turns();
  }

  /** The claims about {@code protocol}, in the order of the rulebook's letters. */
  public static ImmutableList<Property> of(Protocol protocol) {
    return ImmutableList.<Property>builder()
        .addAll(new Properties(protocol).all.build())
        .addAll(Permissions.of(protocol))
        .addAll(History.of(protocol.configuration()))
        .build();
  }

  private void codes() {
    state(
        "A3_CanceledStops",
        Rule.A3,
        s -> !s.cause().isCancel() || !s.inCall() || s.state() == CANCELING || s.state() == ERROR);
    state(
        "A4_IdleIsReady",
        Rule.A4,
        s ->
            s.inCall() == (s.state() != IDLE)
                && (s.inCall()
                    || (s.device() != Device.ON
                        && s.held() == Held.NONE
                        && !s.complete()
                        && s.error().equals(S_OK))));
    state(
        "A5_CancelIsReported",
        Rule.A5,
        s -> platform.cancelIsAnError() || !canceled(s) || returned(s, platform.cancelCode()));
    state(
        "A6_ButtonIsReported",
        Rule.A6,
        s ->
            platform.cancelIsAnError()
                || s.cause() != Cause.BUTTON
                || s.inCall()
                || returned(s, platform.cancelCode()));
    state("A7_MeHasNoFalse", Rule.A7, s -> !platform.cancelIsAnError() || !returned(s, S_FALSE));
    state(
        "A8_AnswerIsReturned",
        Rule.A8,
        s ->
            s.inCall()
                || s.answer().equals(S_OK)
                || returned(s, s.answer().equals(S_FALSE) ? platform.cancelCode() : s.answer()));
    state(
        "A9_ErrorStopsFirst",
        Rule.A9,
        s ->
            !s.answer().isError()
                || !s.inCall()
                || (s.state() == ERROR && s.error().equals(s.answer())));
    step(
        "B5_IgnoredCancelIO",
        Rule.B5,
        (s, action, t) ->
            action != NOTIFY_CANCEL_IO || driver.asynchronous() || sameButInTransit(s, t));
  }

  private void decisions() {
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
    state(
        "D3_FirstCauseDecides",
        Rule.D3,
        s ->
            s.inCall()
                || ((!canceled(s) || returned(s, platform.cancelCode()))
                    && (s.cause() != Cause.FAULT || returned(s, Protocol.FAULT))));
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
            action != READ_FAULT
                || s.state() != ACQUIRING
                || (t.state() == ERROR && t.error().equals(Protocol.FAULT)));
    state(
        "D11_NoPhantom",
        Rule.D11,
        s ->
            s.result().isEmpty()
                || returned(s, S_OK)
                || returned(s, s.answer())
                || (returned(s, platform.cancelCode()) && s.cause().isCancel())
                || (returned(s, Protocol.FAULT) && s.cause() == Cause.FAULT));
    step(
        "D15_CancelableFromEntry",
        Rule.D15,
        (s, action, t) ->
            (action != NOTIFY_CANCEL_IO
                    || !driver.asynchronous()
                    || !s.goesOn()
                    || t.state() == CANCELING)
                && (action != START_DEVICE || s.cause() == Cause.NONE));
    state(
        "D16_MeAborts",
        Rule.D16,
        s -> !platform.cancelIsAnError() || !canceled(s) || returned(s, platform.cancelCode()));
    step(
        "D20_OtherEventsDoNothing",
        Rule.D20,
        (s, action, t) -> action != NOTIFY_OTHER_EVENT || s.equals(t));
    state(
        "L4_IdleCanStart",
        Rule.L4,
        s ->
            s.inCall()
                || protocol.enabled(s, ACQUIRE_ITEM_DATA)
                || !Bounds.allows(protocol.configuration().bounds().transfers(), s.transfers()));
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
    state("D12_BandOfThisTransfer", Rule.D12, s -> s.held() != Held.OLD_BAND);
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
    state(
        "B5_ApplicationKeepsItsWay",
        Rule.B5,
        s ->
            (application != ApplicationKind.CANCEL_PENDING_IO || !can(s, CALLBACK_CANCELS))
                && (application != ApplicationKind.CALLBACK || !can(s, CANCEL_PENDING_IO))
                && (application != ApplicationKind.BOTH
                    || !s.asked()
                    || !can(s, CALLBACK_CONTINUES)));
    state("D4_BusyOnlyInCall", Rule.D4, s -> s.inCall() || !can(s, ANSWER_BUSY));
    state(
        "D6_OneThingInFlight",
        Rule.D6,
        s ->
            (s.inControl() || CALLS.stream().noneMatch(action -> can(s, action)))
                && (s.step() == Step.READING || ANSWERS.stream().noneMatch(a -> can(s, a)))
                && (s.step() == Step.CALLING || CALLBACKS.stream().noneMatch(a -> can(s, a))));
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
    state(
        "D9_LastBandIsLast",
        Rule.D9,
        s -> s.ending() ? !can(s, READ_BAND) && !can(s, READ_NOT_READY) : !can(s, READ_LAST_BAND));
    state(
        "D10_ReportComesFirst",
        Rule.D10,
        s ->
            ((!s.button() && !s.fault()) || IMAGE.stream().noneMatch(action -> can(s, action)))
                && (s.button() || !can(s, READ_BUTTON))
                && (s.fault() || !can(s, READ_FAULT)));
    step(
        "D11_ReportedOnce",
        Rule.D11,
        (s, action, t) ->
            (action != READ_BUTTON || (!t.button() && t.cause() != Cause.NONE))
                && (action != READ_FAULT || (!t.fault() && t.cause() != Cause.NONE)));
    state(
        "D13_OnlyWhatIsOn",
        Rule.D13,
        s ->
            (!can(s, START_DEVICE) || (s.step() == Step.WORKING && s.device() == Device.OFF))
                && (!can(s, SUBMIT_READ) || s.device() == Device.ON)
                && (!can(s, STOP_DEVICE) || (s.device() == Device.ON && s.ends())));
    state(
        "D15_StatusAnswersNotReady",
        Rule.D15,
        s -> s.step() == Step.WAITING || !can(s, SEND_STATUS));
    state("L2_EndsUsedUp", Rule.L2, s -> goesOnSomehow(s) || usedUp(s));
    state(
        "L5_ReadsGivenUp",
        Rule.L5,
        s ->
            !can(s, INTERRUPT_READ)
                || (driver == DriverKind.INTERRUPTIBLE && s.step() == Step.READING && s.ends()));
  }

  private boolean can(ProtocolState s, Action action) {
    return protocol.enabled(s, action);
  }

  /** Whether anything can happen that changes the state. */
  private boolean goesOnSomehow(ProtocolState s) {
    return protocol.successors(s).values().stream().anyMatch(t -> !t.equals(s));
  }

  /** Idle, and everything that the bounds allow has been done. */
  private boolean usedUp(ProtocolState s) {
    Bounds bounds = protocol.configuration().bounds();
    return !s.inCall()
        && s.inTransit() == 0
        && !Bounds.allows(bounds.transfers(), s.transfers())
        && (!Bounds.allows(bounds.cancels(), s.cancels())
            || (s.button() && application == ApplicationKind.CALLBACK))
        && (!Bounds.allows(bounds.faults(), s.faults()) || s.fault());
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

  private static final ImmutableSet<Action> CALLS =
      ImmutableSet.of(
          START_DEVICE, SUBMIT_READ, DELIVER_BAND, SEND_STATUS, STOP_DEVICE, RETURN_FROM_ACQUIRE);
  private static final ImmutableSet<Action> IMAGE =
      ImmutableSet.of(READ_BAND, READ_LAST_BAND, READ_NOT_READY);
  private static final ImmutableSet<Action> BRINGING = ImmutableSet.of(READ_BAND, READ_LAST_BAND);
  private static final ImmutableSet<Action> ANSWERS = Action.DEVICE_ANSWERS;
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

  /** The call is over, and a cancel decided it. */
  private static boolean canceled(ProtocolState s) {
    return !s.inCall() && s.cause().isCancel() && !s.answer().isError();
  }

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

  private void state(String name, Rule rule, Predicate<ProtocolState> holds) {
    all.add(Property.ofStates(name, rule, holds));
  }

  private void step(String name, Rule rule, StepPredicate<ProtocolState, Action> holds) {
    all.add(Property.ofSteps(name, rule, holds));
  }
}
