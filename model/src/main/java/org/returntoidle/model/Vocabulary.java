package org.returntoidle.model;

import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.rows.Variables;

/** The variables of the protocol, and what is often asked of them; the names are TLA+'s. */
public final class Vocabulary {
  /** What {@code result} is while a call runs, and before the first. */
  public static final String NO_RESULT = "None";

  public static final Variable<ProtocolState> ASKED = variable("asked", s -> s.asked());
  public static final Variable<ProtocolState> IN_TRANSIT =
      variable("inTransit", s -> s.inTransit());
  public static final Variable<ProtocolState> STATE = variable("state", s -> s.state());
  public static final Variable<ProtocolState> COMPLETE = variable("complete", s -> s.complete());
  public static final Variable<ProtocolState> ERROR = variable("error", s -> s.error());
  public static final Variable<ProtocolState> STEP = variable("step", s -> s.step());
  public static final Variable<ProtocolState> HELD = variable("held", s -> s.held());
  public static final Variable<ProtocolState> DEVICE = variable("device", s -> s.device());
  public static final Variable<ProtocolState> ENDING = variable("ending", s -> s.ending());
  public static final Variable<ProtocolState> BUTTON = variable("button", s -> s.button());
  public static final Variable<ProtocolState> FAULT = variable("fault", s -> s.fault());
  public static final Variable<ProtocolState> RESULT =
      variable("result", s -> s.result().isPresent() ? s.result().get() : NO_RESULT);
  public static final Variable<ProtocolState> CAUSE = variable("cause", s -> s.cause());
  public static final Variable<ProtocolState> ANSWER = variable("answer", s -> s.answer());
  public static final Variable<ProtocolState> TRANSFERS = variable("transfers", s -> s.transfers());
  public static final Variable<ProtocolState> BANDS = variable("bands", s -> s.bands());
  public static final Variable<ProtocolState> CANCELS = variable("cancels", s -> s.cancels());
  public static final Variable<ProtocolState> FAULTS = variable("faults", s -> s.faults());

  /** In the order of {@link ProtocolState}. */
  public static final Variables<ProtocolState> VARIABLES =
      new Variables<>(
          ImmutableList.of(
              ASKED,
              IN_TRANSIT,
              STATE,
              COMPLETE,
              ERROR,
              STEP,
              HELD,
              DEVICE,
              ENDING,
              BUTTON,
              FAULT,
              RESULT,
              CAUSE,
              ANSWER,
              TRANSFERS,
              BANDS,
              CANCELS,
              FAULTS),
          Vocabulary::state);

  /** No call is outstanding. */
  static final Term<ProtocolState> RESTS = is(STEP, Step.RESTING);

  /** A call is outstanding. */
  static final Term<ProtocolState> IN_CALL = not(RESTS);

  /** A read of the device is in flight. */
  static final Term<ProtocolState> READING = is(STEP, Step.READING);

  /** A callback is in flight. */
  static final Term<ProtocolState> CALLING = is(STEP, Step.CALLING);

  /** The device is on. */
  static final Term<ProtocolState> ON = is(DEVICE, Device.ON);

  /** The transfer goes on: neither complete nor canceled nor failed. */
  public static final Term<ProtocolState> GOES_ON =
      new Term.Named<>("GoesOn", and(is(STATE, TransferState.ACQUIRING), not(COMPLETE)));

  /** The transfer is over; what remains is to stop the device and to return. */
  public static final Term<ProtocolState> ENDS =
      new Term.Named<>("Ends", and(isNot(STATE, TransferState.IDLE), not(GOES_ON)));

  /** The driver's own code runs: in the call, and nothing is in flight. */
  public static final Term<ProtocolState> IN_CONTROL =
      new Term.Named<>("InControl", or(is(STEP, Step.WORKING), is(STEP, Step.WAITING)));

  /** A read in flight that has nothing to report but the image. */
  public static final Term<ProtocolState> READS =
      new Term.Named<>("Reads", and(READING, not(BUTTON), not(FAULT)));

  private Vocabulary() {}

  private static Variable<ProtocolState> variable(
      String name, Function<ProtocolState, Object> get) {
    return new Variable<>(name, get);
  }

  private static ProtocolState state(Object... values) {
    return new ProtocolState(
        (Boolean) values[0],
        (Integer) values[1],
        (TransferState) values[2],
        (Boolean) values[3],
        (HResult) values[4],
        (Step) values[5],
        (Held) values[6],
        (Device) values[7],
        (Boolean) values[8],
        (Boolean) values[9],
        (Boolean) values[10],
        values[11] instanceof HResult code ? Optional.of(code) : Optional.empty(),
        (Cause) values[12],
        (HResult) values[13],
        (Integer) values[14],
        (Integer) values[15],
        (Integer) values[16],
        (Integer) values[17]);
  }
}
