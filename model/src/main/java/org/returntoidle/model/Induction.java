package org.returntoidle.model;

import static org.returntoidle.model.Vocabulary.ANSWER;
import static org.returntoidle.model.Vocabulary.ASKED;
import static org.returntoidle.model.Vocabulary.BANDS;
import static org.returntoidle.model.Vocabulary.CALLING;
import static org.returntoidle.model.Vocabulary.CANCELS;
import static org.returntoidle.model.Vocabulary.CAUSE;
import static org.returntoidle.model.Vocabulary.COMPLETE;
import static org.returntoidle.model.Vocabulary.DEVICE;
import static org.returntoidle.model.Vocabulary.ENDING;
import static org.returntoidle.model.Vocabulary.ENDS;
import static org.returntoidle.model.Vocabulary.ERROR;
import static org.returntoidle.model.Vocabulary.GOES_ON;
import static org.returntoidle.model.Vocabulary.HELD;
import static org.returntoidle.model.Vocabulary.IN_CALL;
import static org.returntoidle.model.Vocabulary.IN_TRANSIT;
import static org.returntoidle.model.Vocabulary.ON;
import static org.returntoidle.model.Vocabulary.READING;
import static org.returntoidle.model.Vocabulary.RESTS;
import static org.returntoidle.model.Vocabulary.RESULT;
import static org.returntoidle.model.Vocabulary.STATE;
import static org.returntoidle.model.Vocabulary.STEP;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.implies;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;
import static org.returntoidle.model.rows.Term.plus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.engine.Ranking;
import org.returntoidle.model.rows.Compiled;
import org.returntoidle.model.rows.Term;

/**
 * Return to idle within a stated number of steps, without looking at behaviours: an invariant that
 * every step keeps, whatever type-correct state it starts from, and a rank that every step of
 * driver, device answer and callback return decreases. The same as {@code CancelProof.tla}, and
 * terms, as the protocol's rows are: so it can also be asked of all bounds at once.
 */
public final class Induction {
  /** The steps that bring the driver nearer to idle. */
  public static final ImmutableSet<Action> PROGRESS =
      Sets.immutableEnumSet(
          Sets.union(
              Sets.difference(Action.DRIVER_STEPS, ImmutableSet.of(Action.ANSWER_BUSY)),
              Sets.union(Action.DEVICE_ANSWERS, Action.CALLBACK_ANSWERS)));

  /** {@code Progress} in TLA+: the same, and what would be progress if it changed something. */
  private static final ImmutableSet<Action> PROGRESS_OR_BUSY =
      Sets.immutableEnumSet(Sets.union(PROGRESS, ImmutableSet.of(Action.ANSWER_BUSY)));

  private static final Term<ProtocolState> OFF = is(DEVICE, Device.OFF);

  private static final Term<ProtocolState> FAILED =
      new Term.Named<>("Failed", in(ANSWER, HResult.E_FAIL, HResult.E_ABORT));

  private static final Term<ProtocolState> CANCELED =
      in(CAUSE, Stream.of(Cause.values()).filter(Cause::isCancel).toArray());

  /** Idle: nothing is in flight, held or counted (A4, D6, D12). */
  private static final Term<ProtocolState> RESTS_IDLE =
      new Term.Named<>(
          "RestsIdle",
          and(
              new Term.Equal<>(RESTS, is(STATE, TransferState.IDLE)),
              implies(
                  RESTS,
                  isNot(DEVICE, Device.ON),
                  is(HELD, Held.NONE),
                  not(ENDING),
                  is(BANDS, 0))));

  /** The device is read and calls are made only while it is on (D13). */
  private static final Term<ProtocolState> USES_WHAT_IS_ON =
      new Term.Named<>(
          "UsesWhatIsOn",
          and(
              implies(
                  OFF, in(STEP, Step.RESTING, Step.WORKING), is(HELD, Held.NONE), not(COMPLETE)),
              implies(is(DEVICE, Device.STOPPED), or(RESTS, ENDS)),
              implies(in(STEP, Step.READING, Step.CALLING), ON),
              implies(in(STEP, Step.READING, Step.WAITING), is(HELD, Held.NONE)),
              implies(COMPLETE, is(STEP, Step.WORKING), is(HELD, Held.NONE)),
              implies(and(OFF, is(STEP, Step.WORKING)), is(BANDS, 0)),
              isNot(HELD, Held.OLD_BAND),
              implies(is(HELD, Held.LAST_BAND), ENDING)));

  /**
   * Steps that remain once a transfer ends: what is in flight comes back, the device stops, the
   * call returns.
   */
  private static final Term<ProtocolState> END_RANK =
      new Term.Named<>(
          "EndRank",
          new Term.If<>(
              RESTS,
              constant(0),
              plus(new Term.Sum<>(oneIf(in(STEP, Step.READING, Step.CALLING)), oneIf(ON)), 1)));

  /**
   * Why something ends: while it is {@code pending} the rank is at most {@code most}, no step makes
   * it greater, and each step of {@link #PROGRESS} makes it smaller.
   *
   * @param pending something is still to be done
   * @param rank so many steps of progress remain
   * @param most so many remain at most
   * @param awaited one of these can always happen
   */
  public record Countdown(
      Term<ProtocolState> pending,
      Term<ProtocolState> rank,
      Term<ProtocolState> most,
      ImmutableSet<Action> awaited) {
    private Ranking<ProtocolState, Action> ranking() {
      return ranking(pending);
    }

    private Ranking<ProtocolState, Action> ranking(Term<ProtocolState> when) {
      Function<ProtocolState, Object> steps = Compiled.value(rank);
      return new Ranking<>(
          Compiled.test(when),
          s -> (Integer) steps.apply(s),
          number(most, ProtocolState.INITIAL),
          PROGRESS_OR_BUSY);
    }

    private boolean awaits(Action action) {
      return awaited.contains(action) || action == Action.ANSWER_BUSY;
    }
  }

  private final Protocol protocol;
  private final Parameters parameters;

  /** The part of the invariant that speaks of the driver only. */
  private final Term<ProtocolState> ofDriver;

  private final Term<ProtocolState> invariant;

  /** The argument for {@code protocol}. */
  public Induction(Protocol protocol) {
    this.protocol = protocol;
    this.parameters = Parameters.of(protocol.configuration());
    this.ofDriver = and(RESTS_IDLE, USES_WHAT_IS_ON, stateTellsCause(), resultTellsCause());
    this.invariant =
        new Term.Named<>("Inductive", and(ofDriver, nothingUnasked(), countsWhatIsThere()));
  }

  /** The type-correct states that the invariant allows: those that it must lead from. */
  public Stream<ProtocolState> states() {
    return TypeCorrect.states(protocol.configuration(), Compiled.test(ofDriver))
        .filter(Compiled.test(invariant));
  }

  /** The claims that make up the argument; those about the whole transfer only where bounded. */
  public ImmutableList<Property> properties() {
    ImmutableList.Builder<Property> all = ImmutableList.builder();
    all.add(Property.ofStates("Inductive", Rule.L1, Compiled.test(invariant)));
    Ranking<ProtocolState, Action> end = toIdle().ranking();
    all.add(new Property(Rule.L5, end.decreases("L5_RankDecreases")));
    all.add(new Property(Rule.L5, end.neverGrows("L5_RankNeverGrows")));
    all.add(new Property(Rule.L5, end.withinSteps("L5_WithinSteps")));
    if (protocol.configuration().bounds().bands().isEmpty()) {
      all.add(new Property(Rule.L5, end.neverStuck("L5_NeverStuck", protocol, toIdle()::awaits)));
    } else {
      Ranking<ProtocolState, Action> whole = ofTransfer().ranking();
      Ranking<ProtocolState, Action> anywhere = ofTransfer().ranking(constant(true));
      all.add(
          new Property(Rule.L1, whole.neverStuck("L1_NeverStuck", protocol, ofTransfer()::awaits)));
      all.add(new Property(Rule.L1, anywhere.decreases("L1_RankDecreases")));
      all.add(new Property(Rule.L1, whole.neverGrows("L1_RankNeverGrows")));
      all.add(new Property(Rule.L1, anywhere.withinSteps("L1_WithinSteps")));
    }
    return all.build();
  }

  /** So many steps at most lead from an observed cancel or error, or the last band, to idle. */
  public int mostToIdle() {
    return number(toIdle().most(), ProtocolState.INITIAL);
  }

  /** So many steps at most make up a transfer, if bands are bounded. */
  public int mostOfTransfer() {
    return number(ofTransfer().most(), ProtocolState.INITIAL);
  }

  /** True in every state that the argument allows; all reachable states are among them. */
  public Term<ProtocolState> invariant() {
    return invariant;
  }

  /** From an observed cancel or error, or the last band, to idle. */
  public Countdown toIdle() {
    return new Countdown(
        ENDS,
        END_RANK,
        new Term.If<>(parameters.asynchronous(), constant(3), constant(2)),
        PROGRESS);
  }

  /** From the beginning of a transfer, if bands are bounded, to idle. */
  public Countdown ofTransfer() {
    return new Countdown(
        IN_CALL,
        rank(),
        plus(new Term.Times<>(4, parameters.bands()), 3),
        Sets.immutableEnumSet(Sets.union(PROGRESS, ImmutableSet.of(Action.IMAGE_ENDS))));
  }

  /** The state tells what was observed, and the other way round (D3, D5). */
  private Term<ProtocolState> stateTellsCause() {
    Term<ProtocolState> canceled = is(ANSWER, HResult.S_FALSE);
    Term<ProtocolState> quiet = in(STEP, Step.WORKING, Step.RESTING);
    return new Term.Named<>(
        "StateTellsCause",
        and(
            implies(
                is(STATE, TransferState.ACQUIRING),
                is(CAUSE, Cause.NONE),
                is(ANSWER, HResult.S_OK)),
            implies(is(STATE, TransferState.CANCELING), CANCELED, not(FAILED)),
            implies(
                is(STATE, TransferState.ERROR),
                or(
                    and(FAILED, new Term.Equal<>(ERROR, ANSWER)),
                    and(is(CAUSE, Cause.FAULT), is(ERROR, Protocol.FAULT)))),
            implies(FAILED, isNot(CAUSE, Cause.NONE), isNot(CAUSE, Cause.FAULT)),
            implies(
                canceled, in(CAUSE, Cause.CALLBACK_CANCEL, Cause.CANCEL_IO, Cause.OWN_DECISION)),
            implies(is(CAUSE, Cause.CALLBACK_CANCEL), canceled),
            implies(is(CAUSE, Cause.CALLBACK_ERROR), FAILED),
            implies(in(CAUSE, Cause.BUTTON, Cause.FAULT), is(ANSWER, HResult.S_OK)),
            implies(not(in(CAUSE, Cause.NONE, Cause.CANCEL_IO, Cause.OWN_DECISION)), quiet),
            implies(or(FAILED, canceled), quiet),
            implies(
                not(parameters.asynchronous()),
                isNot(CAUSE, Cause.CANCEL_IO),
                implies(in(STEP, Step.READING, Step.CALLING), is(CAUSE, Cause.NONE)))));
  }

  /** An application that cancels through its callback only has nothing else to come (B5). */
  private Term<ProtocolState> nothingUnasked() {
    return new Term.Named<>(
        "NothingUnasked",
        implies(
            is(parameters.application(), ApplicationKind.CALLBACK), is(IN_TRANSIT, 0), not(ASKED)));
  }

  /** What the last call returned says what happened in it (A5, A8, D11). */
  private Term<ProtocolState> resultTellsCause() {
    return new Term.Named<>(
        "ResultTellsCause",
        implies(
            RESTS,
            new Term.If<>(
                FAILED,
                new Term.Equal<>(RESULT, ANSWER),
                new Term.If<>(
                    CANCELED,
                    new Term.Equal<>(RESULT, parameters.cancelCode()),
                    new Term.If<>(
                        is(CAUSE, Cause.FAULT),
                        is(RESULT, Protocol.FAULT),
                        in(RESULT, Vocabulary.NO_RESULT, HResult.S_OK))))));
  }

  /**
   * Where there is a bound, what is there was counted: what a read brought that is not the last
   * band, and each {@code CANCEL_IO} under way.
   */
  private Term<ProtocolState> countsWhatIsThere() {
    return new Term.Named<>(
        "CountsWhatIsThere",
        and(
            implies(
                and(
                    not(Parameters.unbounded(parameters.bands())),
                    or(
                        is(HELD, Held.BAND),
                        is(STEP, Step.WAITING),
                        and(CALLING, is(HELD, Held.NONE)))),
                new Term.Less<>(constant(0), BANDS)),
            implies(
                not(Parameters.unbounded(parameters.cancels())),
                not(new Term.Less<>(CANCELS, IN_TRANSIT)))));
  }

  /** Steps that remain of a transfer: four for each read that can still come, and the end. */
  private Term<ProtocolState> rank() {
    Term<ProtocolState> reads =
        new Term.Named<>(
            "ReadRank",
            plus(
                new Term.Times<>(
                    4, new Term.Sum<>(parameters.bands(), new Term.Times<>(-1, BANDS))),
                2));
    Term<ProtocolState> hasRead = or(is(STEP, Step.WAITING), is(HELD, Held.BAND));
    Term<ProtocolState> beforeLast =
        new Term.If<>(
            READING,
            plus(reads, -1),
            new Term.If<>(CALLING, plus(reads, 1), new Term.If<>(hasRead, plus(reads, 2), reads)));
    Term<ProtocolState> last = new Term.If<>(CALLING, constant(3), constant(4));
    return new Term.Named<>(
        "Rank",
        new Term.If<>(
            not(GOES_ON),
            END_RANK,
            new Term.If<>(
                OFF, plus(reads, 1), new Term.If<>(is(HELD, Held.LAST_BAND), last, beforeLast))));
  }

  private static Term<ProtocolState> oneIf(Term<ProtocolState> condition) {
    return new Term.If<>(condition, constant(1), constant(0));
  }

  private static int number(Term<ProtocolState> term, ProtocolState state) {
    return (Integer) term.value(state);
  }
}
