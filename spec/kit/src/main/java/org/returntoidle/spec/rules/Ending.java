package org.returntoidle.spec.rules;

import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Capability;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Execution;

/** A transfer that has come to its end, with the words and conclusions that checks share. */
final class Ending {
  final TransferFacts t;
  final Platform platform;
  final boolean strict;

  /** The driver says that it may cancel by its own decision. */
  private final boolean byItself;

  /** What was returned; {@code S_OK} if no code was, which only D17 and L2 look at. */
  final HResult result;

  final boolean ok;
  final boolean reportsCancel;
  final String returned;

  /** The rules that anomalies of this transfer break. */
  private final Set<Rule> broken;

  Ending(TransferFacts t, Execution run, boolean strict, Set<Rule> broken) {
    this.t = t;
    this.platform = run.platform();
    this.byItself = run.cancelsByItself();
    this.strict = strict;
    this.broken = broken;
    this.result = t.result.orElse(HResult.S_OK);
    this.ok = result.equals(HResult.S_OK);
    this.reportsCancel = isCancelCode();
    this.returned = "drvAcquireItemData returned " + result;
  }

  private boolean isCancelCode() {
    return strict ? result.equals(platform.cancelCode()) : platform.reportsCancel(result);
  }

  boolean hasCode() {
    return t.result.isPresent();
  }

  /** Whether no anomaly of this transfer breaks {@code rule}. */
  boolean keeps(Rule rule) {
    return !broken.contains(rule);
  }

  /**
   * Whether it is known when a cancel took effect. One at the entry that was heeded did so at a
   * moment that only the driver knows.
   */
  boolean momentIsKnown() {
    return !(t.cancelAtEntry && reportsCancel);
  }

  /** The transfer was canceled, and no error came on top. */
  boolean canceled() {
    return t.canceled();
  }

  /** It was canceled, or reports a cancel that may be the driver's own decision. */
  boolean hasToStop() {
    return canceled() || (byItself && reportsCancel && t.cause == Cause.NONE);
  }

  /** There was a cancel, and it was taken for success. */
  boolean lost() {
    return canceled() && ok;
  }

  boolean isOff() {
    return !t.deviceLeftOn || t.deviceStoppedLate;
  }

  /** Callbacks came after the cause: bands, or others where they are judged, too (D5). */
  boolean wentOn() {
    return t.bandsAfterCause > 0 || (strict && momentIsKnown() && t.statusAfterCause > 0);
  }

  boolean heeded() {
    return !lost() && t.bandsAfterCause == 0;
  }

  boolean returnsUnknownSuccess() {
    return t.unknownSuccess.equals(t.result) && hasCode();
  }

  /** Whether it was canceled, and its code has to say so. */
  boolean hasToReportCancel() {
    return canceled() && !returnsUnknownSuccess();
  }

  /** Without a cause: a code that something in this transfer gave. */
  boolean hasReason() {
    return ok || returnsUnknownSuccess() || mayCancel();
  }

  /** A cancel that need not be reported, but may be (B5, D9), or the driver's own (A1). */
  boolean mayCancel() {
    return (byItself
            || t.ignoredCancelIo
            || t.cancelAtEntry
            || (t.lateCancel && (!strict || t.lateCancelOverlaps)))
        && reportsCancel;
  }

  /** Whether the result is an error of the device or of a callback. */
  boolean wasGiven() {
    return Stream.of(t.errorAnswer, t.faultCode, t.answerBesideFault).anyMatch(t.result::equals);
  }

  /**
   * Whether something other than the fault decides: a callback that came before it (D3, D19) or
   * overlaps with it, a {@code CANCEL_IO} that overlaps with it or that a driver heeds though it
   * need not (B5, D3), or its own decision (A1).
   */
  boolean otherDecided() {
    boolean canceled = t.answerBesideFault.filter(HResult.S_FALSE::equals).isPresent();
    return ((canceled || t.cancelOverlaps || t.ignoredCancelIo || byItself) && reportsCancel)
        || t.answerBesideFault.equals(t.result)
        || t.unknownSuccess.equals(t.result);
  }

  /** Whether what an unknown success code became is right (D19). */
  boolean unknownSuccessIsHeeded() {
    boolean failed = t.cause != Cause.NONE && !canceled(); // Judged by A9, D3 and D10.
    boolean taken = ok || mayCancel() || (canceled() && reportsCancel);
    return returnsUnknownSuccess() || failed || (!strict && taken);
  }

  /** It says that the whole image was delivered (D7). */
  boolean claimsTheImage() {
    return ok && t.cause == Cause.NONE;
  }

  /** Bands that are missing, or came in another order, are the business of D7 where it looks. */
  boolean bytesAreRight() {
    return t.delivery.changed.isEmpty() && (claimsTheImage() || t.delivery.outOfOrder.isEmpty());
  }

  boolean isInOrder() {
    return t.delivery.outOfOrder.isEmpty() && !t.afterTheLast;
  }

  boolean isComplete() {
    return t.status.complete() || (t.unknownSuccess.isPresent() && t.unknownForLastBand);
  }

  String lacking() {
    String missing = t.delivery.missing();
    return missing.isEmpty()
        ? "the last band was not acknowledged with S_OK"
        : missing + " was not delivered";
  }

  String disorder() {
    return t.delivery.outOfOrder.orElse("bands were delivered out of order");
  }

  String further() {
    return t.bandsAfterCause + t.statusAfterCause + " more callback(s) after " + cause();
  }

  String phantom(String instead) {
    return returned + ", but nothing in this transfer gave that code; " + instead;
  }

  /** How a driver says that it cancels by its own decision, if this may be one. */
  String undeclared() {
    return reportsCancel
        ? "; a driver that cancels by its own decision says so: MiniDriver.cancelsByItself(), or "
            + Capability.CANCELS_BY_ITSELF
            + " in its greeting"
        : "";
  }

  String cause() {
    return switch (t.cause) {
      case CALLBACK_CANCEL -> "a callback had returned S_FALSE";
      case CANCEL_IO -> "CANCEL_IO";
      case BUTTON -> "the cancel button";
      case OWN_DECISION -> "its own decision";
      case CALLBACK_ERROR -> "a callback had failed";
      case FAULT -> "a device fault";
      case NONE -> "nothing";
    };
  }
}
