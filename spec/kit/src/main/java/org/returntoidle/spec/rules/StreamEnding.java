package org.returntoidle.spec.rules;

import java.util.Optional;
import java.util.Set;
import org.returntoidle.model.Capability;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Rule;
import org.returntoidle.model.stream.StreamState.Cause;

/** A transfer to streams that has come to its end, with the words that checks share. */
final class StreamEnding {
  private static final int FACILITY = 0x1FFF0000;
  private static final int FACILITY_WIA = 0x00210000;

  final StreamFacts t;
  private final Evidence evidence;

  /** What was returned; {@code S_OK} if no code was, which only D17 and L2 look at. */
  final HResult result;

  final boolean ok;

  /** It says that the feeder had fewer pages than were wanted: a success, too (V5). */
  final boolean endOfMedia;

  final boolean canceled;
  final String returned;

  /** The rules that anomalies of this transfer break. */
  private final Set<Rule> broken;

  StreamEnding(StreamFacts t, Evidence evidence, Set<Rule> broken) {
    this.t = t;
    this.evidence = evidence;
    this.broken = broken;
    this.result = t.result.orElse(HResult.S_OK);
    this.ok = result.equals(HResult.S_OK);
    this.endOfMedia = result.equals(HResult.WIA_STATUS_END_OF_MEDIA);
    this.canceled = result.equals(HResult.S_FALSE);
    this.returned = "drvAcquireItemData returned " + result;
  }

  boolean hasCode() {
    return t.result.isPresent();
  }

  /** Whether no anomaly of this transfer breaks {@code rule}. */
  boolean keeps(Rule rule) {
    return !broken.contains(rule);
  }

  /** Whether a callback has failed, or came without a stream. */
  boolean callbackFailed() {
    return t.callbackError.isPresent() || t.noStream;
  }

  /** An error, and not one that says that another transfer runs (D4). */
  boolean isFailure() {
    return result.isError() && (!result.equals(HResult.WIA_ERROR_BUSY) || wasGiven());
  }

  /** An error of COM and not of WIA (V20). */
  boolean isOfCom() {
    return (result.isError() && (result.code() & FACILITY) != FACILITY_WIA) || isUnseenFault();
  }

  /** The first cause is a fault, and nothing else decides. */
  boolean isFault() {
    return t.cause == Cause.FAULT && !callbackFailed() && t.streamError.isEmpty();
  }

  /** What may be returned after a fault: its code, or a cancel that may have come before. */
  boolean tellsOfTheFault() {
    boolean other =
        t.messageCancels || t.streamCancels || t.mayCancel || evidence.cancelsByItself();
    return t.faultCode.equals(t.result)
        || failsGone()
        || (endOfMedia && t.faultBetweenPages && t.pages.wholeAreOut()) // V5b
        || (canceled && other)
        || hasUnseenReason()
        || returnsUnknownSuccess();
  }

  /** It reports a cancel; or an error, which a fault that is not shown may have given before it. */
  boolean reportsCancel() {
    return canceled || isUnseenFault() || failsGone();
  }

  /** The device is gone, and it says so, with whatever code. */
  private boolean failsGone() {
    return t.gone && isFailure();
  }

  /** The result may be that of a fault that is not shown. */
  private boolean isUnseenFault() {
    return result.isError() && !evidence.showsFaults();
  }

  /** The result may be that of something that is not shown. */
  private boolean hasUnseenReason() {
    return isUnseenFault() || (canceled && !evidence.showsButton()) || mayHaveRunOut();
  }

  /** At least one page was sent, and the feeder may have had no more (V5, V5a, V5b). */
  private boolean mayHaveRunOut() {
    boolean toTheEnd =
        ok
            && t.pages.wanted() == 0
            && t.faultCode.equals(Optional.of(HResult.WIA_ERROR_PAPER_EMPTY));
    return !evidence.showsFeeder() && t.pages.asked() > 0 && (toTheEnd || endOfMedia);
  }

  /** There was a cancel, and it was taken for success. */
  boolean lost() {
    return t.canceled() && isSuccess();
  }

  /** What an empty feeder may give: an end, or an error if every page so far is only skipped. */
  private boolean mayTellOfFeeder() {
    boolean none = t.pages.onlySkipped() && result.equals(HResult.WIA_ERROR_PAPER_EMPTY);
    return t.pages.feederIsEmpty && (endOfMedia || none);
  }

  /** Whether it is known what the device has reported. */
  boolean showsConditions() {
    return evidence.showsFaults() && evidence.showsFeeder();
  }

  /** That there is no sheet was told, and is no failure where there was one before (V5). */
  boolean endsWithFeeder() {
    boolean ends = endOfMedia || (ok && t.pages.wanted() == 0); // V5a
    return t.told.givenUp && ends && t.pages.feederIsEmpty && !t.pages.gotNone();
  }

  boolean isOff() {
    return !t.deviceLeftOn || t.deviceStoppedLate;
  }

  boolean returnsUnknownSuccess() {
    return t.unknownSuccess.equals(t.result) && hasCode();
  }

  /** Whether nothing stands for an error or a cancel. */
  boolean hasNoCause() {
    return t.cause == Cause.NONE && !callbackFailed() && t.streamError.isEmpty();
  }

  /** Without a cause: a code that something in this transfer gave. */
  boolean hasReason() {
    boolean mayFail = t.shortWrite && isFailure();
    return ok
        || mayTellOfFeeder()
        || returnsUnknownSuccess()
        || mayFail
        || failsGone()
        || (t.told.unclear && t.faultCode.equals(t.result))
        || (canceled && (t.mayCancel || evidence.cancelsByItself()))
        || hasUnseenReason();
  }

  /** Whether the result is an error of the device, of a stream or of a callback. */
  boolean wasGiven() {
    return t.faultCode.equals(t.result)
        || t.streamError.equals(t.result)
        || t.callbackError.equals(t.result)
        || isUnseenFault();
  }

  /** It says that every page was sent (D7). */
  boolean claimsAll() {
    return isSuccess() && hasNoCause();
  }

  /** It says that all went well, and does not only hand on what a callback said (D19). */
  private boolean isSuccess() {
    return ok || (endOfMedia && !returnsUnknownSuccess());
  }

  /** Of a number of pages some were missing, and nothing else has ended the transfer. */
  boolean hasFewer() {
    return t.pages.feederIsEmpty && t.pages.wanted() > 0 && hasNoCause();
  }

  /** Nothing says that pages were missing. */
  boolean inventsEmptyFeeder() {
    boolean seen = t.pages.feederIsEmpty || t.faultBetweenPages || t.gone || hasUnseenReason();
    return endOfMedia && !seen && !returnsUnknownSuccess();
  }

  boolean momentIsKnown() {
    return !(t.cancelAtEntry && canceled);
  }

  /** A stream that answers {@code S_FALSE} may mean a cancel: nobody says. */
  boolean streamErrorIsCancel() {
    return canceled && t.streamError.equals(Optional.of(HResult.S_FALSE)) && !callbackFailed();
  }

  String cause() {
    return StreamFacts.words(t.cause);
  }

  String phantom(String instead) {
    return returned + ", but nothing in this transfer gave that code; " + instead;
  }

  /** How a driver says that it cancels by its own decision, if this may be one. */
  String undeclared() {
    return canceled
        ? "; a driver that cancels by its own decision says so: cancelsByItself(), or "
            + Capability.CANCELS_BY_ITSELF
        : "";
  }
}
