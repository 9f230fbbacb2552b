package org.returntoidle.model.stream;

import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.implies;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;
import static org.returntoidle.model.rows.Term.plus;
import static org.returntoidle.model.stream.StreamWords.CAUSE;
import static org.returntoidle.model.stream.StreamWords.COMPLETE;
import static org.returntoidle.model.stream.StreamWords.CONFIRM;
import static org.returntoidle.model.stream.StreamWords.DEVICE;
import static org.returntoidle.model.stream.StreamWords.DOWNLOAD;
import static org.returntoidle.model.stream.StreamWords.ENDING;
import static org.returntoidle.model.stream.StreamWords.ENDS;
import static org.returntoidle.model.stream.StreamWords.ERROR;
import static org.returntoidle.model.stream.StreamWords.GOES_ON;
import static org.returntoidle.model.stream.StreamWords.GOT;
import static org.returntoidle.model.stream.StreamWords.HAS_WRITTEN;
import static org.returntoidle.model.stream.StreamWords.HELD;
import static org.returntoidle.model.stream.StreamWords.HOLDS_BAND;
import static org.returntoidle.model.stream.StreamWords.IN_CALLBACK;
import static org.returntoidle.model.stream.StreamWords.IN_CONTROL;
import static org.returntoidle.model.stream.StreamWords.IN_TRANSIT;
import static org.returntoidle.model.stream.StreamWords.LAST_PAGE;
import static org.returntoidle.model.stream.StreamWords.MARKED;
import static org.returntoidle.model.stream.StreamWords.MAY_FEED;
import static org.returntoidle.model.stream.StreamWords.ON;
import static org.returntoidle.model.stream.StreamWords.PAGE;
import static org.returntoidle.model.stream.StreamWords.READING;
import static org.returntoidle.model.stream.StreamWords.REPORTED;
import static org.returntoidle.model.stream.StreamWords.RESULT;
import static org.returntoidle.model.stream.StreamWords.SHEET;
import static org.returntoidle.model.stream.StreamWords.STATE;
import static org.returntoidle.model.stream.StreamWords.STEP;
import static org.returntoidle.model.stream.StreamWords.STREAM;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Ranking;
import org.returntoidle.model.rows.Compiled;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.stream.StreamRules.Fair;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Download;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Sheet;
import org.returntoidle.model.stream.StreamState.Step;

/**
 * What a canceled transfer may still do, as a number, without looking at behaviours (V13, L5): an
 * invariant that every step keeps, whatever type-correct state it starts from, and ranks that every
 * step of driver, device, stream and callback decreases. The same as {@code StreamProof.tla}; of
 * the reference, not of its variants.
 */
public final class StreamInduction {
  /** {@code Progress} in TLA+: what brings the driver nearer to idle, and an answer of busy. */
  private static final ImmutableSet<Action> PROGRESS =
      Stream.of(Fair.DRIVER, Fair.DEVICE, Fair.STREAM, Fair.APPLICATION, Fair.SERVICE)
          .flatMap(one -> one.actions().stream())
          .collect(Sets.toImmutableEnumSet());

  private static final Term<StreamState> RESTS = is(STEP, Step.RESTING);
  private static final Term<StreamState> OFF = is(DEVICE, Device.OFF);
  private static final Term<StreamState> CONFIRMING = is(STEP, Step.CONFIRMING);

  /** Canceled by an event or by its own decision: what is in flight then is not over. */
  private static final Term<StreamState> INTERRUPTED =
      in(CAUSE, Cause.CANCEL_IO, Cause.OWN_DECISION);

  /** Idle: nothing is in flight, held or kept (A4, D6, D12, V15). */
  private static final Term<StreamState> RESTS_IDLE =
      new Term.Named<>(
          "RestsIdle",
          and(
              new Term.Equal<>(RESTS, is(STATE, TransferState.IDLE)),
              new Term.Equal<>(RESTS, isNot(DOWNLOAD, Download.RUNNING)),
              implies(
                  RESTS,
                  isNot(DEVICE, Device.ON),
                  not(STREAM),
                  is(HELD, Held.NONE),
                  is(PAGE, Page.NEW),
                  is(CONFIRM, Confirm.NO),
                  not(ENDING),
                  not(LAST_PAGE))));

  /** A mark is that of a transfer (V2a), and crosses a callback in flight. */
  private static final Term<StreamState> MARK_FITS =
      new Term.Named<>(
          "MarkFits",
          and(
              implies(is(DOWNLOAD, Download.NONE), is(MARKED, Marked.NO)),
              implies(is(MARKED, Marked.CROSSING), IN_CALLBACK)));

  /** The device is read and its bands are written only while it is on (D13), page by page (V15). */
  private static final Term<StreamState> USES_WHAT_IS_THERE =
      new Term.Named<>(
          "UsesWhatIsThere",
          and(
              implies(
                  OFF,
                  in(
                      STEP,
                      Step.RESTING,
                      Step.WORKING,
                      Step.FAULTED,
                      Step.ASKING,
                      Step.CALLING,
                      Step.REPORTING),
                  is(HELD, Held.NONE),
                  not(COMPLETE),
                  implies(STREAM, is(PAGE, Page.TAKEN))),
              implies(is(DEVICE, Device.STOPPED), or(RESTS, ENDS), or(RESTS, IN_CONTROL)),
              implies(
                  in(
                      STEP,
                      Step.READING,
                      Step.CONFIRMING,
                      Step.WAITING,
                      Step.FAULTED,
                      Step.REPORTING),
                  isNot(PAGE, Page.NEW),
                  is(HELD, Held.NONE)),
              implies(in(STEP, Step.READING, Step.CONFIRMING), ON),
              implies(is(STEP, Step.WRITING), ON, is(PAGE, Page.TAKEN), HOLDS_BAND),
              implies(is(STEP, Step.ASKING), is(PAGE, Page.NEW), not(STREAM)),
              implies(is(PAGE, Page.NEW), is(HELD, Held.NONE)),
              implies(is(PAGE, Page.SKIPPED), not(STREAM)),
              implies(and(is(PAGE, Page.TAKEN), or(GOES_ON, not(IN_CONTROL))), STREAM),
              implies(in(HELD, Held.LAST_BAND, Held.LAST_WRITTEN), ENDING),
              isNot(HELD, Held.OLD_BAND),
              implies(
                  COMPLETE, is(STEP, Step.WORKING), is(HELD, Held.NONE), isNot(PAGE, Page.NEW))));

  /** Steps that remain once a transfer ends, or the last band is acknowledged. */
  private static final Term<StreamState> END_RANK =
      new Term.Named<>(
          "EndRank",
          new Term.If<>(
              RESTS,
              constant(0),
              sum(
                  new Term.If<>(
                      in(STEP, Step.CONFIRMING, Step.ASKING),
                      constant(2),
                      new Term.If<>(IN_CONTROL, constant(0), constant(1))),
                  oneIf(STREAM),
                  oneIf(ON),
                  constant(1))));

  /**
   * Steps that remain while a marked transfer goes on: the question that is in flight or the next
   * one ends it. Before a question the driver starts, reads and writes at most once.
   */
  private static final Term<StreamState> MARK_RANK =
      new Term.Named<>(
          "MarkRank",
          new Term.If<>(
              IN_CALLBACK,
              constant(1),
              new Term.If<>(
                  and(
                      IN_CONTROL,
                      or(
                          in(STEP, Step.WAITING, Step.FAULTED),
                          HAS_WRITTEN,
                          REPORTED,
                          is(CONFIRM, Confirm.YES))),
                  plus(oneIf(and(is(PAGE, Page.NEW), STREAM)), 2),
                  new Term.If<>(
                      is(STEP, Step.WRITING),
                      constant(3),
                      new Term.If<>(
                          not(IN_CONTROL),
                          new Term.If<>(
                              READING, constant(5), new Term.If<>(ON, constant(6), constant(7))),
                          new Term.If<>(
                              is(PAGE, Page.NEW),
                              plus(oneIf(STREAM), 2),
                              new Term.If<>(
                                  HOLDS_BAND,
                                  constant(4),
                                  new Term.If<>(ON, constant(6), constant(7)))))))));

  private final StreamProtocol protocol;
  private final boolean asynchronous;
  private final boolean interrupts;
  private final boolean confirms;
  private final boolean callbackOnly;
  private final boolean fed;
  private final boolean number;
  private final boolean told;

  /** The argument for {@code protocol}. */
  public StreamInduction(StreamProtocol protocol) {
    this.protocol = protocol;
    StreamDriver driver = protocol.configuration().driver();
    this.asynchronous = driver.kind() != DriverKind.NOT_ASYNCHRONOUS;
    this.interrupts = driver.kind() == DriverKind.INTERRUPTIBLE;
    this.confirms = driver.confirming();
    this.fed = protocol.configuration().feeder() != StreamFeeder.NONE;
    this.told = protocol.configuration().messages() != StreamMessages.NONE;
    this.number = protocol.configuration().feeder() == StreamFeeder.NUMBER;
    this.callbackOnly = protocol.configuration().application() == StreamApplication.CALLBACK;
  }

  /** What makes up the invariant. */
  public ImmutableList<Term<StreamState>> parts() {
    return ImmutableList.of(
        RESTS_IDLE,
        MARK_FITS,
        USES_WHAT_IS_THERE,
        feederFits(),
        asksWhenTold(),
        stateTellsCause(),
        resultTellsCause(),
        nothingUnasked());
  }

  /** The type-correct states that the invariant allows: those that it must lead from. */
  public Stream<StreamState> states() {
    return StreamTypes.states(protocol.configuration(), parts());
  }

  /** The claims that make up the argument; those that need reads without a bound only there. */
  public ImmutableList<Always<StreamState, Action>> properties() {
    ImmutableList.Builder<Always<StreamState, Action>> all = ImmutableList.builder();
    all.add(
        new Always<>(
            "Inductive", new Condition.OfStates<>(Compiled.test(new Term.And<>(parts())))));
    Ranking<StreamState, Action> end = ranking(ENDS, END_RANK, mostToIdle());
    all.add(end.decreases("L5_RankDecreases"));
    all.add(end.neverGrows("L5_RankNeverGrows"));
    all.add(end.withinSteps("L5_WithinSteps"));
    Ranking<StreamState, Action> marked =
        ranking(
            and(is(MARKED, Marked.YES), GOES_ON),
            new Term.If<>(GOES_ON, MARK_RANK, constant(0)),
            mostToEnd());
    all.add(marked.decreases("V13_RankDecreases"));
    all.add(marked.neverGrows("V13_RankNeverGrows"));
    all.add(marked.withinSteps("V13_WithinSteps"));
    Function<StreamState, Object> rank = Compiled.value(MARK_RANK);
    all.add(
        new Always<>(
            "V13_OneReadOneWrite",
            new Condition.OfSteps<>(
                (s, a, t) ->
                    !(s.marked() == Marked.YES && goesOn(s))
                        || ((a != Action.SUBMIT_READ || rank.apply(s).equals(READ_AT))
                            && (a != Action.WRITE_BAND || rank.apply(s).equals(WRITE_AT))))));
    if (protocol.configuration().bounds().equals(StreamBounds.NONE)) {
      all.add(end.neverStuck("L5_NeverStuck", protocol, PROGRESS::contains));
      all.add(marked.neverStuck("V13_NeverStuck", protocol, PROGRESS::contains));
    }
    return all.build();
  }

  /** The rank in which a marked transfer's read is submitted, and that in which it writes. */
  private static final int READ_AT = 6;

  private static final int WRITE_AT = 4;

  /** So many steps at most lead from an observed cancel or error, or the last band, to idle. */
  public int mostToIdle() {
    return asynchronous ? (confirms && interrupts ? 5 : 4) : 3;
  }

  /** So many steps remain in {@code state}, in which a transfer ends or nothing runs. */
  int stepsToIdle(StreamState state) {
    return (Integer) END_RANK.value(state);
  }

  /** So many steps at most lead from a call of {@code Cancel} to the end that it makes. */
  public int mostToEnd() {
    return READ_AT + 1;
  }

  /** What the feeder has for the page at hand, and that nothing is read once it is empty (V5). */
  private Term<StreamState> feederFits() {
    return new Term.Named<>(
        "FeederFits",
        and(
            implies(RESTS, is(SHEET, Sheet.WAITING)),
            implies(LAST_PAGE, MAY_FEED),
            implies(or(RESTS, OFF), not(GOT)),
            implies(is(PAGE, Page.NEW), in(SHEET, Sheet.WAITING, Sheet.OUT)),
            implies(in(SHEET, Sheet.FED, Sheet.LAST_FED), not(OFF)),
            implies(
                and(constant(fed), isNot(HELD, Held.NONE)), in(SHEET, Sheet.FED, Sheet.LAST_FED)),
            implies(REPORTED, not(OFF), is(HELD, Held.NONE), in(STEP, Step.WORKING, Step.CALLING)),
            implies(and(REPORTED, not(GOT)), isNot(STATE, TransferState.ACQUIRING))));
  }

  /** A confirming driver asks after an event, others never do (D26). */
  private Term<StreamState> asksWhenTold() {
    return new Term.Named<>(
        "AsksWhenTold",
        and(
            implies(constant(!confirms), is(CONFIRM, Confirm.NO)),
            implies(
                is(CONFIRM, Confirm.ASKED),
                in(STEP, Step.CALLING, Step.CONFIRMING, Step.REPORTING)),
            implies(CONFIRMING, constant(interrupts), isNot(CONFIRM, Confirm.NO)),
            implies(
                and(is(STEP, Step.CALLING), is(CONFIRM, Confirm.NO)),
                ON,
                isNot(PAGE, Page.NEW),
                not(HOLDS_BAND))));
  }

  /** The state tells what was observed, and the other way round (D3, D5, V9, V20). */
  private Term<StreamState> stateTellsCause() {
    return new Term.Named<>(
        "StateTellsCause",
        and(
            implies(is(STATE, TransferState.ACQUIRING), is(CAUSE, Cause.NONE)),
            implies(
                is(STATE, TransferState.CANCELING),
                in(
                    CAUSE,
                    Cause.CALLBACK_CANCEL,
                    Cause.CANCEL_IO,
                    Cause.BUTTON,
                    Cause.OWN_DECISION)),
            implies(
                is(STATE, TransferState.ERROR),
                or(
                    and(
                        is(ERROR, HResult.E_FAIL),
                        in(CAUSE, (Object[]) errors().toArray(Cause[]::new))),
                    and(is(CAUSE, Cause.FAULT), in(ERROR, (Object[]) faults())),
                    and(constant(told && asynchronous), INTERRUPTED, is(ERROR, Protocol.FAULT)))),
            implies(
                in(CAUSE, Cause.BUTTON, Cause.FAULT, Cause.STREAM_ERROR),
                in(STEP, Step.WORKING, Step.RESTING)),
            implies(
                in(CAUSE, Cause.CALLBACK_CANCEL, Cause.CALLBACK_ERROR),
                confirms && interrupts
                    ? in(STEP, Step.WORKING, Step.RESTING, Step.READING, Step.WAITING)
                    : in(STEP, Step.WORKING, Step.RESTING)),
            implies(
                constant(!asynchronous),
                isNot(CAUSE, Cause.CANCEL_IO),
                implies(not(or(IN_CONTROL, RESTS)), is(CAUSE, Cause.NONE))),
            implies(constant(confirms), isNot(CAUSE, Cause.CANCEL_IO))));
  }

  /** What can come before an error of a callback or of a stream, or be it. */
  private List<Cause> errors() {
    return asynchronous
        ? List.of(Cause.CALLBACK_ERROR, Cause.STREAM_ERROR, Cause.CANCEL_IO, Cause.OWN_DECISION)
        : List.of(Cause.CALLBACK_ERROR, Cause.STREAM_ERROR);
  }

  /** What a fault returns: a feeder can be empty, too. */
  private HResult[] faults() {
    return fed
        ? new HResult[] {Protocol.FAULT, HResult.WIA_ERROR_PAPER_EMPTY}
        : new HResult[] {Protocol.FAULT};
  }

  /** What a callback that is in flight can still return after an event or a decision (D3). */
  private HResult[] lateErrors() {
    return told ? new HResult[] {HResult.E_FAIL, Protocol.FAULT} : new HResult[] {HResult.E_FAIL};
  }

  /** What is there where nothing ended a call, or none was made. */
  private Object[] successes() {
    return number
        ? new Object[] {StreamWords.NO_RESULT, HResult.S_OK, HResult.WIA_STATUS_END_OF_MEDIA}
        : new Object[] {StreamWords.NO_RESULT, HResult.S_OK};
  }

  /** What the last call returned says what happened in it (V9, V20, D7). */
  private Term<StreamState> resultTellsCause() {
    return new Term.Named<>(
        "ResultTellsCause",
        implies(
            RESTS,
            new Term.If<>(
                is(CAUSE, Cause.NONE),
                in(RESULT, successes()),
                new Term.If<>(
                    is(CAUSE, Cause.FAULT),
                    in(RESULT, (Object[]) faults()),
                    new Term.If<>(
                        in(CAUSE, Cause.CALLBACK_ERROR, Cause.STREAM_ERROR),
                        is(RESULT, HResult.E_FAIL),
                        or(
                            is(RESULT, HResult.S_FALSE),
                            and(
                                constant(asynchronous),
                                INTERRUPTED,
                                in(RESULT, (Object[]) lateErrors()))))))));
  }

  /** An application that cancels through its callback only has nothing else to come. */
  private Term<StreamState> nothingUnasked() {
    return new Term.Named<>(
        "NothingUnasked",
        implies(constant(callbackOnly), is(IN_TRANSIT, 0), is(MARKED, Marked.NO)));
  }

  private static Ranking<StreamState, Action> ranking(
      Term<StreamState> pending, Term<StreamState> rank, int most) {
    Function<StreamState, Object> steps = Compiled.value(rank);
    return new Ranking<>(Compiled.test(pending), s -> (Integer) steps.apply(s), most, PROGRESS);
  }

  private static boolean goesOn(StreamState s) {
    return GOES_ON.test(s);
  }

  private static Term<StreamState> oneIf(Term<StreamState> condition) {
    return new Term.If<>(condition, constant(1), constant(0));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static Term<StreamState> sum(Term<StreamState>... parts) {
    return Stream.of(parts).reduce(Term.Sum::new).orElseThrow();
  }
}
