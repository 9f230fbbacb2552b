package org.returntoidle.model;

import static org.returntoidle.model.Action.ACQUIRE_ITEM_DATA;
import static org.returntoidle.model.Action.CALLBACK_CANCELS;
import static org.returntoidle.model.Action.CALLBACK_CONTINUES;
import static org.returntoidle.model.Action.CANCEL_PENDING_IO;
import static org.returntoidle.model.Action.DEVICE_FAILS;
import static org.returntoidle.model.Action.DRIVER_CANCELS;
import static org.returntoidle.model.Action.IMAGE_ENDS;
import static org.returntoidle.model.Action.NOTIFY_CANCEL_IO;
import static org.returntoidle.model.Action.PRESS_CANCEL_BUTTON;
import static org.returntoidle.model.Action.READ_BUTTON;
import static org.returntoidle.model.Action.READ_FAULT;
import static org.returntoidle.model.Action.RETURN_FROM_ACQUIRE;
import static org.returntoidle.model.Action.START_DEVICE;
import static org.returntoidle.model.Action.START_FAILS;
import static org.returntoidle.model.Action.SUBMIT_READ;
import static org.returntoidle.model.TransferState.ACQUIRING;
import static org.returntoidle.model.TransferState.CANCELING;
import static org.returntoidle.model.TransferState.ERROR;
import static org.returntoidle.model.TransferState.IDLE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Optional;
import java.util.OptionalInt;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.engine.StepPredicate;

/**
 * What may change a variable, and to what. The other rules are stated over variables that the
 * actions themselves write; an action that forgets to write one, or overwrites it, would leave such
 * a rule with nothing to say.
 */
final class History {
  private static final ImmutableSet<Action> BEGINNINGS =
      Sets.immutableEnumSet(START_DEVICE, START_FAILS, SUBMIT_READ);

  private final Configuration configuration;
  private final ImmutableList.Builder<Property> all = ImmutableList.builder();

  private History(Configuration configuration) {
    this.configuration = configuration;
    remembered();
    machine();
    turns();
  }

  static ImmutableList<Property> of(Configuration configuration) {
    return new History(configuration).all.build();
  }

  private void remembered() {
    all.add(
        Property.ofBeginning(
            "A4_NothingHasHappened", Rule.A4, s -> s.equals(ProtocolState.INITIAL)));
    step(
        "A1_PressIsKept",
        Rule.A1,
        (s, a, t) ->
            t.button()
                == kept(s.button(), a == PRESS_CANCEL_BUTTON, a == READ_BUTTON || begins(a)));
    step(
        "D10_FaultIsKept",
        Rule.D10,
        (s, a, t) ->
            t.fault()
                == kept(
                    s.fault(), a == DEVICE_FAILS, Action.FAULT_REPORTS.contains(a) || begins(a)));
    step(
        "B2_AskedIsKept",
        Rule.B2,
        (s, a, t) ->
            t.asked()
                == kept(
                    s.asked(), a == CANCEL_PENDING_IO && s.inCall() && !s.complete(), begins(a)));
    step(
        "L1_EndIsKept",
        Rule.L1,
        (s, a, t) -> t.ending() == kept(s.ending(), a == IMAGE_ENDS, a == RETURN_FROM_ACQUIRE));
    step("A8_AnswerIsKept", Rule.A8, (s, a, t) -> t.answer().equals(answer(s, a)));
    step("D3_CauseIsWhatCameFirst", Rule.D3, (s, a, t) -> t.cause() == cause(s, a));
    step(
        "D14_BeginsAsTheFirst",
        Rule.D14,
        (s, a, t) -> a != ACQUIRE_ITEM_DATA || t.equals(first(t)));
    step(
        "L2_CountsWhatHappens",
        Rule.L2,
        (s, a, t) ->
            t.transfers() == s.transfers() + one(configuration.bounds().transfers(), begins(a))
                && t.bands()
                    == (a == RETURN_FROM_ACQUIRE
                        ? 0
                        : s.bands()
                            + one(
                                configuration.bounds().bands(),
                                a == Action.READ_BAND || a == Action.READ_NOT_READY))
                && t.cancels()
                    == s.cancels() + one(configuration.bounds().cancels(), countsAsCancel(s, a))
                && t.faults()
                    == s.faults()
                        + one(
                            configuration.bounds().faults(),
                            (a == DEVICE_FAILS && !s.fault())
                                || code(a).filter(HResult::isError).isPresent()));
  }

  private void machine() {
    step(
        "A2_FalseCancels",
        Rule.A2,
        (s, a, t) ->
            a != CALLBACK_CANCELS || (s.state() == ACQUIRING ? canceling(t) : sameMachine(s, t)));
    step("A1_OwnDecisionCancels", Rule.A1, (s, a, t) -> a != DRIVER_CANCELS || canceling(t));
    step(
        "A6_ButtonCancels",
        Rule.A6,
        (s, a, t) ->
            a != READ_BUTTON || (s.state() == ACQUIRING ? canceling(t) : sameMachine(s, t)));
    step(
        "B4_EventCancels",
        Rule.B4,
        (s, a, t) ->
            a != NOTIFY_CANCEL_IO
                || ((configuration.driver().asynchronous() && s.goesOn())
                    ? canceling(t)
                    : sameMachine(s, t)));
    step(
        "A9_ErrorsWin",
        Rule.A9,
        (s, a, t) ->
            code(a).filter(HResult::isError).isEmpty()
                || ((s.state() == ACQUIRING || s.state() == CANCELING)
                    ? failed(t, code(a))
                    : sameMachine(s, t)));
    step(
        "D10_FaultAfterCancelIsNone",
        Rule.D10,
        (s, a, t) -> a != READ_FAULT || s.state() == ACQUIRING || sameMachine(s, t));
    step(
        "D7_LastAnswerCompletes",
        Rule.D7,
        (s, a, t) ->
            a != CALLBACK_CONTINUES
                || (t.state() == s.state()
                    && t.error().equals(s.error())
                    && t.complete()
                        == (s.complete()
                            || (s.state() == ACQUIRING && s.held() == Held.LAST_BAND))));
    step(
        "A3_OnlyCausesEnd",
        Rule.A3,
        (s, a, t) ->
            sameMachine(s, t)
                || a == ACQUIRE_ITEM_DATA
                || a == RETURN_FROM_ACQUIRE
                || a == NOTIFY_CANCEL_IO
                || a == DRIVER_CANCELS
                || a == READ_BUTTON
                || Action.FAULT_REPORTS.contains(a)
                || Action.CALLBACK_ANSWERS.contains(a));
    step(
        "A8_ResultOfItsState",
        Rule.A8,
        (s, a, t) ->
            a != RETURN_FROM_ACQUIRE || (t.state() == IDLE && t.result().equals(result(s))));
  }

  private void turns() {
    step("D18_OneThingAfterTheOther", Rule.D18, (s, a, t) -> t.step() == after(s, a));
    step(
        "D13_OnlyTheDriverSwitches",
        Rule.D13,
        (s, a, t) ->
            t.device()
                == switch (a) {
                  case ACQUIRE_ITEM_DATA -> Device.OFF;
                  case START_DEVICE -> Device.ON;
                  case STOP_DEVICE -> Device.STOPPED;
                  default -> s.device();
                });
    step(
        "D22_NothingBegins",
        Rule.D22,
        (s, a, t) -> !BEGINNINGS.contains(a) || s.cause() == Cause.NONE);
    step(
        "D23_OneRead",
        Rule.D23,
        (s, a, t) ->
            t.step() != Step.READING
                || (t.device() == Device.ON && (a == SUBMIT_READ) == s.inControl()));
  }

  private Optional<HResult> result(ProtocolState s) {
    return Optional.of(
        switch (s.state()) {
          case CANCELING -> configuration.platform().cancelCode();
          case ERROR -> s.error();
          case IDLE, ACQUIRING -> HResult.S_OK;
        });
  }

  private static boolean begins(Action action) {
    return action == ACQUIRE_ITEM_DATA;
  }

  private static boolean kept(boolean before, boolean comes, boolean goes) {
    return comes || (before && !goes);
  }

  private static int one(OptionalInt bound, boolean counted) {
    return bound.isPresent() && counted ? 1 : 0;
  }

  /** The second half of a cancel that goes both ways is not another one (B5). */
  private boolean countsAsCancel(ProtocolState s, Action action) {
    boolean secondHalf = configuration.application() == ApplicationKind.BOTH && s.asked();
    return (action == PRESS_CANCEL_BUTTON && !s.button())
        || action == CANCEL_PENDING_IO
        || (action == CALLBACK_CANCELS && !secondHalf);
  }

  /** What a callback returns. */
  private static Optional<HResult> code(Action action) {
    return switch (action) {
      case CALLBACK_CONTINUES -> Optional.of(HResult.S_OK);
      case CALLBACK_CANCELS -> Optional.of(HResult.S_FALSE);
      case CALLBACK_FAILS_E_FAIL -> Optional.of(HResult.E_FAIL);
      case CALLBACK_FAILS_E_ABORT -> Optional.of(HResult.E_ABORT);
      default -> Optional.empty();
    };
  }

  private static HResult answer(ProtocolState s, Action action) {
    return begins(action) ? HResult.S_OK : code(action).orElse(s.answer());
  }

  private Cause cause(ProtocolState s, Action action) {
    if (begins(action)) {
      return Cause.NONE;
    }
    if (s.cause() != Cause.NONE) {
      return s.cause();
    }
    return switch (action) {
      case READ_BUTTON -> Cause.BUTTON;
      case READ_FAULT, START_FAILS -> Cause.FAULT;
      case CALLBACK_CANCELS -> Cause.CALLBACK_CANCEL;
      case DRIVER_CANCELS -> Cause.OWN_DECISION;
      case CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT -> Cause.CALLBACK_ERROR;
      case NOTIFY_CANCEL_IO ->
          configuration.driver().asynchronous() && s.goesOn() ? Cause.CANCEL_IO : Cause.NONE;
      default -> Cause.NONE;
    };
  }

  /** {@code t} with all that a transfer has of its own as at the beginning of the first one. */
  private static ProtocolState first(ProtocolState t) {
    Draft draft = new Draft(ProtocolState.INITIAL);
    draft.status = TransferStatus.ACQUIRING;
    draft.step = Step.WORKING;
    draft.inTransit = t.inTransit();
    draft.transfers = t.transfers();
    draft.cancels = t.cancels();
    draft.faults = t.faults();
    return draft.freeze();
  }

  private static Step after(ProtocolState s, Action action) {
    return switch (action) {
      case ACQUIRE_ITEM_DATA,
          INTERRUPT_READ,
          READ_BAND,
          READ_LAST_BAND,
          READ_BUTTON,
          READ_FAULT,
          CALLBACK_CONTINUES,
          CALLBACK_CANCELS,
          CALLBACK_FAILS_E_FAIL,
          CALLBACK_FAILS_E_ABORT ->
          Step.WORKING;
      case SUBMIT_READ -> Step.READING;
      case DELIVER_BAND, SEND_STATUS -> Step.CALLING;
      case READ_NOT_READY -> Step.WAITING;
      case RETURN_FROM_ACQUIRE -> Step.RESTING;
      default -> s.step();
    };
  }

  private static boolean canceling(ProtocolState t) {
    return t.state() == CANCELING;
  }

  private static boolean failed(ProtocolState t, Optional<HResult> code) {
    return t.state() == ERROR && code.equals(Optional.of(t.error()));
  }

  private static boolean sameMachine(ProtocolState s, ProtocolState t) {
    return s.state() == t.state() && s.complete() == t.complete() && s.error().equals(t.error());
  }

  private void step(String name, Rule rule, StepPredicate<ProtocolState, Action> holds) {
    all.add(Property.ofSteps(name, rule, holds));
  }
}
