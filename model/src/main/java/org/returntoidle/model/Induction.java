package org.returntoidle.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.stream.Stream;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.engine.Ranking;

/**
 * Return to idle within a stated number of steps, without looking at behaviours: an invariant that
 * every step keeps, whatever type-correct state it starts from, and a rank that every step of
 * driver, device answer and callback return decreases. The same as {@code CancelProof.tla}.
 */
public final class Induction {
  /** The steps that bring the driver nearer to idle. */
  private static final ImmutableSet<Action> PROGRESS =
      ImmutableSet.copyOf(
          Sets.union(
              Sets.difference(Action.DRIVER_STEPS, ImmutableSet.of(Action.ANSWER_BUSY)),
              Sets.union(Action.DEVICE_ANSWERS, Action.CALLBACK_ANSWERS)));

  /** What can be observed while a read or a callback is in flight, if anything. */
  private static final ImmutableSet<Cause> ASYNCHRONOUS =
      Sets.immutableEnumSet(Cause.NONE, Cause.CANCEL_IO, Cause.OWN_DECISION);

  private static final ImmutableSet<Cause> CALLBACK_CAUSES =
      Sets.immutableEnumSet(Cause.CALLBACK_CANCEL, Cause.CANCEL_IO, Cause.OWN_DECISION);

  private final Protocol protocol;
  private final Configuration configuration;

  /** The argument for {@code protocol}. */
  public Induction(Protocol protocol) {
    this.protocol = protocol;
    this.configuration = protocol.configuration();
  }

  /** The type-correct states that the invariant allows: those that it must lead from. */
  public Stream<ProtocolState> states() {
    return TypeCorrect.states(configuration).filter(this::invariant);
  }

  /** The claims that make up the argument; those about the whole transfer only where bounded. */
  public ImmutableList<Property> properties() {
    ImmutableList.Builder<Property> all = ImmutableList.builder();
    all.add(Property.ofStates("Inductive", Rule.L1, this::invariant));
    Ranking<ProtocolState, Action> end =
        new Ranking<>(s -> s.ends(), Induction::endRank, mostToIdle(), PROGRESS);
    all.add(new Property(Rule.L5, end.decreases("L5_RankDecreases")));
    all.add(new Property(Rule.L5, end.neverGrows("L5_RankNeverGrows")));
    all.add(new Property(Rule.L5, end.withinSteps("L5_WithinSteps")));
    if (configuration.bounds().bands().isEmpty()) {
      all.add(new Property(Rule.L5, end.neverStuck("L5_NeverStuck", protocol, PROGRESS::contains)));
    } else {
      Ranking<ProtocolState, Action> whole =
          new Ranking<>(ProtocolState::inCall, this::rank, mostOfTransfer(), PROGRESS);
      all.add(
          new Property(
              Rule.L1,
              whole.neverStuck(
                  "L1_NeverStuck",
                  protocol,
                  action -> PROGRESS.contains(action) || action == Action.IMAGE_ENDS)));
      all.add(new Property(Rule.L1, whole.decreases("L1_RankDecreases")));
      all.add(new Property(Rule.L1, whole.neverGrows("L1_RankNeverGrows")));
      all.add(new Property(Rule.L1, whole.withinSteps("L1_WithinSteps")));
    }
    return all.build();
  }

  /** So many steps at most lead from an observed cancel or error, or the last band, to idle. */
  public int mostToIdle() {
    return configuration.driver().asynchronous() ? 3 : 2;
  }

  /** So many steps at most make up a transfer, if bands are bounded. */
  public int mostOfTransfer() {
    return 4 * configuration.bounds().bands().orElseThrow() + 3;
  }

  /** Whether {@code s} is a state that the argument allows; all reachable states are. */
  public boolean invariant(ProtocolState s) {
    return restsIdle(s) && usesWhatIsOn(s) && stateTellsCause(s) && resultTellsCause(s);
  }

  private static boolean restsIdle(ProtocolState s) {
    return s.inCall() == (s.state() != TransferState.IDLE)
        && (s.inCall()
            || (s.device() != Device.ON && s.held() == Held.NONE && !s.ending() && s.bands() == 0));
  }

  private static boolean usesWhatIsOn(ProtocolState s) {
    boolean inFlight = s.step() == Step.READING || s.step() == Step.CALLING;
    boolean reads = s.step() == Step.READING || s.step() == Step.WAITING;
    boolean off = s.device() == Device.OFF;
    return (!off
            || ((s.step() == Step.RESTING || s.step() == Step.WORKING)
                && s.held() == Held.NONE
                && !s.complete()))
        && (s.device() != Device.STOPPED || !s.inCall() || s.ends())
        && (!inFlight || s.device() == Device.ON)
        && (!reads || s.held() == Held.NONE)
        && (!s.complete() || (s.step() == Step.WORKING && s.held() == Held.NONE))
        && (!off || s.step() != Step.WORKING || s.bands() == 0)
        && s.held() != Held.OLD_BAND
        && (s.held() != Held.LAST_BAND || s.ending());
  }

  private boolean stateTellsCause(ProtocolState s) {
    boolean failed = s.answer().isError();
    boolean canceled = s.answer().equals(HResult.S_FALSE);
    boolean inFlight = s.step() != Step.WORKING && s.step() != Step.RESTING;
    boolean telling =
        switch (s.state()) {
          case IDLE -> true;
          case ACQUIRING -> s.cause() == Cause.NONE && s.answer().equals(HResult.S_OK);
          case CANCELING -> s.cause().isCancel() && !failed;
          case ERROR ->
              (failed && s.error().equals(s.answer()))
                  || (s.cause() == Cause.FAULT && s.error().equals(Protocol.FAULT));
        };
    return telling
        && (!failed || (s.cause() != Cause.NONE && s.cause() != Cause.FAULT))
        && (!canceled || CALLBACK_CAUSES.contains(s.cause()))
        && (s.cause() != Cause.CALLBACK_CANCEL || canceled)
        && (s.cause() != Cause.CALLBACK_ERROR || failed)
        && ((s.cause() != Cause.BUTTON && s.cause() != Cause.FAULT)
            || s.answer().equals(HResult.S_OK))
        && (!inFlight || ASYNCHRONOUS.contains(s.cause()))
        && (!inFlight || (!failed && !canceled))
        && (configuration.driver().asynchronous()
            || (s.cause() != Cause.CANCEL_IO
                && (s.cause() == Cause.NONE || s.inControl() || !s.inCall())))
        && (configuration.application() != ApplicationKind.CALLBACK
            || (s.inTransit() == 0 && !s.asked()));
  }

  private boolean resultTellsCause(ProtocolState s) {
    if (s.inCall()) {
      return true;
    }
    if (s.answer().isError()) {
      return s.result().filter(s.answer()::equals).isPresent();
    }
    if (s.cause().isCancel()) {
      return s.result().filter(configuration.platform().cancelCode()::equals).isPresent();
    }
    return s.cause() == Cause.FAULT
        ? s.result().filter(Protocol.FAULT::equals).isPresent()
        : s.result().isEmpty() || s.result().get().equals(HResult.S_OK);
  }

  /** Steps that remain once a transfer ends: what is in flight, the stop, the return. */
  static int endRank(ProtocolState s) {
    if (!s.inCall()) {
      return 0;
    }
    int inFlight = s.step() == Step.READING || s.step() == Step.CALLING ? 1 : 0;
    return inFlight + (s.device() == Device.ON ? 1 : 0) + 1;
  }

  /** Steps that remain of a transfer: four for each read that can still come, and the end. */
  private int rank(ProtocolState s) {
    if (!s.goesOn()) {
      return endRank(s);
    }
    if (s.held() == Held.LAST_BAND && s.device() != Device.OFF) {
      return s.step() == Step.CALLING ? 3 : 4;
    }
    int reads = 4 * (configuration.bounds().bands().orElseThrow() - s.bands()) + 2;
    if (s.device() == Device.OFF) {
      return reads + 1;
    }
    return switch (s.step()) {
      case READING -> reads - 1;
      case CALLING -> reads + 1;
      case WAITING -> reads + 2;
      case WORKING, RESTING -> s.held() == Held.BAND ? reads + 2 : reads;
    };
  }
}
