package org.returntoidle.model.stream;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
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
import org.returntoidle.model.stream.StreamState.Sheet;
import org.returntoidle.model.stream.StreamState.Step;

/** What holds of the stream protocol, by rule; the same names as in {@code StreamRules.tla}. */
public final class StreamRules {
  private static final ImmutableSet<Step> CALLBACKS =
      Sets.immutableEnumSet(Step.ASKING, Step.CALLING, Step.CONFIRMING, Step.REPORTING);

  private static final ImmutableSet<Cause> CANCELS =
      Sets.immutableEnumSet(
          Cause.CALLBACK_CANCEL, Cause.CANCEL_IO, Cause.BUTTON, Cause.OWN_DECISION);

  private static final ImmutableSet<Cause> ERRORS =
      Sets.immutableEnumSet(Cause.CALLBACK_ERROR, Cause.STREAM_ERROR, Cause.FAULT);

  /** What a call returns in which all went well; {@code Successes} in TLA+ (L4). */
  public static final ImmutableSet<HResult> SUCCESSES =
      ImmutableSet.of(HResult.S_OK, HResult.WIA_STATUS_END_OF_MEDIA);

  /** What each component does some time, if it can; the names are those of {@code Spec}. */
  public enum Fair {
    DRIVER(
        Action.ANSWER_BUSY,
        Action.GET_NEXT_STREAM,
        Action.START_DEVICE,
        Action.START_FAILS,
        Action.SUBMIT_READ,
        Action.INTERRUPT_READ,
        Action.WRITE_BAND,
        Action.DISCARD_BAND,
        Action.SEND_STATUS,
        Action.REPORT_DEVICE_STATUS,
        Action.RELEASE_STREAM,
        Action.STOP_DEVICE,
        Action.RETURN_FROM_ACQUIRE),
    DEVICE(Sets.union(Action.DEVICE_ANSWERS, ImmutableSet.of(Action.READ_FEEDER_EMPTY))),
    APPLICATION(Action.APPLICATION_ANSWERS),
    SERVICE(Action.SERVICE_CANCELS),
    STREAM(Action.STREAM_TAKES, Action.STREAM_FAILS),
    IMAGE(Action.IMAGE_ENDS),
    JOB(Action.JOB_ENDS, Action.FEEDER_EMPTIES);

    private final ImmutableSet<Action> actions;

    Fair(Action... actions) {
      this(ImmutableSet.copyOf(actions));
    }

    Fair(Set<Action> actions) {
      this.actions = Sets.immutableEnumSet(actions);
    }

    /** What the component does; never empty. */
    public ImmutableSet<Action> actions() {
      return actions;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private StreamRules() {}

  /** What holds in every state and at every step of {@code protocol}. */
  public static ImmutableList<Always<StreamState, Action>> of(StreamProtocol protocol) {
    boolean confirms = protocol.configuration().driver().confirming();
    StreamApplication application = protocol.configuration().application();
    boolean asksLate = protocol.configuration().variant() == StreamVariant.ASKS_LATE;
    boolean asksOnce = protocol.configuration().variant() == StreamVariant.ASKS_ONCE;
    boolean fed = protocol.configuration().feeder() != StreamFeeder.NONE;
    boolean number = protocol.configuration().feeder() == StreamFeeder.NUMBER;
    boolean all = protocol.configuration().feeder() == StreamFeeder.ALL;
    boolean told = protocol.configuration().messages() != StreamMessages.NONE;
    boolean unhandled = protocol.configuration().messages() == StreamMessages.UNHANDLED;
    boolean walks = protocol.configuration().items() == StreamItems.SERVICE;
    return ImmutableList.of(
        states("D6_QuietAtRest", s -> !rests(s) || s.device() != Device.ON),
        states("D12_NoOldBand", s -> s.held() != Held.OLD_BAND),
        states(
            "A4_IdleIsReady",
            s ->
                !rests(s)
                    || (s.state() == TransferState.IDLE
                        && !s.complete()
                        && s.error().equals(HResult.S_OK))),
        states("A4_RunsWithTheCall", s -> rests(s) == (s.download() != Download.RUNNING)),
        states(
            "D7_LastIsLast",
            s -> (s.held() != Held.LAST_BAND && s.held() != Held.LAST_WRITTEN) || s.ending()),
        states("V15_NoStreamAtRest", s -> !rests(s) || !s.stream()),
        states(
            "V2a_NoMarkWithoutTransfer",
            s -> s.download() != Download.NONE || s.marked() == Marked.NO),
        states(
            "V3_SkippedIsNotWritten",
            s -> s.step() != Step.WRITING || (s.page() == Page.TAKEN && s.stream())),
        states("D7_SuccessHasNoCause", s -> !succeeded(s) || !hasCause(s)),
        states(
            "V9_CancelIsSFalse", s -> !returned(s, HResult.S_FALSE) || CANCELS.contains(s.cause())),
        states(
            "V20_ErrorIsError",
            s ->
                !rests(s)
                    || !ERRORS.contains(s.cause())
                    || s.result().filter(HResult::isError).isPresent()),
        states(
            "V5_JobOrFeederEnds",
            s -> !s.lastPage() || s.sheet() == Sheet.WAITING || s.sheet() == Sheet.FED),
        states("V5a_OnlyEmptyEndsAll", s -> !all || !s.lastPage()),
        states("L4_Ready", s -> s.download() != Download.BEGUN || s.state() == TransferState.IDLE),
        states("D26_EventIsNoCause", s -> !confirms || s.cause() != Cause.CANCEL_IO),
        steps(
            "V2_MarkedIsCanceled",
            (s, a, t) ->
                !callbackEnds(s, t)
                    || s.marked() != Marked.YES
                    || (t.state() == TransferState.CANCELING && CANCELS.contains(t.cause()))),
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
                asksOnce
                    || s.step() != Step.WRITING
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
            "D1_NothingIsLeftOver",
            (s, a, t) ->
                !rests(s)
                    || rests(t)
                    || (!t.button()
                        && !t.fault()
                        && !t.ending()
                        && !t.lastPage()
                        && t.sheet() == Sheet.WAITING
                        && !t.got()
                        && t.confirm() == Confirm.NO)),
        steps(
            "A4_EnteredForATransfer",
            (s, a, t) -> !rests(s) || rests(t) || s.download() == Download.BEGUN),
        steps("D6_NothingInFlight", (s, a, t) -> rests(s) || !rests(t) || inControl(s)),
        steps(
            "D7_TakenIsWritten",
            (s, a, t) ->
                s.page() != Page.TAKEN
                    || !holdsBand(s)
                    || !hasWritten(t)
                    || s.step() == Step.WRITING),
        steps(
            "D7_NewPageHasItsOwnEnd",
            (s, a, t) -> s.page() == Page.NEW || t.page() != Page.NEW || !t.ending()),
        steps(
            "D10_FaultIsReported",
            (s, a, t) ->
                !observes(s, t, Cause.FAULT)
                    || reports(s, t)
                    || s.step() == Step.REPORTING
                    || seesFault(s, t)),
        steps(
            "V6_ButtonIsReported",
            (s, a, t) -> !observes(s, t, Cause.BUTTON) || (s.button() && !t.button())),
        steps(
            "V1_ApplicationKeepsItsWay",
            (s, a, t) ->
                !observes(s, t, Cause.CALLBACK_CANCEL)
                    || s.marked() == Marked.YES
                    || application != StreamApplication.CANCEL_TRANSFER),
        steps(
            "V1_BothWaysCancel",
            (s, a, t) ->
                application != StreamApplication.BOTH
                    || s.marked() != Marked.CROSSING
                    || !callbackEnds(s, t)
                    || hasCause(t)),
        steps(
            "V2_CrossingIsOver", (s, a, t) -> !callbackEnds(s, t) || t.marked() != Marked.CROSSING),
        steps(
            "V3_AnswerComesFirst",
            (s, a, t) ->
                asksLate
                    || s.page() != Page.NEW
                    || !((s.device() != Device.ON && t.device() == Device.ON)
                        || observes(s, t, Cause.FAULT))),
        steps(
            "V3_AnswerDecidesThePage",
            (s, a, t) ->
                s.step() != Step.ASKING
                    || t.step() == Step.ASKING
                    || hasCause(t)
                    || t.page() != Page.NEW),
        steps(
            "V5_FewerPagesIsEndOfMedia",
            (s, a, t) ->
                !returns(s, t)
                    || s.state() != TransferState.ACQUIRING
                    || returned(
                        t,
                        number && s.sheet() == Sheet.REPORTED
                            ? HResult.WIA_STATUS_END_OF_MEDIA
                            : HResult.S_OK)),
        steps(
            "V5_EmptyAtOnceIsError",
            (s, a, t) ->
                !reports(s, t)
                    || s.got()
                    || s.state() != TransferState.ACQUIRING
                    || (t.state() == TransferState.ERROR
                        && t.error().equals(HResult.WIA_ERROR_PAPER_EMPTY)
                        && t.cause() == Cause.FAULT)),
        steps(
            "V5_EmptyAfterAPageIsNone",
            (s, a, t) ->
                !reports(s, t)
                    || !s.got()
                    || (s.cause() == t.cause()
                        && (sameMachine(s, t) || (asksOnce && t.complete())))),
        steps(
            "V5_EmptyIsRead",
            (s, a, t) ->
                !reports(s, t)
                    || (s.step() == Step.READING
                        && t.step() == Step.WORKING
                        && s.sheet() == Sheet.OUT)),
        steps(
            "V5_BandHasASheet",
            (s, a, t) ->
                !fed
                    || holdsBand(s)
                    || !holdsBand(t)
                    || t.sheet() == Sheet.FED
                    || t.sheet() == Sheet.LAST_FED),
        steps(
            "V5_NothingBeginsOnEmptyFeeder",
            (s, a, t) ->
                s.sheet() != Sheet.REPORTED
                    || !(enters(Step.READING, s, t)
                        || enters(Step.WRITING, s, t)
                        || enters(Step.ASKING, s, t)
                        || (s.device() != Device.ON && t.device() == Device.ON))),
        steps(
            "V5_NotReadyHasASheet",
            (s, a, t) -> !enters(Step.WAITING, s, t) || s.sheet() != Sheet.OUT),
        steps(
            "V5_EachPageHasASheet",
            (s, a, t) ->
                !fed
                    || !pageIsDone(s, t)
                    || t.sheet() == (s.sheet() == Sheet.LAST_FED ? Sheet.OUT : Sheet.WAITING)),
        steps("V5_OnlyPagesCount", (s, a, t) -> s.got() || !t.got() || (fed && pageIsDone(s, t))),
        steps(
            "V5_PageCounts",
            (s, a, t) -> !fed || !pageIsDone(s, t) || s.page() != Page.TAKEN || t.got()),
        steps(
            "V5c_SkippedCounts",
            (s, a, t) -> !fed || !pageIsDone(s, t) || s.page() != Page.SKIPPED || t.got()),
        steps(
            "V7_MarkSpansItems",
            (s, a, t) ->
                s.marked() == Marked.NO
                    || t.marked() != Marked.NO
                    || t.download() == Download.NONE),
        steps(
            "V7_ServiceGoesOnAfterSuccess",
            (s, a, t) ->
                !returns(s, t)
                    || t.download() == (walks && succeeded(t) ? Download.BEGUN : Download.NONE)),
        steps(
            "V7_ServiceEnds",
            (s, a, t) ->
                s.download() == Download.NONE
                    || t.download() != Download.NONE
                    || returns(s, t)
                    || (walks && s.download() == Download.BEGUN)),
        steps(
            "V31_FaultIsToldFirst",
            (s, a, t) ->
                !told
                    || !observes(s, t, Cause.FAULT)
                    || reports(s, t)
                    || s.step() == Step.REPORTING),
        steps(
            "V31_FaultIsThere",
            (s, a, t) ->
                !enters(Step.FAULTED, s, t)
                    || (told
                        && seesFault(s, t)
                        && goesOn(s)
                        && sameMachine(s, t)
                        && s.cause() == t.cause())),
        steps(
            "V31_NothingElseIsToldOrBegins",
            (s, a, t) ->
                s.step() != Step.FAULTED
                    || t.step() == Step.FAULTED
                    || t.step() == (goesOn(s) ? Step.REPORTING : Step.RESTING)),
        steps(
            "V31_ToldOnce", (s, a, t) -> !enters(Step.REPORTING, s, t) || s.step() == Step.FAULTED),
        steps(
            "V32_ResolvedGoesOn",
            (s, a, t) ->
                !isAnswered(s, t)
                    || hasCause(t)
                    || (t.step() == Step.WORKING && sameMachine(s, t) && samePage(s, t))),
        steps(
            "V33_StatusIsTheResult",
            (s, a, t) ->
                !isAnswered(s, t) || !observes(s, t, Cause.FAULT) || failsWith(t, Protocol.FAULT)),
        steps(
            "V34_AsksWhileItWaits",
            (s, a, t) ->
                s.step() != Step.WAITING
                    || !goesOn(s)
                    || t.step() == Step.WAITING
                    || t.step() == Step.CALLING),
        steps(
            "V35_UnhandledIsTheStatus",
            (s, a, t) ->
                !unhandled
                    || !isAnswered(s, t)
                    || s.marked() == Marked.YES
                    || failsWith(t, Protocol.FAULT)),
        steps(
            "V16_DropsWhatItHolds",
            (s, a, t) ->
                !(observes(s, t, Cause.CALLBACK_CANCEL)
                        || observes(s, t, Cause.CALLBACK_ERROR)
                        || observes(s, t, Cause.STREAM_ERROR))
                    || t.held() == Held.NONE),
        steps("D26_AskedOnce", (s, a, t) -> !callbackEnds(s, t) || t.confirm() != Confirm.ASKED),
        steps(
            "D13_StoppedInControl",
            (s, a, t) ->
                t.device() != Device.STOPPED || s.device() == Device.STOPPED || inControl(s)),
        steps(
            "D13_StoppedOnce",
            (s, a, t) ->
                t.device() != Device.STOPPED
                    || s.device() == Device.STOPPED
                    || s.device() == Device.ON));
  }

  /** What happens some time, if each of {@code fair} does what it can. */
  public static ImmutableList<Eventually<StreamState, Action>> liveness(Set<Fair> fair) {
    return liveness(fair.stream().map(Fair::actions).collect(ImmutableList.toImmutableList()));
  }

  /** The same, where each of {@code fair} is not neglected for ever while it can happen. */
  public static ImmutableList<Eventually<StreamState, Action>> liveness(
      ImmutableList<ImmutableSet<Action>> fair) {
    return ImmutableList.of(
        new Eventually<>("L1_ReturnToIdle", s -> !rests(s), StreamRules::rests, fair),
        new Eventually<>(
            "L2_CallReturns", s -> !rests(s), s -> rests(s) && s.result().isPresent(), fair),
        new Eventually<>(
            "L3_CancelTransferEnds",
            s -> s.marked() == Marked.YES && !rests(s) && goesOn(s),
            s -> !goesOn(s),
            fair),
        new Eventually<>(
            "L4_UndisturbedSucceeds", s -> !rests(s), s -> succeeded(s) || hasCause(s), fair),
        new Eventually<>(
            "L5_CancelReturnsToIdle", s -> ends(s) && hasCause(s), StreamRules::rests, fair));
  }

  private static Always<StreamState, Action> states(String name, Predicate<StreamState> holds) {
    return new Always<>(name, new Condition.OfStates<>(holds));
  }

  /** About every step that changes something: what TLA+ means by {@code [][holds]_vars}. */
  private static Always<StreamState, Action> steps(
      String name, StepPredicate<StreamState, Action> holds) {
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

  private static boolean observes(StreamState s, StreamState t, Cause cause) {
    return s.cause() == Cause.NONE && t.cause() == cause;
  }

  private static boolean inControl(StreamState s) {
    return s.step() == Step.WORKING || s.step() == Step.WAITING || s.step() == Step.FAULTED;
  }

  private static boolean holdsBand(StreamState s) {
    return s.held() == Held.BAND || s.held() == Held.LAST_BAND;
  }

  private static boolean hasWritten(StreamState s) {
    return s.held() == Held.WRITTEN || s.held() == Held.LAST_WRITTEN;
  }

  private static boolean returned(StreamState s, HResult code) {
    return s.result().filter(code::equals).isPresent();
  }

  private static boolean succeeded(StreamState s) {
    return s.result().filter(SUCCESSES::contains).isPresent();
  }

  private static boolean returns(StreamState s, StreamState t) {
    return !rests(s) && rests(t);
  }

  /** A read reports that the feeder is empty. */
  private static boolean reports(StreamState s, StreamState t) {
    return s.sheet() != Sheet.REPORTED && t.sheet() == Sheet.REPORTED;
  }

  /** A page is done, and another one comes. */
  private static boolean pageIsDone(StreamState s, StreamState t) {
    return s.page() != Page.NEW && t.page() == Page.NEW && !rests(t);
  }

  private static boolean inCallback(StreamState s) {
    return CALLBACKS.contains(s.step());
  }

  private static boolean callbackEnds(StreamState s, StreamState t) {
    return inCallback(s) && !inCallback(t);
  }

  /** A fault that is there is reported, by a read or as the device is started. */
  private static boolean seesFault(StreamState s, StreamState t) {
    return s.fault() && !t.fault() && (s.step() == Step.READING || s.device() == Device.OFF);
  }

  /** The message with a fault returns. */
  private static boolean isAnswered(StreamState s, StreamState t) {
    return s.step() == Step.REPORTING && t.step() != Step.REPORTING;
  }

  private static boolean failsWith(StreamState s, HResult code) {
    return s.state() == TransferState.ERROR && s.error().equals(code);
  }

  private static boolean samePage(StreamState s, StreamState t) {
    return s.page() == t.page()
        && s.stream() == t.stream()
        && s.held() == t.held()
        && s.device() == t.device();
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
        && samePage(s, t)
        && s.confirm() == t.confirm()
        && s.cause() == t.cause();
  }
}
