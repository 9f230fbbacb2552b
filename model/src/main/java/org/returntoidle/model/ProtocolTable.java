package org.returntoidle.model;

import static org.returntoidle.model.Parameters.allows;
import static org.returntoidle.model.TransferState.IDLE;
import static org.returntoidle.model.Vocabulary.ANSWER;
import static org.returntoidle.model.Vocabulary.ASKED;
import static org.returntoidle.model.Vocabulary.BANDS;
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
import static org.returntoidle.model.Vocabulary.GOES_ON;
import static org.returntoidle.model.Vocabulary.HELD;
import static org.returntoidle.model.Vocabulary.IN_CONTROL;
import static org.returntoidle.model.Vocabulary.IN_TRANSIT;
import static org.returntoidle.model.Vocabulary.ON;
import static org.returntoidle.model.Vocabulary.READING;
import static org.returntoidle.model.Vocabulary.READS;
import static org.returntoidle.model.Vocabulary.RESTS;
import static org.returntoidle.model.Vocabulary.RESULT;
import static org.returntoidle.model.Vocabulary.STATE;
import static org.returntoidle.model.Vocabulary.STEP;
import static org.returntoidle.model.Vocabulary.TRANSFERS;
import static org.returntoidle.model.rows.Effect.none;
import static org.returntoidle.model.rows.Effect.set;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.plus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.rows.Effect;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;

/**
 * For each action when it can happen and what it does: the operators of {@code CancelProtocol.tla},
 * in their order. What an input does to the driver comes from {@link TransferMachine}.
 */
final class ProtocolTable {
  private final Parameters parameters;
  private final MachineEffect<ProtocolState> machine;
  private final EnumMap<Action, Row<ProtocolState>> rows = new EnumMap<>(Action.class);
  private final Term<ProtocolState> driver;
  private final Term<ProtocolState> application;
  private final Term<ProtocolState> cancelCode;
  private final Term<ProtocolState> asynchronous;
  private final Term<ProtocolState> mustCancel;

  private ProtocolTable(
      Parameters parameters, ImmutableTable<TransferInput, TransferState, Cell> machine) {
    this.parameters = parameters;
    this.machine = new MachineEffect<>(machine, STATE, COMPLETE, ERROR);
    this.driver = parameters.driver();
    this.application = parameters.application();
    this.cancelCode = parameters.cancelCode();
    this.asynchronous = parameters.asynchronous();
    this.mustCancel = parameters.mustCancel();
    service();
    driver();
    device();
    application();
  }

  /** One row for each action of a driver that reacts as {@code machine} says. */
  static ImmutableMap<Action, Row<ProtocolState>> of(
      Configuration configuration, ImmutableTable<TransferInput, TransferState, Cell> machine) {
    return Maps.immutableEnumMap(new ProtocolTable(Parameters.of(configuration), machine).rows);
  }

  private void service() {
    row(
        Action.ACQUIRE_ITEM_DATA,
        when(RESTS, allows(parameters.transfers(), TRANSFERS), is(STATE, IDLE)),
        machine(TransferInput.ACQUIRE_ENTERED),
        set(STEP, Step.WORKING),
        set(DEVICE, Device.OFF),
        set(HELD, new Term.If<>(is(HELD, Held.NONE), constant(Held.NONE), constant(Held.OLD_BAND))),
        set(BUTTON, false),
        set(FAULT, false),
        set(ASKED, false),
        set(RESULT, Vocabulary.NO_RESULT),
        set(CAUSE, Cause.NONE),
        set(ANSWER, HResult.S_OK),
        count(parameters.transfers(), TRANSFERS));
    row(
        Action.NOTIFY_CANCEL_IO,
        when(new Term.Less<>(constant(0), IN_TRANSIT)),
        set(IN_TRANSIT, plus(IN_TRANSIT, -1)),
        machine(TransferInput.CANCEL_IO)
            .where(asynchronous, machine(TransferInput.CANCEL_IO_IGNORED)),
        observed(Cause.CANCEL_IO).where(and(asynchronous, GOES_ON), none()));
    row(Action.NOTIFY_OTHER_EVENT, when(isNot(STEP, Step.RESTING)));
  }

  private void driver() {
    row(Action.ANSWER_BUSY, when(isNot(STATE, IDLE)), machine(TransferInput.ACQUIRE_ENTERED));
    row(
        Action.START_DEVICE,
        when(is(STEP, Step.WORKING), is(DEVICE, Device.OFF), GOES_ON),
        set(DEVICE, Device.ON));
    row(
        Action.SUBMIT_READ,
        when(IN_CONTROL, ON, is(HELD, Held.NONE), GOES_ON),
        set(STEP, Step.READING));
    row(
        Action.INTERRUPT_READ,
        when(READING, is(driver, DriverKind.INTERRUPTIBLE), ENDS),
        set(STEP, Step.WORKING));
    row(
        Action.DELIVER_BAND,
        when(is(STEP, Step.WORKING), isNot(HELD, Held.NONE), GOES_ON),
        set(STEP, Step.CALLING));
    row(Action.SEND_STATUS, when(is(STEP, Step.WAITING), GOES_ON), set(STEP, Step.CALLING));
    row(
        Action.DRIVER_CANCELS,
        when(GOES_ON, new Term.If<>(asynchronous, constant(true), IN_CONTROL)),
        machine(TransferInput.DRIVER_CANCELS),
        observed(Cause.OWN_DECISION));
    row(
        Action.STOP_DEVICE,
        when(IN_CONTROL, ON, ENDS),
        machine(TransferInput.DEVICE_STOPPED),
        set(DEVICE, Device.STOPPED));
    row(
        Action.RETURN_FROM_ACQUIRE,
        when(IN_CONTROL, isNot(DEVICE, Device.ON), ENDS),
        set(RESULT, result()),
        machine(TransferInput.ACQUIRE_RETURNS),
        set(STEP, Step.RESTING),
        set(HELD, Held.NONE),
        set(ENDING, false),
        set(BANDS, 0));
  }

  private void device() {
    // Nothing was started, so there is nothing to stop (D13).
    row(
        Action.START_FAILS,
        when(is(STEP, Step.WORKING), is(DEVICE, Device.OFF), GOES_ON, FAULT),
        set(FAULT, false),
        observed(Cause.FAULT),
        machine(TransferInput.READ_FAULT, Protocol.FAULT));
    row(
        Action.READ_BAND,
        when(READS, not(ENDING), allows(parameters.readsBeforeLast(), BANDS)),
        set(STEP, Step.WORKING),
        set(HELD, Held.BAND),
        count(parameters.bands(), BANDS));
    row(
        Action.READ_LAST_BAND,
        when(READS, ENDING),
        set(STEP, Step.WORKING),
        set(HELD, Held.LAST_BAND));
    row(
        Action.READ_NOT_READY,
        when(READS, not(ENDING), allows(parameters.readsBeforeLast(), BANDS)),
        set(STEP, Step.WAITING),
        count(parameters.bands(), BANDS));
    row(
        Action.READ_BUTTON,
        when(READING, BUTTON),
        set(STEP, Step.WORKING),
        set(BUTTON, false),
        observed(Cause.BUTTON),
        machine(TransferInput.READ_BUTTON));
    row(
        Action.READ_FAULT,
        when(READING, FAULT),
        set(STEP, Step.WORKING),
        set(FAULT, false),
        observed(Cause.FAULT),
        machine(TransferInput.READ_FAULT, Protocol.FAULT));
    row(
        Action.PRESS_CANCEL_BUTTON,
        when(not(BUTTON), allows(parameters.cancels(), CANCELS)),
        set(BUTTON, true),
        count(parameters.cancels(), CANCELS));
    row(
        Action.DEVICE_FAILS,
        when(not(FAULT), allows(parameters.faults(), FAULTS)),
        set(FAULT, true),
        count(parameters.faults(), FAULTS));
    row(Action.IMAGE_ENDS, when(isNot(STEP, Step.RESTING), not(ENDING)), set(ENDING, true));
  }

  private void application() {
    row(
        Action.CALLBACK_CONTINUES,
        when(CALLING, not(mustCancel)),
        callbackReturns(HResult.S_OK),
        machine(TransferInput.CALLBACK_OK_LAST)
            .where(is(HELD, Held.LAST_BAND), machine(TransferInput.CALLBACK_OK)));
    row(
        Action.CALLBACK_CANCELS,
        when(
            CALLING,
            isNot(application, ApplicationKind.CANCEL_PENDING_IO),
            new Term.If<>(mustCancel, constant(true), allows(parameters.cancels(), CANCELS))),
        callbackReturns(HResult.S_FALSE),
        observed(Cause.CALLBACK_CANCEL),
        machine(TransferInput.CALLBACK_FALSE),
        // The second half of one cancel (B5) is not another one.
        Effect.<ProtocolState>none().where(mustCancel, count(parameters.cancels(), CANCELS)));
    callbackFails(Action.CALLBACK_FAILS_E_FAIL, HResult.E_FAIL);
    callbackFails(Action.CALLBACK_FAILS_E_ABORT, HResult.E_ABORT);
    row(
        Action.CANCEL_PENDING_IO,
        when(
            isNot(application, ApplicationKind.CALLBACK),
            allows(parameters.cancels(), CANCELS),
            parameters.room()),
        set(IN_TRANSIT, plus(IN_TRANSIT, 1)),
        set(
            ASKED,
            new Term.If<>(and(isNot(STEP, Step.RESTING), not(COMPLETE)), constant(true), ASKED)),
        count(parameters.cancels(), CANCELS));
  }

  private void callbackFails(Action action, HResult code) {
    row(
        action,
        when(CALLING, allows(parameters.faults(), FAULTS)),
        callbackReturns(code),
        observed(Cause.CALLBACK_ERROR),
        machine(TransferInput.CALLBACK_OTHER, code),
        count(parameters.faults(), FAULTS));
  }

  /** A callback returns: the band is no longer the driver's. */
  private static Effect<ProtocolState> callbackReturns(HResult code) {
    return Effect.all(set(STEP, Step.WORKING), set(HELD, Held.NONE), set(ANSWER, code));
  }

  /** The first cause is remembered (D3). */
  private static Effect<ProtocolState> observed(Cause cause) {
    return set(CAUSE, new Term.If<>(is(CAUSE, Cause.NONE), constant(cause), CAUSE));
  }

  /** The result of the state in which the call returns (A5, A6, A9, D7). */
  private Term<ProtocolState> result() {
    return new Term.If<>(
        is(STATE, TransferState.ACQUIRING),
        constant(HResult.S_OK),
        new Term.If<>(is(STATE, TransferState.CANCELING), cancelCode, ERROR));
  }

  private Effect<ProtocolState> machine(TransferInput input) {
    return machine.of(input);
  }

  private Effect<ProtocolState> machine(TransferInput input, HResult code) {
    return machine.of(input, code);
  }

  /** One more is counted, where there is a bound. */
  private static Effect<ProtocolState> count(
      Term<ProtocolState> bound, Variable<ProtocolState> count) {
    return set(count, Parameters.counted(bound, count));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static ImmutableList<Term<ProtocolState>> when(Term<ProtocolState>... parts) {
    return ImmutableList.copyOf(parts);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private void row(
      Action action, ImmutableList<Term<ProtocolState>> guard, Effect<ProtocolState>... effects) {
    rows.put(action, new Row<>(guard, Effect.all(effects)));
  }
}
