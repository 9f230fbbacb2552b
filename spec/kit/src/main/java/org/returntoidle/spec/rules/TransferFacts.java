package org.returntoidle.spec.rules;

import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Answer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferStatus;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;

/**
 * What is to be known of one transfer in order to judge it. The oracle is the machine: it is fed
 * with what the driver observed, and says which status the driver has to be in.
 */
final class TransferFacts {
  final int number;
  final boolean asynchronous;

  /** What happened before this transfer. */
  final int canceledBefore;

  final boolean canceledWhileIdle;

  /** Something was thrown in an earlier transfer. */
  final boolean threwBefore;

  TransferStatus status = TransferStatus.ACQUIRING;
  Cause cause = Cause.NONE;
  Optional<HResult> faultCode = Optional.empty();

  /** The error that a callback gave, unless a fault came before. */
  Optional<HResult> errorAnswer = Optional.empty();

  /** What a callback answered that overlaps with the fault: either of the two decides (D3). */
  Optional<HResult> answerBesideFault = Optional.empty();

  /** What the last callback answered, if that is the first cause and none has begun since. */
  private Optional<HResult> byAnswer = Optional.empty();

  /** A {@code CANCEL_IO} overlaps with what comes before it: either may be first (D3). */
  boolean cancelOverlaps;

  Optional<HResult> unknownSuccess = Optional.empty();
  boolean unknownForLastBand;
  boolean errorAfterCancel;
  boolean canceledBeforeFirstBand;
  boolean lateCancel;
  boolean lateCancelOverlaps;
  boolean ignoredCancelIo;

  /** A {@code CANCEL_IO} that may have come before the transfer (D1), or have canceled it. */
  boolean cancelAtEntry;

  /** What device or callback threw, in words (D21); what it means is in the other facts. */
  Optional<String> threw = Optional.empty();

  boolean notified;

  /** In this transfer, or while idle before it. */
  boolean otherEvent;

  boolean answeredBusy;
  boolean started;

  /** A band came after the last one was acknowledged. */
  boolean afterTheLast;

  final Delivery delivery;
  int cancels;
  int callbacks;
  int bandsAfterCause;
  boolean callbackMayOverlap;

  /** A callback is in flight. */
  private boolean calling;

  /** It overlaps with the fault. */
  private boolean faultMeetsCallback;

  boolean causeOverlaps;
  int statusAfterCause;
  int reads;
  int readsAfterCancel;
  int callbacksAfterCancel;

  /** The callback in flight has the last byte. */
  private boolean hasLast;

  Optional<HResult> result = Optional.empty();
  boolean deviceLeftOn;
  boolean deviceStoppedLate;

  TransferFacts(
      int number,
      Delivery delivery,
      boolean asynchronous,
      int canceledBefore,
      boolean canceledWhileIdle,
      boolean threwBefore) {
    this.number = number;
    this.delivery = delivery;
    this.asynchronous = asynchronous;
    this.canceledBefore = canceledBefore;
    this.canceledWhileIdle = canceledWhileIdle;
    this.threwBefore = threwBefore;
  }

  /** The transfer was canceled, and no error came on top. */
  boolean canceled() {
    return cause.isCancel() && errorAnswer.isEmpty();
  }

  /** The call was answered as if another transfer ran. */
  boolean isRefused() {
    return result.equals(Optional.of(HResult.WIA_ERROR_BUSY));
  }

  /** Takes in what happened while the call was outstanding. */
  void add(Happened event) {
    HResult code = event.code().orElse(HResult.S_OK);
    boolean hadCause = cause != Cause.NONE;
    switch (event.action()) {
      case START_DEVICE -> started = true;
      case SUBMIT_READ -> {
        reads++;
        readsAfterCancel += hadCanceled() ? 1 : 0;
      }
      case DELIVER_BAND, SEND_STATUS -> delivers(event.band());
      case READ_BUTTON -> cancels(Cause.BUTTON, TransferInput.READ_BUTTON);
      case READ_FAULT -> {
        if (overlaps(event) && byAnswer.isPresent()) {
          failsBesideAnswer(code);
        } else {
          fails(code);
        }
        byAnswer = Optional.empty();
      }
      case START_FAILS -> {
        if (!isLate()) { // It does not change success (D9). Nothing was started (D13).
          fails(code);
        }
      }
      case NOTIFY_CANCEL_IO -> {
        cancelOverlaps |= overlaps(event);
        notifies(event.manner());
        lateCancelOverlaps |= lateCancel && overlaps(event);
      }
      case NOTIFY_OTHER_EVENT -> otherEvent = true;
      case ANSWER_BUSY -> answeredBusy = true;
      default -> {}
    }
    boolean overlaps = !hadCause && cause != Cause.NONE && overlaps(event);
    callbackMayOverlap |= overlaps;
    causeOverlaps |= overlaps;
  }

  /** Takes in what a callback returned. */
  void add(Answered event) {
    HResult code = event.code();
    Answer answer = Answer.of(code);
    calling = false;
    boolean first = status.goesOn() && (answer == Answer.CANCELS || answer == Answer.FAILS);
    byAnswer = first ? Optional.of(code) : Optional.empty();
    switch (answer) {
      case CONTINUES -> feed(answer.input(hasLast), code);
      case CANCELS -> {
        besideFault(code);
        cancels(Cause.CALLBACK_CANCEL, answer.input(hasLast));
      }
      case FAILS, UNKNOWN_SUCCESS -> ends(answer, code);
    }
  }

  private void fails(HResult code) {
    if (status.goesOn()) {
      cause = Cause.FAULT;
      faultCode = Optional.of(code);
      faultMeetsCallback = calling;
    }
    feed(TransferInput.READ_FAULT, code);
  }

  /** Whoever was answered may have been about to take it in: either decides (D3). */
  private void failsBesideAnswer(HResult code) {
    cause = Cause.FAULT;
    faultCode = Optional.of(code);
    answerBesideFault = byAnswer;
    errorAnswer = Optional.empty();
  }

  /** The last band is acknowledged, or was answered so that it may be taken for that (D19). */
  private boolean isLate() {
    return status.complete() || (unknownSuccess.isPresent() && unknownForLastBand);
  }

  /** Whether a cancel was observed at a known moment. */
  private boolean hadCanceled() {
    return cause.isCancel() && !causeOverlaps;
  }

  private void delivers(Optional<Band> band) {
    // The driver took an unknown success code for S_OK, as it may (D19). A read alone says nothing:
    // one that reads ahead submits it before it knows.
    unknownSuccess = Optional.empty();
    answerBesideFault = answerBesideFault.filter(c -> c.isError() || c.equals(HResult.S_FALSE));
    hasLast = band.map(delivery::add).orElse(false);
    calling = true;
    byAnswer = Optional.empty();
    faultMeetsCallback = cause == Cause.FAULT && callbackMayOverlap;
    callbacks++;
    callbacksAfterCancel += hadCanceled() ? 1 : 0;
    boolean over = cause != Cause.NONE && !callbackMayOverlap;
    callbackMayOverlap = false;
    if (band.isEmpty()) {
      statusAfterCause += over ? 1 : 0;
      return;
    }
    bandsAfterCause += over ? 1 : 0;
    afterTheLast |= status.complete();
  }

  private static boolean overlaps(Happened event) {
    return event.manner() == Manner.OVERLAPPING;
  }

  private void notifies(Manner manner) {
    notified = true;
    if (manner == Manner.AT_ENTRY && asynchronous) {
      cancelAtEntry = true;
    } else if (!asynchronous) {
      ignoredCancelIo = true;
    } else if (isLate()) {
      lateCancel = true;
    } else {
      cancels(Cause.CANCEL_IO, TransferInput.CANCEL_IO);
    }
  }

  private void cancels(Cause how, TransferInput input) {
    if (status.complete()) {
      lateCancel = true; // It does not change success, but may be reported (D9).
      return;
    }
    cancels++;
    if (status.goesOn()) {
      cause = how;
      canceledBeforeFirstBand = delivery.parts == 0;
    }
    feed(input, HResult.S_FALSE);
  }

  /** Notes an answer that overlaps with the fault: whoever gives it knows that the end is near. */
  private void besideFault(HResult code) {
    if (faultMeetsCallback) {
      answerBesideFault = Optional.of(code);
      callbackMayOverlap = false;
    }
  }

  /** Of two errors the first decides, whoever they come from. */
  private void ends(Answer answer, HResult code) {
    if (cause == Cause.FAULT || errorAnswer.isPresent()) {
      besideFault(code);
      return;
    }
    if (answer == Answer.UNKNOWN_SUCCESS) {
      unknownSuccess = Optional.of(code);
      unknownForLastBand = hasLast;
      return;
    }
    errorAfterCancel |= cause.isCancel();
    errorAnswer = Optional.of(code);
    if (cause == Cause.NONE) {
      cause = Cause.CALLBACK_ERROR;
    }
    feed(answer.input(hasLast), code);
  }

  private void feed(TransferInput input, HResult code) {
    status = TransferMachine.next(status, input, code);
  }
}
