package org.returntoidle.model;

import static org.returntoidle.model.Vocabulary.BANDS;
import static org.returntoidle.model.Vocabulary.BUTTON;
import static org.returntoidle.model.Vocabulary.CALLING;
import static org.returntoidle.model.Vocabulary.CANCELS;
import static org.returntoidle.model.Vocabulary.DEVICE;
import static org.returntoidle.model.Vocabulary.ENDING;
import static org.returntoidle.model.Vocabulary.ENDS;
import static org.returntoidle.model.Vocabulary.FAULT;
import static org.returntoidle.model.Vocabulary.FAULTS;
import static org.returntoidle.model.Vocabulary.GOES_ON;
import static org.returntoidle.model.Vocabulary.HELD;
import static org.returntoidle.model.Vocabulary.IN_CALL;
import static org.returntoidle.model.Vocabulary.IN_CONTROL;
import static org.returntoidle.model.Vocabulary.IN_TRANSIT;
import static org.returntoidle.model.Vocabulary.ON;
import static org.returntoidle.model.Vocabulary.READING;
import static org.returntoidle.model.Vocabulary.READS;
import static org.returntoidle.model.Vocabulary.STATE;
import static org.returntoidle.model.Vocabulary.STEP;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.implies;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;

import com.google.common.collect.ImmutableList;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.rows.Term;

/**
 * What a rule permits at any time is possible whenever it says so: not only "can only when", which
 * a protocol keeps in which nothing can happen. An action that can happen changes something.
 */
final class Permissions {
  private final Possible possible;
  private final Parameters parameters;
  private final Term<ProtocolState> moreCancels;
  private final Term<ProtocolState> moreFaults;
  private final ImmutableList.Builder<StateRule> all = ImmutableList.builder();

  private Permissions(Protocol protocol) {
    this.possible = new Possible(protocol);
    this.parameters = Parameters.of(protocol.configuration());
    this.moreCancels = Parameters.allows(parameters.cancels(), CANCELS);
    this.moreFaults = Parameters.allows(parameters.faults(), FAULTS);
    application();
    serviceAndDevice();
    driver();
  }

  static ImmutableList<StateRule> of(Protocol protocol) {
    return new Permissions(protocol).all.build();
  }

  private void application() {
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
  }

  private void serviceAndDevice() {
    Term<ProtocolState> moreToCome =
        and(READS, not(ENDING), Parameters.allows(parameters.readsBeforeLast(), BANDS));
    whenever("A1_ButtonAtAnyTime", and(not(BUTTON), moreCancels), Action.PRESS_CANCEL_BUTTON);
    whenever("A6_ButtonIsRead", and(READING, BUTTON), Action.READ_BUTTON);
    whenever(
        "B4_DeliveredAtAnyTime", new Term.Less<>(constant(0), IN_TRANSIT), Action.NOTIFY_CANCEL_IO);
    possible("D20_OtherEventsAtAnyTime", IN_CALL, Action.NOTIFY_OTHER_EVENT);
    whenever("D10_FailsAtAnyTime", and(not(FAULT), moreFaults), Action.DEVICE_FAILS);
    whenever("D10_FaultIsRead", and(READING, FAULT), Action.READ_FAULT);
    whenever(
        "D10_StartMayFail",
        and(is(STEP, Step.WORKING), is(DEVICE, Device.OFF), GOES_ON, FAULT),
        Action.START_FAILS);
    whenever("D7_BandsMayCome", moreToCome, Action.READ_BAND);
    whenever("D15_NotReadyAtAnyTime", moreToCome, Action.READ_NOT_READY);
    whenever("D7_LastBandMayCome", and(READS, ENDING), Action.READ_LAST_BAND);
    whenever("L1_ImageMayEnd", and(IN_CALL, not(ENDING)), Action.IMAGE_ENDS);
  }

  private void driver() {
    possible("D4_BusyAtAnyTime", isNot(STATE, TransferState.IDLE), Action.ANSWER_BUSY);
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

  /** Each of {@code actions} can happen, and changes something, where {@code when} is true. */
  private void whenever(String name, Term<ProtocolState> when, Action... actions) {
    all.add(new StateRule(name, implies(when, possible.changes(actions))));
  }

  /** The same of an action that changes nothing. */
  private void possible(String name, Term<ProtocolState> when, Action action) {
    all.add(new StateRule(name, implies(when, possible.can(action))));
  }
}
