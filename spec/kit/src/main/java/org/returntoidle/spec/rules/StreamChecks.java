package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Rule;
import org.returntoidle.model.stream.StreamState.Cause;

/**
 * The rules as checks on a transfer to streams that has come to its end: when each has something to
 * say, what holds then, and what is wrong if it does not. The order is that of their specificity:
 * the first that fails names the violation best.
 */
final class StreamChecks {
  private static final String WITHOUT_CODE = "drvAcquireItemData ended without a code";

  private StreamChecks() {}

  /** Whether the call ended with a code. */
  static final ImmutableList<Check<StreamEnding>> OF_THE_END =
      ImmutableList.of(
          check(Rule.D17, e -> true, StreamEnding::hasCode, e -> WITHOUT_CODE),
          check(Rule.L2, e -> true, StreamEnding::hasCode, e -> WITHOUT_CODE));

  /** What is wrong whatever comes after it, so that nobody has to wait for the return. */
  static final ImmutableList<Check<StreamEnding>> AT_ONCE =
      ImmutableList.of(
          none(Rule.V12, e -> true, e -> e.t.callbackAfterAnswer),
          none(Rule.V11, e -> true, e -> e.t.streamAfterCancel),
          none(Rule.V31, StreamEnding::showsConditions, e -> e.t.told.invented),
          none(Rule.V16, e -> true, e -> e.t.writeAfterAnswer),
          none(Rule.V16, e -> true, e -> e.t.withoutStream),
          none(Rule.V5c, e -> e.t.hasNumberWithSkips(), e -> e.t.tooManyStreams),
          none(Rule.V14, e -> true, e -> e.t.tooManyStreams),
          wrong(Rule.V25, e -> true, Pages.Kind.AHEAD),
          wrong(Rule.D12, e -> true, Pages.Kind.OLD));

  /** What the code itself may be. */
  static final ImmutableList<Check<StreamEnding>> OF_THE_RESULT =
      Stream.of(told(), refused(), codeIsRight(), noPhantom(), whole(), general())
          .flatMap(ImmutableList::stream)
          .collect(ImmutableList.toImmutableList());

  /** Everything else, where it did. */
  static final ImmutableList<Check<StreamEnding>> OF_THE_CODE =
      Stream.of(
              told(),
              calls(),
              refused(),
              data(),
              deviceIsOff(),
              codeIsRight(),
              noPhantom(),
              whole(),
              general())
          .flatMap(ImmutableList::stream)
          .collect(ImmutableList.toImmutableList());

  private static ImmutableList<Check<StreamEnding>> calls() {
    return ImmutableList.of(
        kept(Rule.D18, e -> e.t.callbacks > 0, "a callback on another thread, or beside another"),
        none(
            Rule.V12,
            e -> e.t.messageCancels || e.t.callbackError.isPresent(),
            e -> e.t.callbackAfterAnswer),
        none(Rule.V11, e -> e.t.streamCancels, e -> e.t.streamAfterCancel),
        none(Rule.V16, e -> e.t.pages.asked() > 0, e -> e.t.writeAfterAnswer),
        none(Rule.V16, e -> e.t.pages.writes > 0, e -> e.t.withoutStream),
        none(Rule.V5c, e -> e.t.hasNumberWithSkips(), e -> e.t.tooManyStreams),
        none(
            Rule.V14,
            e -> e.t.pages.wanted() > 0 || e.t.pages.job.oneStream(),
            e -> e.t.tooManyStreams),
        none(Rule.D5, e -> e.t.cause != Cause.NONE || e.t.revoked, e -> e.t.afterCause),
        none(Rule.D26, e -> e.t.cause == Cause.CANCEL_IO || e.t.revoked, e -> e.t.beforeAsking));
  }

  /** What the driver tells of its device, and what it makes of the answer. */
  private static ImmutableList<Check<StreamEnding>> told() {
    return ImmutableList.of(
        none(Rule.V31, e -> e.t.told.reports > 0 && e.showsConditions(), e -> e.t.told.invented),
        kept(Rule.V32, e -> e.t.told.canceled, "the driver went on after the user had canceled"),
        kept(Rule.V33, e -> e.t.told.givenUp, "the driver went on though nobody had repaired it"),
        kept(Rule.V34, e -> e.t.told.notices > 0 && e.t.canceled(), "it told of it only once"),
        check(
            Rule.V32,
            e -> e.t.told.canceled && e.t.canceled(),
            StreamEnding::reportsCancel,
            e -> e.returned + ", but the message with a fault was answered S_FALSE"),
        check(
            Rule.V33,
            e -> e.t.told.givenUp,
            e -> e.isFailure() || e.endsWithFeeder(),
            e -> e.returned + ", but nobody had repaired what the message told of"));
  }

  private static ImmutableList<Check<StreamEnding>> refused() {
    return ImmutableList.of(
        check(
            Rule.A4,
            e -> true,
            e -> !e.t.isRefused() || e.wasGiven(),
            e -> e.returned + " although no other transfer runs"));
  }

  private static ImmutableList<Check<StreamEnding>> data() {
    return ImmutableList.of(
        wrong(Rule.V25, e -> e.t.pages.writes > 0, Pages.Kind.AHEAD),
        wrong(Rule.D12, e -> e.t.pages.writes > 0, Pages.Kind.OLD),
        wrong(Rule.V3, e -> e.t.pages.skips > 0, Pages.Kind.SKIPPED),
        wrong(Rule.V14, e -> e.t.pages.writes > 0, Pages.Kind.OTHER_PAGE),
        wrong(Rule.D24, e -> e.t.pages.writes > 0, Pages.Kind.CHANGED));
  }

  private static ImmutableList<Check<StreamEnding>> deviceIsOff() {
    Function<StreamEnding, String> never =
        e -> e.returned + " while the device was still on; it was never stopped";
    return ImmutableList.of(
        check(
            Rule.D6,
            e -> e.t.started,
            e -> !e.t.deviceStoppedLate,
            e -> e.returned + " while the device was still on; it was stopped only later"),
        check(Rule.A3, e -> e.t.canceled(), StreamEnding::isOff, never),
        check(Rule.A9, StreamEnding::callbackFailed, StreamEnding::isOff, never),
        check(Rule.D10, e -> e.t.cause == Cause.FAULT, StreamEnding::isOff, never),
        check(Rule.D13, e -> e.t.started, StreamEnding::isOff, never),
        check(
            Rule.V15,
            e -> e.t.pages.asked() > 0,
            e -> !e.t.streamOpen,
            e -> e.returned + " although the last stream was not released"));
  }

  private static ImmutableList<Check<StreamEnding>> codeIsRight() {
    Function<StreamEnding, String> after = e -> e.returned + " after " + e.cause();
    return ImmutableList.of(
        check(
            Rule.V3a,
            e -> e.t.pages.skips > 0,
            e -> !e.result.equals(HResult.WIA_STATUS_SKIP_ITEM) || e.returnsUnknownSuccess(), // V3b
            e -> e.returned + ", which is an answer and never a result"),
        check(
            Rule.D3,
            e -> e.t.errorAfterCancel,
            StreamEnding::isFailure,
            e -> e.returned + ", but a callback or the stream had failed after the cancel"),
        check(
            Rule.V20,
            StreamEnding::callbackFailed,
            e -> e.isFailure() || e.endsWithFeeder(),
            e -> e.returned + " after a callback had failed, or had given no stream"),
        check(
            Rule.V20,
            e -> e.t.noStream && e.t.callbackError.isEmpty() && e.t.faultCode.isEmpty(),
            StreamEnding::isOfCom,
            e -> e.returned + ", which is no error of COM, when no stream was given"),
        check(
            Rule.V19,
            e -> e.t.streamError.isPresent(),
            e -> e.isFailure() || e.streamErrorIsCancel(),
            e -> e.returned + " after a stream had failed"),
        check(
            Rule.V10,
            e -> e.t.messageCancels && e.t.canceled(),
            StreamEnding::reportsCancel,
            e -> e.returned + ", but SendMessage had answered S_FALSE"),
        check(
            Rule.V11,
            e -> e.t.streamCancels && e.t.canceled(),
            e -> !e.ok,
            e -> e.returned + ", but GetNextStream had answered S_FALSE"),
        check(
            Rule.V5b,
            e -> e.isFault() && e.t.pages.asked() > 1,
            e -> !e.endOfMedia || e.tellsOfTheFault(),
            e -> e.returned + ", but the page was not whole when the device failed"),
        check(
            Rule.V5,
            e -> e.t.emptyAtOnce && e.isFault(),
            StreamEnding::tellsOfTheFault,
            e -> e.returned + ", but the feeder was empty: WIA_ERROR_PAPER_EMPTY"),
        check(
            Rule.V5,
            StreamEnding::hasFewer,
            e -> !e.ok,
            e -> e.returned + ", but the feeder had fewer than " + e.t.pages.wanted() + " pages"),
        check(
            Rule.V5,
            e -> e.t.pages.feederIsEmpty && e.hasNoCause(),
            StreamEnding::hasReason,
            e -> e.returned + ", but there were pages before the feeder was empty"),
        check(
            Rule.V5,
            e -> e.t.pages.asked() > 0,
            e -> !e.inventsEmptyFeeder(),
            e -> e.returned + ", but no read has said that the feeder is empty"),
        check(
            Rule.D10,
            StreamEnding::isFault,
            StreamEnding::tellsOfTheFault,
            e -> e.returned + ", but the device had failed with " + e.t.faultCode.orElse(e.result)),
        check(
            Rule.D2,
            e -> e.t.canceled() && e.t.cancels > 1,
            e -> e.reportsCancel() || e.returnsUnknownSuccess(),
            e -> e.returned + " after " + e.t.cancels + " cancels"),
        check(
            Rule.A6,
            e -> e.t.canceled() && e.t.cause == Cause.BUTTON,
            e -> e.reportsCancel() || e.returnsUnknownSuccess(),
            after),
        check(
            Rule.L3,
            e -> e.t.canceled() && e.t.cause == Cause.CANCEL_IO,
            e -> !e.ok,
            e -> e.returned + ", and the CANCEL_IO that came before the last write was lost"),
        check(
            Rule.V9,
            e -> e.t.canceled(),
            e -> e.reportsCancel() || e.returnsUnknownSuccess(),
            after),
        check(
            Rule.D19,
            e -> e.t.unknownSuccess.isPresent(),
            e -> e.returnsUnknownSuccess() || !e.hasNoCause() || e.ok || e.hasReason(),
            e ->
                e.returned
                    + ", but the callback had returned "
                    + e.t.unknownSuccess.orElse(e.result)));
  }

  /** Without a cause there is nothing to report: who invented one? */
  private static ImmutableList<Check<StreamEnding>> noPhantom() {
    return Stream.of(
            check(
                Rule.V32,
                e -> e.t.told.resolved,
                StreamEnding::hasReason,
                e -> e.returned + ", but what the message had told of was repaired"),
            phantom(Rule.V3a, e -> e.t.pages.skips > 0, "a skipped page is no cancel and no error"),
            phantom(Rule.D20, e -> e.t.otherEvent, "an event other than CANCEL_IO came"),
            phantom(Rule.D4, e -> e.t.answeredBusy, "a second call was answered BUSY"),
            phantom(Rule.V8, e -> e.t.before.whileIdle(), "a CANCEL_IO came while idle"),
            phantom(Rule.D14, e -> e.t.before.canceled() > 1, "earlier transfers were canceled"),
            phantom(Rule.A4, e -> e.t.before.canceled() > 0, "an earlier transfer was canceled"),
            check(
                Rule.D9,
                e -> e.t.lateCancel && e.t.unknownSuccess.isEmpty(),
                StreamEnding::hasReason,
                e -> e.returned + " after a CANCEL_IO that came when all was written"),
            phantom(Rule.B5, e -> e.t.ignoredCancelIo, "CANCEL_IO means nothing to it")
                .only(Concerns.NOT_ASYNCHRONOUS),
            check(
                Rule.D11,
                e -> true,
                StreamEnding::hasReason,
                e -> e.phantom("nobody canceled and nothing failed") + e.undeclared()),
            check(
                Rule.L4,
                e -> !e.t.mayCancel && e.t.unknownSuccess.isEmpty(),
                StreamEnding::hasReason,
                e -> e.returned + ", although nothing disturbed the transfer"))
        .map(check -> check.and(e -> e.hasNoCause() && e.momentIsKnown()))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Check<StreamEnding>> whole() {
    Function<StreamEnding, String> lacks = e -> e.returned + ", but " + e.t.pages.lacking();
    return ImmutableList.of(
        check(Rule.V3a, e -> e.claimsAll() && e.t.pages.skips > 0, e -> e.t.pages.isDone(), lacks),
        check(Rule.V3b, e -> e.claimsAll() && e.t.skipToMessage, e -> e.t.pages.isDone(), lacks),
        check(Rule.D7, StreamEnding::claimsAll, e -> e.t.pages.isDone(), lacks));
  }

  /** The general rules, whose violations have a more specific name above. */
  private static ImmutableList<Check<StreamEnding>> general() {
    Predicate<StreamEnding> byCallback = e -> e.t.cause == Cause.CALLBACK_CANCEL;
    Function<StreamEnding, String> ignored = e -> e.cause() + ", and it was not heeded";
    Function<StreamEnding, String> still = e -> "after the return the device was still on";
    Predicate<StreamEnding> heeded = e -> !e.lost();
    return ImmutableList.of(
        check(Rule.A2, byCallback, heeded, ignored),
        check(Rule.B3, byCallback, heeded, ignored),
        check(Rule.B4, e -> e.t.cause == Cause.CANCEL_IO, heeded, ignored)
            .only(Concerns.ASYNCHRONOUS),
        check(Rule.L3, e -> e.t.canceled(), heeded, ignored),
        check(Rule.D15, e -> e.t.canceledBeforeFirstBand, heeded, ignored),
        kept(Rule.D8, e -> e.t.notified, "drvNotifyPnpEvent did not return"),
        kept(Rule.D22, e -> e.t.cause != Cause.NONE, "something was begun after the cause"),
        kept(Rule.D23, e -> e.t.reads > 0, "two reads in flight, or one of a device that is off"),
        kept(Rule.D25, e -> e.t.notified || e.t.otherEvent, "drvNotifyPnpEvent waited"),
        kept(Rule.V13, e -> e.t.canceled(), "the driver read on and did not ask"),
        kept(Rule.V15, e -> e.t.pages.asked() > 0, "a stream was not released"),
        kept(Rule.V16, e -> e.t.pages.asked() > 0, "a stream was used that may only be released"),
        kept(Rule.V17, e -> e.t.pages.asked() > 0, "a stream was read, or asked what it is"),
        kept(Rule.V18, e -> e.t.pages.writes > 0, "a write began at the wrong place"),
        kept(Rule.V28, e -> e.t.gone, "the device was used although it was gone"),
        kept(Rule.V21, e -> e.t.callbacks > 0, "a message was sent that the service sends"),
        check(Rule.L1, e -> true, e -> !e.t.deviceLeftOn, still),
        check(Rule.L5, e -> e.t.cause != Cause.NONE, e -> !e.t.deviceLeftOn, still));
  }

  /** All of them. */
  static Stream<Check<StreamEnding>> all() {
    return Stream.of(OF_THE_END, OF_THE_CODE).flatMap(ImmutableList::stream);
  }

  private static Check<StreamEnding> check(
      Rule rule,
      Predicate<StreamEnding> when,
      Predicate<StreamEnding> holds,
      Function<StreamEnding, String> says) {
    return new Check<>(rule, Concerns.ALL, when, holds, says);
  }

  /** Nothing of the kind was done. */
  private static Check<StreamEnding> none(
      Rule rule, Predicate<StreamEnding> when, Function<StreamEnding, Optional<String>> what) {
    return check(rule, when, e -> what.apply(e).isEmpty(), e -> what.apply(e).orElse(""));
  }

  /** No write was wrong in this way. */
  private static Check<StreamEnding> wrong(
      Rule rule, Predicate<StreamEnding> when, Pages.Kind kind) {
    return check(
        rule,
        when,
        e -> e.t.pages.wrong.filter(one -> one.kind() == kind).isEmpty(),
        e -> e.t.pages.wrong.map(Pages.Wrong::says).orElse(""));
  }

  /** What an anomaly says when it happens. */
  private static Check<StreamEnding> kept(
      Rule rule, Predicate<StreamEnding> when, String otherwise) {
    return check(rule, when, e -> e.keeps(rule), e -> otherwise);
  }

  private static Check<StreamEnding> phantom(
      Rule rule, Predicate<StreamEnding> when, String instead) {
    return check(rule, when, StreamEnding::hasReason, e -> e.phantom(instead));
  }
}
