package org.returntoidle.model.stream;

import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;
import org.returntoidle.model.HResult;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.rows.Variables;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Download;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Sheet;
import org.returntoidle.model.stream.StreamState.Step;

/** The variables of the stream protocol, and what is often asked of them; the names are TLA+'s. */
public final class StreamWords {
  /** What {@code result} is while a call runs, and before the first. */
  public static final String NO_RESULT = "None";

  public static final Variable<StreamState> DOWNLOAD = variable("download", s -> s.download());
  public static final Variable<StreamState> MARKED = variable("marked", s -> s.marked());
  public static final Variable<StreamState> IN_TRANSIT = variable("inTransit", s -> s.inTransit());
  public static final Variable<StreamState> STATE = variable("state", s -> s.state());
  public static final Variable<StreamState> COMPLETE = variable("complete", s -> s.complete());
  public static final Variable<StreamState> ERROR = variable("error", s -> s.error());
  public static final Variable<StreamState> STEP = variable("step", s -> s.step());
  public static final Variable<StreamState> PAGE = variable("page", s -> s.page());
  public static final Variable<StreamState> STREAM = variable("stream", s -> s.stream());
  public static final Variable<StreamState> HELD = variable("held", s -> s.held());
  public static final Variable<StreamState> CONFIRM = variable("confirm", s -> s.confirm());
  public static final Variable<StreamState> DEVICE = variable("device", s -> s.device());
  public static final Variable<StreamState> ENDING = variable("ending", s -> s.ending());
  public static final Variable<StreamState> LAST_PAGE = variable("lastPage", s -> s.lastPage());
  public static final Variable<StreamState> SHEET = variable("sheet", s -> s.sheet());
  public static final Variable<StreamState> GOT = variable("got", s -> s.got());
  public static final Variable<StreamState> BUTTON = variable("button", s -> s.button());
  public static final Variable<StreamState> FAULT = variable("fault", s -> s.fault());
  public static final Variable<StreamState> RESULT =
      variable("result", s -> s.result().isPresent() ? s.result().get() : NO_RESULT);
  public static final Variable<StreamState> CAUSE = variable("cause", s -> s.cause());
  public static final Variable<StreamState> TRANSFERS = variable("transfers", s -> s.transfers());
  public static final Variable<StreamState> PAGES = variable("pages", s -> s.pages());
  public static final Variable<StreamState> BANDS = variable("bands", s -> s.bands());
  public static final Variable<StreamState> CANCELS = variable("cancels", s -> s.cancels());
  public static final Variable<StreamState> FAULTS = variable("faults", s -> s.faults());
  public static final Variable<StreamState> SKIPS = variable("skips", s -> s.skips());

  /** In the order of {@link StreamState}. */
  public static final Variables<StreamState> VARIABLES =
      new Variables<>(
          ImmutableList.of(
              DOWNLOAD,
              MARKED,
              IN_TRANSIT,
              STATE,
              COMPLETE,
              ERROR,
              STEP,
              PAGE,
              STREAM,
              HELD,
              CONFIRM,
              DEVICE,
              ENDING,
              LAST_PAGE,
              SHEET,
              GOT,
              BUTTON,
              FAULT,
              RESULT,
              CAUSE,
              TRANSFERS,
              PAGES,
              BANDS,
              CANCELS,
              FAULTS,
              SKIPS),
          StreamWords::state);

  /** The transfer goes on: neither complete nor canceled nor failed. */
  static final Term<StreamState> GOES_ON =
      new Term.Named<>("GoesOn", and(is(STATE, TransferState.ACQUIRING), not(COMPLETE)));

  /** The transfer is over; what remains is to release, to stop and to return. */
  static final Term<StreamState> ENDS =
      new Term.Named<>("Ends", and(isNot(STATE, TransferState.IDLE), not(GOES_ON)));

  /** The driver's own code runs: in the call, and nothing is in flight. */
  static final Term<StreamState> IN_CONTROL =
      new Term.Named<>("InControl", in(STEP, Step.WORKING, Step.WAITING, Step.FAULTED));

  /** A callback is in flight. */
  static final Term<StreamState> IN_CALLBACK =
      new Term.Named<>(
          "InCallback", in(STEP, Step.ASKING, Step.CALLING, Step.CONFIRMING, Step.REPORTING));

  /** The device is on. */
  static final Term<StreamState> ON = is(DEVICE, Device.ON);

  /** A read of the device is in flight. */
  static final Term<StreamState> READING = is(STEP, Step.READING);

  /** A read in flight that has nothing to report but the image. */
  static final Term<StreamState> READS =
      new Term.Named<>("Reads", and(READING, not(BUTTON), not(FAULT)));

  /** A read has reported that the feeder is empty: what remains is to tell the application. */
  static final Term<StreamState> REPORTED = is(SHEET, Sheet.REPORTED);

  /** The feeder may have a further sheet: nothing else is known. */
  static final Term<StreamState> MAY_FEED =
      new Term.Named<>("MayFeed", in(SHEET, Sheet.WAITING, Sheet.FED));

  /** No sheet is left that could be read. */
  static final Term<StreamState> FEEDER_IS_EMPTY =
      new Term.Named<>("FeederIsEmpty", in(SHEET, Sheet.OUT, Sheet.REPORTED));

  /**
   * What the driver may begin: the transfer goes on, no event waits for an answer (D26), and the
   * feeder was not found empty (V5).
   */
  static final Term<StreamState> BEGINS =
      new Term.Named<>(
          "Begins", and(is(STEP, Step.WORKING), GOES_ON, is(CONFIRM, Confirm.NO), not(REPORTED)));

  /** A band that is neither written nor thrown away. */
  static final Term<StreamState> HOLDS_BAND =
      new Term.Named<>("HoldsBand", in(HELD, Held.BAND, Held.LAST_BAND));

  /** A band that the application was not told of yet. */
  static final Term<StreamState> HAS_WRITTEN =
      new Term.Named<>("HasWritten", in(HELD, Held.WRITTEN, Held.LAST_WRITTEN));

  private StreamWords() {}

  private static Variable<StreamState> variable(String name, Function<StreamState, Object> get) {
    return new Variable<>(name, get);
  }

  private static StreamState state(Object... values) {
    return new StreamState(
        (Download) values[0],
        (Marked) values[1],
        (Integer) values[2],
        (TransferState) values[3],
        (Boolean) values[4],
        (HResult) values[5],
        (Step) values[6],
        (Page) values[7],
        (Boolean) values[8],
        (Held) values[9],
        (Confirm) values[10],
        (Device) values[11],
        (Boolean) values[12],
        (Boolean) values[13],
        (Sheet) values[14],
        (Boolean) values[15],
        (Boolean) values[16],
        (Boolean) values[17],
        values[18] instanceof HResult code ? Optional.of(code) : Optional.empty(),
        (Cause) values[19],
        (Integer) values[20],
        (Integer) values[21],
        (Integer) values[22],
        (Integer) values[23],
        (Integer) values[24],
        (Integer) values[25]);
  }
}
