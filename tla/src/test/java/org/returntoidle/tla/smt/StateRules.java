package org.returntoidle.tla.smt;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.returntoidle.model.Vocabulary.ANSWER;
import static org.returntoidle.model.Vocabulary.BANDS;
import static org.returntoidle.model.Vocabulary.BUTTON;
import static org.returntoidle.model.Vocabulary.CANCELS;
import static org.returntoidle.model.Vocabulary.CAUSE;
import static org.returntoidle.model.Vocabulary.COMPLETE;
import static org.returntoidle.model.Vocabulary.DEVICE;
import static org.returntoidle.model.Vocabulary.ENDING;
import static org.returntoidle.model.Vocabulary.ENDS;
import static org.returntoidle.model.Vocabulary.ERROR;
import static org.returntoidle.model.Vocabulary.FAULT;
import static org.returntoidle.model.Vocabulary.FAULTS;
import static org.returntoidle.model.Vocabulary.GOES_ON;
import static org.returntoidle.model.Vocabulary.HELD;
import static org.returntoidle.model.Vocabulary.IN_CONTROL;
import static org.returntoidle.model.Vocabulary.IN_TRANSIT;
import static org.returntoidle.model.Vocabulary.NO_RESULT;
import static org.returntoidle.model.Vocabulary.READS;
import static org.returntoidle.model.Vocabulary.RESULT;
import static org.returntoidle.model.Vocabulary.STATE;
import static org.returntoidle.model.Vocabulary.STEP;
import static org.returntoidle.model.Vocabulary.TRANSFERS;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.implies;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Parameters;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;

/** What {@code Properties} says about every state, as terms; {@link StateRulesTest} compares. */
final class StateRules {
  private static final Term<ProtocolState> RESTS = is(STEP, Step.RESTING);
  private static final Term<ProtocolState> IN_CALL = not(RESTS);
  private static final Term<ProtocolState> READING = is(STEP, Step.READING);
  private static final Term<ProtocolState> CALLING = is(STEP, Step.CALLING);
  private static final Term<ProtocolState> ON = is(DEVICE, Device.ON);
  private static final Term<ProtocolState> FAILED = in(ANSWER, HResult.E_FAIL, HResult.E_ABORT);
  private static final Term<ProtocolState> CAUSE_CANCELS =
      in(CAUSE, Stream.of(Cause.values()).filter(Cause::isCancel).toArray());
  private static final Term<ProtocolState> CANCELED = and(RESTS, CAUSE_CANCELS, not(FAILED));
  private static final Term<ProtocolState> CAUSE_IS_FAULT = is(CAUSE, Cause.FAULT);
  private static final Term<ProtocolState> RETURNED_FAULT = is(RESULT, Protocol.FAULT);
  private static final Term<ProtocolState> RETURNED_ANSWER = new Term.Equal<>(RESULT, ANSWER);

  private final Protocol protocol;
  private final Parameters parameters;
  private final Term<ProtocolState> returnedCancel;
  private final Term<ProtocolState> moreCancels;
  private final Term<ProtocolState> moreFaults;
  private final ImmutableMap.Builder<String, Term<ProtocolState>> all = ImmutableMap.builder();

  private StateRules(Protocol protocol) {
    this.protocol = protocol;
    this.parameters = Parameters.of(protocol.configuration());
    this.returnedCancel = new Term.Equal<>(RESULT, parameters.cancelCode());
    this.moreCancels = Parameters.allows(parameters.cancels(), CANCELS);
    this.moreFaults = Parameters.allows(parameters.faults(), FAULTS);
    codes();
    turns();
    history();
    permissions();
  }

  static ImmutableMap<String, Term<ProtocolState>> of(Protocol protocol) {
    return new StateRules(protocol).all.buildOrThrow();
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
        can(Action.ACQUIRE_ITEM_DATA));
  }

  private void turns() {
    always("D12_BandOfThisTransfer", isNot(HELD, Held.OLD_BAND));
    always(
        "B5_ApplicationKeepsItsWay",
        and(
            implies(
                is(parameters.application(), ApplicationKind.CANCEL_PENDING_IO),
                not(can(Action.CALLBACK_CANCELS))),
            implies(
                is(parameters.application(), ApplicationKind.CALLBACK),
                not(can(Action.CANCEL_PENDING_IO))),
            implies(parameters.mustCancel(), not(can(Action.CALLBACK_CONTINUES)))));
    rule("D4_BusyOnlyInCall", can(Action.ANSWER_BUSY), IN_CALL);
    always(
        "D6_OneThingInFlight",
        and(
            implies(
                can(
                    Action.START_DEVICE,
                    Action.SUBMIT_READ,
                    Action.DELIVER_BAND,
                    Action.SEND_STATUS,
                    Action.STOP_DEVICE,
                    Action.RETURN_FROM_ACQUIRE),
                IN_CONTROL),
            implies(can(Action.DEVICE_ANSWERS), READING),
            implies(can(Action.CALLBACK_ANSWERS), CALLING)));
    always(
        "D9_LastBandIsLast",
        and(
            implies(can(Action.READ_BAND, Action.READ_NOT_READY), not(ENDING)),
            implies(can(Action.READ_LAST_BAND), ENDING)));
    always(
        "D10_ReportComesFirst",
        and(
            implies(
                can(Action.READ_BAND, Action.READ_LAST_BAND, Action.READ_NOT_READY),
                not(BUTTON),
                not(FAULT)),
            implies(can(Action.READ_BUTTON), BUTTON),
            implies(can(Action.READ_FAULT), FAULT)));
    always(
        "D13_OnlyWhatIsOn",
        and(
            implies(can(Action.START_DEVICE), is(STEP, Step.WORKING), is(DEVICE, Device.OFF)),
            implies(can(Action.SUBMIT_READ), ON),
            implies(can(Action.STOP_DEVICE), ON, ENDS)));
    rule("D15_StatusAnswersNotReady", can(Action.SEND_STATUS), is(STEP, Step.WAITING));
    rule(
        "L2_EndsUsedUp",
        not(happens(protocol.rows().keySet())),
        and(
            RESTS,
            is(IN_TRANSIT, 0),
            not(Parameters.allows(parameters.transfers(), TRANSFERS)),
            or(
                not(moreCancels),
                and(BUTTON, is(parameters.application(), ApplicationKind.CALLBACK))),
            or(not(moreFaults), FAULT)));
    rule(
        "L5_ReadsGivenUp",
        can(Action.INTERRUPT_READ),
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

  private void permissions() {
    Term<ProtocolState> moreToCome =
        and(READS, not(ENDING), Parameters.allows(parameters.readsBeforeLast(), BANDS));
    whenever(
        "B1_CallbackMayCancel",
        and(
            CALLING,
            isNot(parameters.application(), ApplicationKind.CANCEL_PENDING_IO),
            or(parameters.mustCancel(), moreCancels)),
        Action.CALLBACK_CANCELS);
    whenever(
        "B2_CancelPendingIOAtAnyTime",
        and(
            isNot(parameters.application(), ApplicationKind.CALLBACK),
            moreCancels,
            implies(
                Parameters.unbounded(parameters.cancels()),
                new Term.Less<>(IN_TRANSIT, parameters.inTransit()))),
        Action.CANCEL_PENDING_IO);
    whenever(
        "D7_CallbackMayContinue",
        and(CALLING, not(parameters.mustCancel())),
        Action.CALLBACK_CONTINUES);
    whenever(
        "A9_CallbackMayFail",
        and(CALLING, moreFaults),
        Action.CALLBACK_FAILS_E_FAIL,
        Action.CALLBACK_FAILS_E_ABORT);
    whenever("A1_ButtonAtAnyTime", and(not(BUTTON), moreCancels), Action.PRESS_CANCEL_BUTTON);
    whenever("A6_ButtonIsRead", and(READING, BUTTON), Action.READ_BUTTON);
    whenever(
        "B4_DeliveredAtAnyTime", new Term.Less<>(constant(0), IN_TRANSIT), Action.NOTIFY_CANCEL_IO);
    rule("D20_OtherEventsAtAnyTime", IN_CALL, can(Action.NOTIFY_OTHER_EVENT));
    whenever("D10_FailsAtAnyTime", and(not(FAULT), moreFaults), Action.DEVICE_FAILS);
    whenever("D10_FaultIsRead", and(READING, FAULT), Action.READ_FAULT);
    whenever("D7_BandsMayCome", moreToCome, Action.READ_BAND);
    whenever("D15_NotReadyAtAnyTime", moreToCome, Action.READ_NOT_READY);
    whenever("D7_LastBandMayCome", and(READS, ENDING), Action.READ_LAST_BAND);
    whenever("L1_ImageMayEnd", and(IN_CALL, not(ENDING)), Action.IMAGE_ENDS);
    rule("D4_BusyAtAnyTime", isNot(STATE, TransferState.IDLE), can(Action.ANSWER_BUSY));
    whenever(
        "D7_DeviceMayStart",
        and(is(STEP, Step.WORKING), is(DEVICE, Device.OFF), GOES_ON),
        Action.START_DEVICE);
    whenever(
        "D7_NextIsRead", and(IN_CONTROL, ON, is(HELD, Held.NONE), GOES_ON), Action.SUBMIT_READ);
    whenever(
        "D7_BandIsDelivered",
        and(is(STEP, Step.WORKING), isNot(HELD, Held.NONE), GOES_ON),
        Action.DELIVER_BAND);
    whenever("D15_NotReadyIsTold", and(is(STEP, Step.WAITING), GOES_ON), Action.SEND_STATUS);
    whenever(
        "A1_DriverMayCancel",
        and(GOES_ON, or(parameters.asynchronous(), IN_CONTROL)),
        Action.DRIVER_CANCELS);
    whenever("A3_DeviceIsStopped", and(IN_CONTROL, ON, ENDS), Action.STOP_DEVICE);
    whenever(
        "L5_ReadMayBeGivenUp",
        and(READING, is(parameters.driver(), DriverKind.INTERRUPTIBLE), ENDS),
        Action.INTERRUPT_READ);
    whenever("L2_CallMayReturn", and(IN_CONTROL, not(ON), ENDS), Action.RETURN_FROM_ACQUIRE);
  }

  private void always(String name, Term<ProtocolState> holds) {
    all.put(name, holds);
  }

  private void rule(String name, Term<ProtocolState> when, Term<ProtocolState> holds) {
    all.put(name, implies(when, holds));
  }

  /** Each of {@code actions} can happen, and changes something, where {@code when} is true. */
  private void whenever(String name, Term<ProtocolState> when, Action... actions) {
    rule(name, when, new Term.And<>(each(List.of(actions), StateRules::happens)));
  }

  /** One of {@code actions} can happen, and changes something. */
  private Term<ProtocolState> happens(Collection<Action> actions) {
    return new Term.Or<>(each(actions, StateRules::happens));
  }

  private Term<ProtocolState> can(Action... actions) {
    return can(List.of(actions));
  }

  /** One of {@code actions} can happen. */
  private Term<ProtocolState> can(Collection<Action> actions) {
    return new Term.Or<>(each(actions, row -> new Term.And<>(row.guard())));
  }

  private static Term<ProtocolState> happens(Row<ProtocolState> row) {
    ImmutableList<Term<ProtocolState>> changes =
        Vocabulary.VARIABLES.all().stream()
            .map(v -> not(new Term.Equal<>(row.effect().after(v), v)))
            .collect(toImmutableList());
    return and(new Term.And<>(row.guard()), new Term.Or<>(changes));
  }

  private ImmutableList<Term<ProtocolState>> each(
      Collection<Action> actions, Function<Row<ProtocolState>, Term<ProtocolState>> say) {
    return actions.stream()
        .map(action -> Optional.ofNullable(protocol.rows().get(action)).map(say))
        .map(said -> said.orElse(constant(false)))
        .collect(toImmutableList());
  }
}
