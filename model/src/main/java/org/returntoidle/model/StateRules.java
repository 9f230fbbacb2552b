package org.returntoidle.model;

import static org.returntoidle.model.Vocabulary.ANSWER;
import static org.returntoidle.model.Vocabulary.BUTTON;
import static org.returntoidle.model.Vocabulary.CALLING;
import static org.returntoidle.model.Vocabulary.CANCELS;
import static org.returntoidle.model.Vocabulary.CAUSE;
import static org.returntoidle.model.Vocabulary.COMPLETE;
import static org.returntoidle.model.Vocabulary.DEVICE;
import static org.returntoidle.model.Vocabulary.ENDING;
import static org.returntoidle.model.Vocabulary.ENDS;
import static org.returntoidle.model.Vocabulary.ERROR;
import static org.returntoidle.model.Vocabulary.FAULT;
import static org.returntoidle.model.Vocabulary.FAULTS;
import static org.returntoidle.model.Vocabulary.HELD;
import static org.returntoidle.model.Vocabulary.IN_CALL;
import static org.returntoidle.model.Vocabulary.IN_CONTROL;
import static org.returntoidle.model.Vocabulary.IN_TRANSIT;
import static org.returntoidle.model.Vocabulary.NO_RESULT;
import static org.returntoidle.model.Vocabulary.ON;
import static org.returntoidle.model.Vocabulary.READING;
import static org.returntoidle.model.Vocabulary.RESTS;
import static org.returntoidle.model.Vocabulary.RESULT;
import static org.returntoidle.model.Vocabulary.STATE;
import static org.returntoidle.model.Vocabulary.STEP;
import static org.returntoidle.model.Vocabulary.TRANSFERS;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.implies;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;

import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.rows.Term;

/**
 * What must hold in every state, one claim per rule. Terms, as the protocol's rows are: so they can
 * also be asked of all bounds at once.
 */
public final class StateRules {
  private static final Term<ProtocolState> FAILED = in(ANSWER, HResult.E_FAIL, HResult.E_ABORT);
  private static final Term<ProtocolState> CAUSE_CANCELS =
      in(CAUSE, Stream.of(Cause.values()).filter(Cause::isCancel).toArray());

  /** The call is over, and a cancel decided it. */
  private static final Term<ProtocolState> CANCELED = and(RESTS, CAUSE_CANCELS, not(FAILED));

  private static final Term<ProtocolState> CAUSE_IS_FAULT = is(CAUSE, Cause.FAULT);
  private static final Term<ProtocolState> RETURNED_FAULT = is(RESULT, Protocol.FAULT);
  private static final Term<ProtocolState> RETURNED_ANSWER = new Term.Equal<>(RESULT, ANSWER);

  private final Possible possible;
  private final Parameters parameters;
  private final Term<ProtocolState> returnedCancel;
  private final ImmutableList.Builder<StateRule> all = ImmutableList.builder();

  private StateRules(Protocol protocol) {
    this.possible = new Possible(protocol);
    this.parameters = Parameters.of(protocol.configuration());
    this.returnedCancel = new Term.Equal<>(RESULT, parameters.cancelCode());
    codes();
    turns();
    history();
  }

  /** Those of {@code protocol}. */
  public static ImmutableList<StateRule> of(Protocol protocol) {
    return ImmutableList.<StateRule>builder()
        .addAll(new StateRules(protocol).all.build())
        .addAll(Permissions.of(protocol))
        .build();
  }

  private void codes() {
    Term<ProtocolState> cancelIsAnError = isNot(parameters.cancelCode(), HResult.S_FALSE);
    rule(
        "A3_CanceledStops",
        and(CAUSE_CANCELS, IN_CALL),
        in(STATE, TransferState.CANCELING, TransferState.ERROR));
    always(
        "A4_IdleIsReady",
        and(
            new Term.Equal<>(RESTS, is(STATE, TransferState.IDLE)),
            implies(RESTS, not(ON), is(HELD, Held.NONE), not(COMPLETE), is(ERROR, HResult.S_OK))));
    rule("A5_CancelIsReported", and(not(cancelIsAnError), CANCELED), returnedCancel);
    rule(
        "A6_ButtonIsReported",
        and(not(cancelIsAnError), is(CAUSE, Cause.BUTTON), RESTS),
        returnedCancel);
    rule("A7_MeHasNoFalse", cancelIsAnError, isNot(RESULT, HResult.S_FALSE));
    rule(
        "A8_AnswerIsReturned",
        and(RESTS, isNot(ANSWER, HResult.S_OK)),
        new Term.If<>(is(ANSWER, HResult.S_FALSE), returnedCancel, RETURNED_ANSWER));
    rule(
        "A9_ErrorStopsFirst",
        and(FAILED, IN_CALL),
        and(is(STATE, TransferState.ERROR), new Term.Equal<>(ERROR, ANSWER)));
    rule(
        "D3_FirstCauseDecides",
        RESTS,
        and(implies(CANCELED, returnedCancel), implies(CAUSE_IS_FAULT, RETURNED_FAULT)));
    rule(
        "D11_NoPhantom",
        isNot(RESULT, NO_RESULT),
        or(
            is(RESULT, HResult.S_OK),
            RETURNED_ANSWER,
            and(returnedCancel, CAUSE_CANCELS),
            and(RETURNED_FAULT, CAUSE_IS_FAULT)));
    rule("D16_MeAborts", and(cancelIsAnError, CANCELED), returnedCancel);
    rule(
        "L4_IdleCanStart",
        and(RESTS, Parameters.allows(parameters.transfers(), TRANSFERS)),
        possible.can(Action.ACQUIRE_ITEM_DATA));
  }

  private void turns() {
    always("D12_BandOfThisTransfer", isNot(HELD, Held.OLD_BAND));
    always(
        "B5_ApplicationKeepsItsWay",
        and(
            implies(
                is(parameters.application(), ApplicationKind.CANCEL_PENDING_IO),
                not(possible.can(Action.CALLBACK_CANCELS))),
            implies(
                is(parameters.application(), ApplicationKind.CALLBACK),
                not(possible.can(Action.CANCEL_PENDING_IO))),
            implies(parameters.mustCancel(), not(possible.can(Action.CALLBACK_CONTINUES)))));
    rule("D4_BusyOnlyInCall", possible.can(Action.ANSWER_BUSY), IN_CALL);
    always(
        "D6_OneThingInFlight",
        and(
            implies(
                possible.can(
                    Action.START_DEVICE,
                    Action.START_FAILS,
                    Action.SUBMIT_READ,
                    Action.DELIVER_BAND,
                    Action.SEND_STATUS,
                    Action.STOP_DEVICE,
                    Action.RETURN_FROM_ACQUIRE),
                IN_CONTROL),
            implies(possible.can(Action.DEVICE_ANSWERS), READING),
            implies(possible.can(Action.CALLBACK_ANSWERS), CALLING)));
    always(
        "D9_LastBandIsLast",
        and(
            implies(possible.can(Action.READ_BAND, Action.READ_NOT_READY), not(ENDING)),
            implies(possible.can(Action.READ_LAST_BAND), ENDING)));
    always(
        "D10_ReportComesFirst",
        and(
            implies(
                possible.can(Action.READ_BAND, Action.READ_LAST_BAND, Action.READ_NOT_READY),
                not(BUTTON),
                not(FAULT)),
            implies(possible.can(Action.READ_BUTTON), BUTTON),
            implies(possible.can(Action.FAULT_REPORTS), FAULT)));
    always(
        "D13_OnlyWhatIsOn",
        and(
            implies(
                possible.can(Action.START_DEVICE, Action.START_FAILS),
                is(STEP, Step.WORKING),
                is(DEVICE, Device.OFF)),
            implies(possible.can(Action.SUBMIT_READ), ON),
            implies(possible.can(Action.STOP_DEVICE), ON, ENDS)));
    rule("D15_StatusAnswersNotReady", possible.can(Action.SEND_STATUS), is(STEP, Step.WAITING));
    rule(
        "L2_EndsUsedUp",
        not(possible.canGoOn()),
        and(
            RESTS,
            is(IN_TRANSIT, 0),
            not(Parameters.allows(parameters.transfers(), TRANSFERS)),
            or(
                not(Parameters.allows(parameters.cancels(), CANCELS)),
                and(BUTTON, is(parameters.application(), ApplicationKind.CALLBACK))),
            or(not(Parameters.allows(parameters.faults(), FAULTS)), FAULT)));
    rule(
        "L5_ReadsGivenUp",
        possible.can(Action.INTERRUPT_READ),
        and(is(parameters.driver(), DriverKind.INTERRUPTIBLE), READING, ENDS));
  }

  private void history() {
    rule("D6_InFlightIsInCall", or(READING, CALLING), and(ON, isNot(STATE, TransferState.IDLE)));
    rule("D18_CallbackInCall", CALLING, isNot(STATE, TransferState.IDLE));
    rule(
        "D10_FaultIsTheResult",
        CAUSE_IS_FAULT,
        new Term.If<>(
            RESTS, RETURNED_FAULT, and(is(STATE, TransferState.ERROR), is(ERROR, Protocol.FAULT))));
    rule(
        "D20_NothingElseEnds",
        and(IN_CALL, isNot(STATE, TransferState.ACQUIRING)),
        isNot(CAUSE, Cause.NONE));
    rule(
        "B4_NoEventUnasked",
        is(parameters.application(), ApplicationKind.CALLBACK),
        is(IN_TRANSIT, 0));
    rule("B5_NothingConnectsTheTwo", not(parameters.asynchronous()), isNot(CAUSE, Cause.CANCEL_IO));
  }

  private void always(String name, Term<ProtocolState> holds) {
    all.add(new StateRule(name, holds));
  }

  private void rule(String name, Term<ProtocolState> when, Term<ProtocolState> holds) {
    always(name, implies(when, holds));
  }
}
