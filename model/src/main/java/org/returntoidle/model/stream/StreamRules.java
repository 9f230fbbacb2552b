package org.returntoidle.model.stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import java.util.function.Predicate;
import org.returntoidle.model.HResult;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Property.Eventually;
import org.returntoidle.model.engine.StepPredicate;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Confirm;
import org.returntoidle.model.stream.StreamState.Download;
import org.returntoidle.model.stream.StreamState.Held;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Step;

/** What holds of the stream protocol, by rule; the same names as in {@code StreamRules.tla}. */
public final class StreamRules {
  private static final ImmutableSet<Step> CALLBACKS =
      Sets.immutableEnumSet(Step.ASKING, Step.CALLING, Step.CONFIRMING);

  private static final ImmutableSet<Cause> CANCELS =
      Sets.immutableEnumSet(
          Cause.CALLBACK_CANCEL, Cause.CANCEL_IO, Cause.BUTTON, Cause.OWN_DECISION);

  private static final ImmutableSet<Cause> ERRORS =
      Sets.immutableEnumSet(Cause.CALLBACK_ERROR, Cause.STREAM_ERROR, Cause.FAULT);

  /** What each component does some time, if it can; the names are those of {@code Spec}. */
  public enum Fair {
    DRIVER(
        StreamAction.ANSWER_BUSY,
        StreamAction.GET_NEXT_STREAM,
        StreamAction.START_DEVICE,
        StreamAction.START_FAILS,
        StreamAction.SUBMIT_READ,
        StreamAction.INTERRUPT_READ,
        StreamAction.WRITE_BAND,
        StreamAction.DISCARD_BAND,
        StreamAction.SEND_STATUS,
        StreamAction.RELEASE_STREAM,
        StreamAction.STOP_DEVICE,
        StreamAction.RETURN_FROM_ACQUIRE),
    DEVICE(StreamAction.DEVICE_ANSWERS),
    APPLICATION(StreamAction.APPLICATION_ANSWERS),
    SERVICE(StreamAction.SERVICE_CANCELS),
    STREAM(StreamAction.STREAM_TAKES, StreamAction.STREAM_FAILS),
    IMAGE(StreamAction.IMAGE_ENDS),
    JOB(StreamAction.JOB_ENDS);

    private final ImmutableSet<StreamAction> actions;

    Fair(StreamAction... actions) {
      this(ImmutableSet.copyOf(actions));
    }

    Fair(Set<StreamAction> actions) {
      this.actions = Sets.immutableEnumSet(actions);
    }
  }

  private StreamRules() {}

  /** What holds in every state and at every step of {@code protocol}. */
  public static ImmutableList<Always<StreamState, StreamAction>> of(StreamProtocol protocol) {
    boolean confirms = protocol.configuration().driver().confirming();
    return ImmutableList.of(
        states("D6_QuietAtRest", s -> !rests(s) || s.device() != Device.ON),
        states("D12_NoOldBand", s -> s.held() != Held.OLD_BAND),
        states("V15_NoStreamAtRest", s -> !rests(s) || !s.stream()),
        states(
            "V2a_NoMarkWithoutTransfer",
            s -> s.download() != Download.NONE || s.marked() == Marked.NO),
        states(
            "V3_SkippedIsNotWritten",
            s -> s.step() != Step.WRITING || (s.page() == Page.TAKEN && s.stream())),
        states("D7_SuccessHasNoCause", s -> !returned(s, HResult.S_OK) || !hasCause(s)),
        states(
            "V9_CancelIsSFalse", s -> !returned(s, HResult.S_FALSE) || CANCELS.contains(s.cause())),
        states(
            "V20_ErrorIsError",
            s ->
                !rests(s)
                    || !ERRORS.contains(s.cause())
                    || s.result().filter(HResult::isError).isPresent()),
        states("L4_Ready", s -> s.download() != Download.BEGUN || s.state() == TransferState.IDLE),
        states("D26_EventIsNoCause", s -> !confirms || s.cause() != Cause.CANCEL_IO),
        steps(
            "V2_MarkedIsCanceled",
            (s, a, t) ->
                !callbackEnds(s, t) || s.marked() != Marked.YES || (!goesOn(t) && hasCause(t))),
        steps(
            "V3a_SkipGoesOn",
            (s, a, t) ->
                s.page() == Page.SKIPPED
                    || t.page() != Page.SKIPPED
                    || (sameMachine(s, t) && s.cause() == t.cause())),
        steps(
            "V8_IdleIgnoresCancel",
            (s, a, t) ->
                !rests(s)
                    || t.inTransit() >= s.inTransit()
                    || (sameMachine(s, t) && sameDriver(s, t))),
        steps(
            "V10_SFalseIsTheResult",
            (s, a, t) ->
                !callbackEnds(s, t)
                    || hasCause(s)
                    || t.cause() != Cause.CALLBACK_CANCEL
                    || t.state() == TransferState.CANCELING),
        steps(
            "V12_NoCallbackAfterCause", (s, a, t) -> inCallback(s) || !inCallback(t) || goesOn(s)),
        steps(
            "V16_NoWriteAfterCause",
            (s, a, t) -> !enters(Step.WRITING, s, t) || (goesOn(s) && s.stream())),
        steps(
            "D22_NothingBegins",
            (s, a, t) ->
                goesOn(s)
                    || !((enters(Step.READING, s, t) && s.step() != Step.CONFIRMING)
                        || (s.device() != Device.ON && t.device() == Device.ON))),
        steps("V15_ReleasedBeforeNext", (s, a, t) -> !enters(Step.ASKING, s, t) || !s.stream()),
        steps(
            "V19_FailedWriteIsError",
            (s, a, t) ->
                s.step() != Step.WRITING
                    || t.step() != Step.WORKING
                    || t.held() != Held.NONE
                    || t.state() == TransferState.ERROR),
        steps(
            "D26_AsksFirst",
            (s, a, t) ->
                s.confirm() != Confirm.YES
                    || s.step() == t.step()
                    || (t.step() != Step.WRITING
                        && t.step() != Step.ASKING
                        && (t.step() != Step.READING || s.step() == Step.CONFIRMING))),
        steps(
            "D13_StoppedOnce",
            (s, a, t) ->
                t.device() != Device.STOPPED
                    || s.device() == Device.STOPPED
                    || s.device() == Device.ON));
  }

  /** What happens some time, if each of {@code fair} does what it can. */
  public static ImmutableList<Eventually<StreamState, StreamAction>> liveness(Set<Fair> fair) {
    ImmutableList<ImmutableSet<StreamAction>> assumed =
        fair.stream().map(one -> one.actions).collect(ImmutableList.toImmutableList());
    return ImmutableList.of(
        new Eventually<>("L1_ReturnToIdle", s -> !rests(s), StreamRules::rests, assumed),
        new Eventually<>(
            "L3_CancelTransferEnds",
            s -> s.marked() == Marked.YES && !rests(s) && goesOn(s),
            s -> !goesOn(s),
            assumed),
        new Eventually<>(
            "L5_CancelReturnsToIdle", s -> ends(s) && hasCause(s), StreamRules::rests, assumed));
  }

  private static Always<StreamState, StreamAction> states(
      String name, Predicate<StreamState> holds) {
    return new Always<>(name, new Condition.OfStates<>(holds));
  }

  /** About every step that changes something: what TLA+ means by {@code [][holds]_vars}. */
  private static Always<StreamState, StreamAction> steps(
      String name, StepPredicate<StreamState, StreamAction> holds) {
    return new Always<>(
        name, new Condition.OfSteps<>((s, a, t) -> s.equals(t) || holds.test(s, a, t)));
  }

  private static boolean rests(StreamState s) {
    return s.step() == Step.RESTING;
  }

  private static boolean goesOn(StreamState s) {
    return s.state() == TransferState.ACQUIRING && !s.complete();
  }

  private static boolean ends(StreamState s) {
    return s.state() != TransferState.IDLE && !goesOn(s);
  }

  private static boolean hasCause(StreamState s) {
    return s.cause() != Cause.NONE;
  }

  private static boolean returned(StreamState s, HResult code) {
    return s.result().filter(code::equals).isPresent();
  }

  private static boolean inCallback(StreamState s) {
    return CALLBACKS.contains(s.step());
  }

  private static boolean callbackEnds(StreamState s, StreamState t) {
    return inCallback(s) && !inCallback(t);
  }

  private static boolean enters(Step step, StreamState s, StreamState t) {
    return s.step() != step && t.step() == step;
  }

  private static boolean sameMachine(StreamState s, StreamState t) {
    return s.state() == t.state()
        && s.complete() == t.complete()
        && s.error().equals(t.error())
        && s.result().equals(t.result());
  }

  private static boolean sameDriver(StreamState s, StreamState t) {
    return s.step() == t.step()
        && s.page() == t.page()
        && s.stream() == t.stream()
        && s.held() == t.held()
        && s.confirm() == t.confirm()
        && s.device() == t.device()
        && s.cause() == t.cause();
  }
}
