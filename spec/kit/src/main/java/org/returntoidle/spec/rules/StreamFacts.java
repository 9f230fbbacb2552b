package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.returntoidle.model.Answer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;

/**
 * What is to be known of one transfer to streams in order to judge it. What others may do and the
 * reference does not is permitted here: to ask before or after it reads, to send messages at any
 * time or none, to stop early, to ask whether a {@code CANCEL_IO} was meant (D26) or to believe it.
 */
final class StreamFacts {
  final int number;
  final Pages pages;
  final Before before;
  final Told told = new Told();
  private final boolean asynchronous;
  private final ImmutableList<Pages> earlier;

  /** Of the pages, what is still to be written. */
  static final String PAGES = "Pages, but what is wrong";

  /** What the driver has called and what has not returned yet. */
  private enum InFlight {
    NOTHING,
    STREAM,
    MESSAGE,
    WRITE
  }

  /**
   * What happened before the transfer.
   *
   * @param canceled how many transfers were canceled
   * @param whileIdle a {@code CANCEL_IO} came while idle
   * @param otherEvent another event came while idle
   * @param threw something was thrown in an earlier transfer
   */
  record Before(int canceled, boolean whileIdle, boolean otherEvent, boolean threw) {}

  /** The first cause that was observed, unless it is revoked (D3, D26). */
  Cause cause = Cause.NONE;

  /** The first error that a callback answered; {@code S_OK} is one that came without a stream. */
  Optional<HResult> callbackError = Optional.empty();

  boolean noStream;
  Optional<HResult> streamError = Optional.empty();

  /** There was no sheet at all (V5). */
  boolean emptyAtOnce;

  /** The device has failed when a page was whole, and the next had not begun (V5b). */
  boolean faultBetweenPages;

  Optional<HResult> faultCode = Optional.empty();
  Optional<HResult> unknownSuccess = Optional.empty();

  /** {@code SendMessage} has answered {@code SKIP_ITEM}, which means nothing there (V3b). */
  boolean skipToMessage;

  /** {@code SendMessage} has answered {@code S_FALSE} (V10). */
  boolean messageCancels;

  /** {@code GetNextStream} has answered {@code S_FALSE} (V11). */
  boolean streamCancels;

  /** A callback has answered after which there is no other (V12): which, in words. */
  private String answered = "";

  private boolean answeredToMessage;

  /** A cancel that need not be heeded, but may be: not claimed, at the entry, late, or revoked. */
  boolean mayCancel;

  /** Why it need not, for a violation's name. */
  boolean lateCancel;

  boolean ignoredCancelIo;
  boolean cancelAtEntry;
  boolean revoked;

  /** A write has taken fewer bytes than there were: a driver may give up, and say so. */
  boolean shortWrite;

  private long bytesInFlight;

  /** An error came after a cancel (D3). */
  boolean errorAfterCancel;

  boolean canceledBeforeFirstBand;
  int cancels;
  boolean notified;
  boolean otherEvent;
  boolean answeredBusy;
  boolean started;
  int reads;
  int callbacks;

  /** What was wrongly called after that: in words, by the rule that names it. */
  Optional<String> callbackAfterAnswer = Optional.empty();

  Optional<String> streamAfterCancel = Optional.empty();
  Optional<String> writeAfterAnswer = Optional.empty();
  Optional<String> afterCause = Optional.empty();
  Optional<String> beforeAsking = Optional.empty();
  Optional<String> tooManyStreams = Optional.empty();
  Optional<String> withoutStream = Optional.empty();

  /** The device is gone (V28). */
  boolean gone;

  boolean streamOpen;

  private InFlight inFlight = InFlight.NOTHING;

  /** A call that begins next may have begun before the cause. */
  private boolean mayOverlap;

  /** A {@code CANCEL_IO} is the cause, and nobody was asked since (D26). */
  private boolean doubted;

  /** The message in flight began after it. */
  private boolean confirming;

  /** The event came while the write in flight was. */
  private boolean causeInWrite;

  int readsAfterCancel;
  int callbacksAfterCancel;

  Optional<String> threw = Optional.empty();
  Optional<HResult> result = Optional.empty();
  boolean deviceLeftOn;
  boolean deviceStoppedLate;

  StreamFacts(
      int number, Pages pages, ImmutableList<Pages> earlier, boolean asynchronous, Before before) {
    this.number = number;
    this.pages = pages;
    this.earlier = earlier;
    this.asynchronous = asynchronous;
    this.before = before;
    this.otherEvent = before.otherEvent();
  }

  /**
   * What no verdict depends on any more. Nothing revokes a cancel or an error that somebody else
   * than a {@code CANCEL_IO} or a device has brought; then nobody asks for an excuse, and whatever
   * is written is wrong, unless it has begun before.
   */
  ImmutableSet<String> over() {
    boolean writes = inFlight == InFlight.WRITE;
    ImmutableSet.Builder<String> over = ImmutableSet.builder();
    if (!writes) {
      over.add("StreamFacts.bytesInFlight", "StreamFacts.causeInWrite");
    }
    if (isDecided() && !writes && !mayOverlap) {
      over.add(
          PAGES,
          "StreamFacts.mayCancel",
          "StreamFacts.shortWrite",
          "StreamFacts.emptyAtOnce",
          "StreamFacts.faultBetweenPages",
          "StreamFacts.cancelAtEntry",
          "Told.untold",
          "Told.stopped",
          "Told.ofTheCause",
          "Told.eventAfterFault",
          "Told.unclear");
      if (beforeAsking.isEmpty()) {
        over.add("StreamFacts.revoked"); // It is only asked for with that.
      }
      if (!answered.isEmpty()) {
        over.add("Told.failed"); // Any message is wrong.
      }
    }
    return over.build();
  }

  private boolean isDecided() {
    return switch (cause) {
      case CALLBACK_CANCEL, BUTTON, OWN_DECISION, CALLBACK_ERROR, STREAM_ERROR -> true;
      case NONE, CANCEL_IO, FAULT -> false;
    };
  }

  /** A page of a number is skipped, and each has its own stream: it counts (V5c). */
  boolean hasNumberWithSkips() {
    return pages.skips > 0 && pages.wanted() > 0 && !pages.job.oneStream();
  }

  /** The transfer was canceled, and no error came on top. */
  boolean canceled() {
    return isCancel() && callbackError.isEmpty() && streamError.isEmpty() && !noStream;
  }

  /** Nothing has come that ends it. */
  boolean goesOn() {
    return cause == Cause.NONE && answered.isEmpty();
  }

  /** What has come may have been meant for somebody else, and nobody has answered yet (D26). */
  boolean mayAsk() {
    return doubted && answered.isEmpty();
  }

  /** The device has failed, and the driver may tell of it instead of ending the transfer (V31). */
  boolean mayTell() {
    return cause == Cause.FAULT && told.mayBeTold() && answered.isEmpty();
  }

  private boolean isCancel() {
    return switch (cause) {
      case CALLBACK_CANCEL, CANCEL_IO, BUTTON, OWN_DECISION -> true;
      default -> false;
    };
  }

  /** The call was answered as if another transfer ran. */
  boolean isRefused() {
    return result.equals(Optional.of(HResult.WIA_ERROR_BUSY));
  }

  /** Takes in what happened while the call was outstanding. */
  void add(Happened event) {
    HResult code = event.code().orElse(HResult.S_OK);
    switch (event.action()) {
      case START_DEVICE -> started = true;
      case SUBMIT_READ -> {
        reads++;
        readsAfterCancel += isCancel() ? 1 : 0;
      }
      case READ_BAND, READ_LAST_BAND ->
          event.band().ifPresent(band -> pages.read(band, event.size()));
      case READ_BUTTON -> observes(Cause.BUTTON, event.manner());
      case READ_FAULT, START_FAILS -> {
        faultBetweenPages = cause == Cause.NONE && pages.isBetween();
        if (cause == Cause.NONE || doubted) {
          faultCode = Optional.of(code);
          mayCancel |= doubted; // Who believes the event has been canceled before (D3).
        }
        observes(Cause.FAULT, event.manner());
        told.fails();
      }
      case STOP_DEVICE -> told.stops();
      case DEVICE_GOES -> {
        gone = true;
        told.lacksSomething();
      }
      case REPORT_DEVICE_STATUS -> {
        begins(InFlight.MESSAGE);
        told.begins(code);
      }
      case HANDLER_RESOLVES -> answers(HResult.S_OK);
      case HANDLER_GIVES_UP -> answers(code);
      case READ_FEEDER_EMPTY -> runsOut(event.manner());
      case GET_NEXT_STREAM -> begins(InFlight.STREAM);
      case SEND_STATUS -> begins(InFlight.MESSAGE);
      case WRITE_BAND -> {
        bytesInFlight = bytes(event);
        begins(InFlight.WRITE);
      }
      case STREAM_TAKES -> {
        shortWrite |= bytes(event) < bytesInFlight;
        event.band().ifPresent(part -> pages.written(part, event.size(), earlier));
        inFlight = InFlight.NOTHING;
        if (causeInWrite && cause == Cause.CANCEL_IO && pages.isDone()) {
          revokes(); // It came when the last write had begun: both are right (D9).
          lateCancel = true;
        }
        causeInWrite = false;
      }
      case STREAM_FAILS -> {
        inFlight = InFlight.NOTHING;
        errorAfterCancel |= isCancel();
        streamError = streamError.or(() -> Optional.of(code));
        observes(Cause.STREAM_ERROR, Manner.ALONE);
      }
      case RELEASE_STREAM -> streamOpen = false;
      case CALLBACK_SKIPS -> {
        ends();
        pages.asked(true);
      }
      case SERVICE_CANCELS -> answers(HResult.S_FALSE);
      case CALLBACK_FAILS_E_FAIL -> {
        noStream = true;
        answered("S_OK without a stream");
        observes(Cause.CALLBACK_ERROR, Manner.ALONE);
        ends();
      }
      case NOTIFY_CANCEL_IO -> notifies(event.manner());
      case NOTIFY_OTHER_EVENT -> otherEvent = true;
      case ANSWER_BUSY -> answeredBusy = true;
      case DRIVER_CANCELS -> observes(Cause.OWN_DECISION, event.manner());
      default -> {}
    }
  }

  /** The feeder is empty: before the first page that is a fault (V5). */
  private void runsOut(Manner manner) {
    pages.feederIsEmpty = true;
    told.lacksSomething();
    if (pages.gotNone()) {
      if (cause == Cause.NONE || doubted) {
        faultCode = Optional.of(HResult.WIA_ERROR_PAPER_EMPTY);
        emptyAtOnce = true;
        mayCancel |= doubted;
      }
      observes(Cause.FAULT, manner);
      told.fails();
    } else if (cause == Cause.CANCEL_IO) {
      revokes(); // It came after what is now known to be the last write: both are right (D9).
      lateCancel = true;
    }
  }

  private long bytes(Happened event) {
    return pages.hasBytes()
        ? event.band().map(band -> band.data().remaining()).orElse(0)
        : event.size();
  }

  /** Takes in what a callback returned. */
  void add(Answered event) {
    answers(event.code());
  }

  private void answers(HResult code) {
    Answer answer = Answer.of(code);
    boolean message = inFlight == InFlight.MESSAGE;
    boolean toDoubt = confirming;
    ends();
    if (told.isInFlight()) {
      tells(code);
    }
    switch (answer) {
      case CONTINUES -> {
        if (!message) {
          pages.asked(false);
          streamOpen = true;
        } else if (toDoubt && cause == Cause.CANCEL_IO) {
          revokes();
        }
      }
      case CANCELS -> {
        messageCancels |= message;
        streamCancels |= !message;
        answered("S_FALSE");
        cancels++;
        observes(Cause.CALLBACK_CANCEL, Manner.ALONE);
      }
      case FAILS -> {
        errorAfterCancel |= isCancel();
        callbackError = callbackError.or(() -> Optional.of(code));
        answered(code.toString());
        observes(Cause.CALLBACK_ERROR, Manner.ALONE);
      }
      case UNKNOWN_SUCCESS -> {
        unknownSuccess = Optional.of(code);
        skipToMessage |= message && code.equals(HResult.WIA_STATUS_SKIP_ITEM);
        if (!message) {
          streamOpen = false;
        }
      }
    }
    answeredToMessage |= message && !answered.isEmpty();
  }

  /**
   * A message with a fault is answered: not the fault is the cause, but the answer (V32). A {@code
   * CANCEL_IO} that came while it was in flight stands.
   */
  private void tells(HResult code) {
    boolean event = told.hasMetEvent();
    boolean wasCause = told.isOfTheCause() && cause == Cause.FAULT;
    told.answered(code);
    pages.feederIsEmpty &= !code.equals(HResult.S_OK); // Somebody has put paper in.
    if (!wasCause) {
      return;
    }
    cause = Cause.NONE;
    if (code.equals(HResult.S_OK)) {
      faultCode = Optional.empty();
      emptyAtOnce = false;
      faultBetweenPages = false;
    }
    if (event) {
      observes(Cause.CANCEL_IO, Manner.ALONE);
      doubted = true;
    }
  }

  private void answered(String what) {
    answered = answered.isEmpty() ? what : answered;
  }

  private void ends() {
    inFlight = InFlight.NOTHING;
    confirming = false;
  }

  /**
   * The event was meant for somebody else, or came too late; the driver may heed it all the same.
   */
  private void revokes() {
    cause = Cause.NONE;
    mayCancel = true;
    revoked = true;
    doubted = false;
  }

  private void observes(Cause what, Manner manner) {
    boolean cancel = what == Cause.BUTTON || what == Cause.OWN_DECISION;
    cancels += cancel ? 1 : 0;
    if (cause == Cause.CANCEL_IO && doubted && what != Cause.CANCEL_IO) {
      cause = what; // The answer is the cause, not the event.
      doubted = false;
    } else if (cause == Cause.NONE) {
      cause = what;
      mayOverlap = manner == Manner.OVERLAPPING;
    }
    canceledBeforeFirstBand |= isCancel() && !pages.hasBegun();
  }

  private void notifies(Manner manner) {
    notified = true;
    cancels++;
    if (manner == Manner.AT_ENTRY) {
      cancelAtEntry = asynchronous;
      ignoredCancelIo |= !asynchronous;
      mayCancel = true;
    } else if (!asynchronous) {
      ignoredCancelIo = true;
      mayCancel = true;
    } else if (pages.isDone()) {
      lateCancel = true;
      mayCancel = true;
    } else if (cause == Cause.NONE || (cause == Cause.CANCEL_IO && !doubted)) {
      observes(Cause.CANCEL_IO, manner);
      doubted = cause == Cause.CANCEL_IO;
      confirming = false;
      causeInWrite = inFlight == InFlight.WRITE;
      mayOverlap = manner == Manner.OVERLAPPING;
    } else if (doubted) {
      confirming = false; // It needs an answer of its own.
    } else if (cause == Cause.FAULT && told.mayBeTold()) {
      mayCancel = true; // Who would have told of the fault has been canceled before (V31).
      told.meetsEvent();
    }
  }

  private void begins(InFlight what) {
    callbacks += what == InFlight.WRITE ? 0 : 1;
    callbacksAfterCancel += what != InFlight.WRITE && isCancel() ? 1 : 0;
    unknownSuccess = Optional.empty(); // It was taken for S_OK, as it may be (D19).
    boolean late = mayOverlap;
    mayOverlap = false;
    String says = words(what) + " after ";
    Optional<String> hasAll = what == InFlight.STREAM ? pages.hasAllStreams() : Optional.empty();
    if (hasAll.isPresent()) {
      tooManyStreams = first(tooManyStreams, "a stream was asked for though " + hasAll.get());
    }
    if (what == InFlight.WRITE && !streamOpen) {
      withoutStream = first(withoutStream, "a write without an open stream");
    }
    if (!answered.isEmpty()) {
      afterAnswer(what, says + "a callback had answered " + answered);
    } else if (what == InFlight.MESSAGE) {
      if (beforeAsking.isPresent() && doubted) {
        afterCause = Optional.empty(); // So it does ask, but too late (D26).
      }
      confirming = doubted;
    } else if (cause != Cause.NONE && !late) {
      afterCause = first(afterCause, says + words(cause));
      beforeAsking = doubted ? first(beforeAsking, says + words(cause)) : beforeAsking;
    }
    inFlight = what;
  }

  private void afterAnswer(InFlight what, String says) {
    if (what == InFlight.WRITE) {
      writeAfterAnswer = first(writeAfterAnswer, says);
    } else if (streamCancels && what == InFlight.STREAM) {
      streamAfterCancel = first(streamAfterCancel, says);
    } else if (answeredToMessage) {
      callbackAfterAnswer = first(callbackAfterAnswer, says);
    } else {
      afterCause = first(afterCause, says);
    }
  }

  private static Optional<String> first(Optional<String> known, String says) {
    return known.isPresent() ? known : Optional.of(says);
  }

  private static String words(InFlight what) {
    return switch (what) {
      case NOTHING -> "nothing";
      case STREAM -> "GetNextStream";
      case MESSAGE -> "SendMessage";
      case WRITE -> "a write";
    };
  }

  static String words(Cause cause) {
    return switch (cause) {
      case NONE -> "nothing";
      case CALLBACK_CANCEL -> "a callback had answered S_FALSE";
      case CANCEL_IO -> "CANCEL_IO";
      case BUTTON -> "the cancel button";
      case OWN_DECISION -> "the driver's own decision to cancel";
      case CALLBACK_ERROR -> "a callback had failed";
      case STREAM_ERROR -> "the stream had failed";
      case FAULT -> "the device had failed";
    };
  }
}
