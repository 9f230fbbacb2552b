package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.Rule;

/**
 * The rules as checks on a transfer that has come to its end: when each has something to say, what
 * holds then, and what is wrong if it does not. The order is that of their specificity: the first
 * that fails names the violation best.
 */
final class Checks {
  private static final String WITHOUT_CODE = "drvAcquireItemData ended without a code";

  private Checks() {}

  /** Whether the call ended with a code. */
  static final ImmutableList<Check<Ending>> OF_THE_END =
      rows(
          check(Rule.D17, e -> true, Ending::hasCode, e -> WITHOUT_CODE),
          check(Rule.L2, e -> true, Ending::hasCode, e -> WITHOUT_CODE));

  /** Everything else, where it did. */
  static final ImmutableList<Check<Ending>> OF_THE_CODE =
      ImmutableList.<Check<Ending>>builder()
          .addAll(callbacks())
          .addAll(deviceIsOff())
          .addAll(causeIsNotLost())
          .addAll(codeIsRight())
          .addAll(noPhantom())
          .addAll(bytes())
          .addAll(wholeImage())
          .addAll(general())
          .build();

  private static ImmutableList<Check<Ending>> callbacks() {
    return rows(
        check(
            Rule.D18,
            e -> e.t.callbacks > 0,
            e -> e.keeps(Rule.D18),
            e -> "a callback on another thread, at another time, or beside another one"),
        check(
            Rule.D12,
            e -> e.t.delivery.parts > 0,
            e -> e.t.delivery.old.isEmpty(),
            e -> e.t.delivery.old.orElse("")),
        check(
            Rule.A4,
            e -> true,
            e -> !e.t.isRefused() || e.wasGiven(),
            e -> e.returned + " although no other transfer runs"));
  }

  private static ImmutableList<Check<Ending>> deviceIsOff() {
    Function<Ending, String> never =
        e -> e.returned + " while the device was still on; it was never stopped";
    return rows(
        check(
            Rule.D6,
            e -> e.t.started,
            e -> !e.t.deviceStoppedLate,
            e -> e.returned + " while the device was still on; it was stopped only later"),
        check(Rule.A3, Ending::hasToStop, Ending::isOff, never),
        check(Rule.A9, e -> e.t.errorAnswer.isPresent(), Ending::isOff, never),
        check(Rule.D10, e -> e.t.cause == Cause.FAULT, Ending::isOff, never),
        check(Rule.D13, e -> e.t.started, Ending::isOff, never));
  }

  private static ImmutableList<Check<Ending>> causeIsNotLost() {
    Predicate<Ending> returnsTheError = e -> e.t.result.equals(e.t.errorAnswer);
    Function<Ending, String> otherCode =
        e -> e.returned + ", but the callback had returned " + e.t.errorAnswer.orElse(e.result);
    return rows(
        // Fewer cancels were tried before: if they had shown it, another rule would name it.
        check(
                Rule.D2,
                e -> e.t.cancels > 1 && e.canceled() && e.t.unknownSuccess.isEmpty(),
                e -> e.reportsCancel,
                e -> e.returned + " after " + e.t.cancels + " cancels")
            .and(Ending::momentIsKnown),
        check(
            Rule.D3,
            e -> e.t.errorAnswer.isPresent() && e.t.errorAfterCancel,
            returnsTheError,
            otherCode),
        check(
            Rule.A9,
            e -> e.t.errorAnswer.isPresent() && !e.t.errorAfterCancel,
            returnsTheError,
            otherCode),
        check(
                Rule.D10,
                e -> e.t.cause == Cause.FAULT,
                e -> e.t.faultCode.equals(e.t.result) || e.otherDecided(),
                e ->
                    e.returned
                        + ", but the device had failed with "
                        + e.t.faultCode.orElse(e.result))
            .and(Ending::momentIsKnown),
        check(
                Rule.A6,
                e -> e.t.cause == Cause.BUTTON,
                e -> !e.lost(),
                e -> e.returned + " after the cancel button")
            .and(Ending::momentIsKnown),
        check(
                Rule.L3,
                e -> e.canceled() && e.t.cause == Cause.CANCEL_IO,
                e -> !e.lost(),
                e -> e.returned + ", and the CANCEL_IO that came before the last band was lost")
            .and(Ending::momentIsKnown),
        check(Rule.D15, e -> e.t.canceledBeforeFirstBand, e -> !e.wentOn(), Ending::further)
            .and(Ending::momentIsKnown),
        check(Rule.D5, e -> e.t.cause != Cause.NONE, e -> !e.wentOn(), Ending::further),
        check(
                Rule.A8,
                e -> e.canceled() && e.t.cause == Cause.CALLBACK_CANCEL,
                e -> !e.lost(),
                e -> e.returned + ", but the callback had returned S_FALSE")
            .and(Ending::momentIsKnown));
  }

  private static ImmutableList<Check<Ending>> codeIsRight() {
    Function<Ending, String> wrong = e -> e.returned + " after " + e.cause();
    return rowsWhen(
        Ending::momentIsKnown,
        check(Rule.A7, Ending::hasToReportCancel, e -> e.result.isError(), wrong)
            .only(Concerns.CANCEL_IS_AN_ERROR),
        check(Rule.D16, Ending::hasToReportCancel, e -> e.reportsCancel, wrong)
            .only(Concerns.CANCEL_IS_AN_ERROR),
        check(
                Rule.A6,
                e -> e.hasToReportCancel() && e.t.cause == Cause.BUTTON,
                e -> e.reportsCancel,
                wrong)
            .only(Concerns.CANCEL_IS_A_SUCCESS),
        check(
                Rule.A5,
                e -> e.hasToReportCancel() && e.t.cause != Cause.BUTTON,
                e -> e.reportsCancel,
                wrong)
            .only(Concerns.CANCEL_IS_A_SUCCESS),
        check(
            Rule.D19,
            e -> e.t.unknownSuccess.isPresent(),
            Ending::unknownSuccessIsHeeded,
            e ->
                e.returned
                    + ", but the callback had returned "
                    + e.t.unknownSuccess.orElse(e.result)));
  }

  /** Without a cause there is nothing to report: who invented one? */
  private static ImmutableList<Check<Ending>> noPhantom() {
    Predicate<Ending> right = Ending::hasReason;
    return rowsWhen(
        e -> e.momentIsKnown() && e.t.cause == Cause.NONE,
        check(
            Rule.D20,
            e -> e.t.otherEvent,
            right,
            e -> e.phantom("an event other than CANCEL_IO came")),
        check(
            Rule.D4,
            e -> e.t.answeredBusy,
            right,
            e -> e.phantom("a second call was answered BUSY")),
        check(
            Rule.D1,
            e -> e.t.canceledWhileIdle,
            right,
            e -> e.phantom("a CANCEL_IO came while idle")),
        check(
            Rule.D14,
            e -> e.t.canceledBefore > 1,
            right,
            e -> e.phantom("earlier transfers were canceled")),
        check(
            Rule.A4,
            e -> e.t.canceledBefore > 0,
            right,
            e -> e.phantom("an earlier transfer was canceled")),
        check(
            Rule.D9,
            e -> e.t.lateCancel && e.t.unknownSuccess.isEmpty(),
            e -> e.hasReason() && (e.ok || !e.strict || e.t.lateCancelOverlaps),
            e -> e.returned + " after a CANCEL_IO that came when the last band was acknowledged"),
        check(
                Rule.B5,
                e -> e.t.ignoredCancelIo,
                right,
                e -> e.phantom("CANCEL_IO means nothing to it"))
            .only(Concerns.NOT_ASYNCHRONOUS),
        check(
            Rule.D11,
            e -> true,
            right,
            e -> e.phantom("nobody canceled and nothing failed") + e.undeclared()),
        check(
            Rule.L4,
            e ->
                !e.t.lateCancel
                    && e.t.unknownSuccess.isEmpty()
                    && !e.t.ignoredCancelIo
                    && !e.t.cancelAtEntry,
            right,
            e -> e.returned + ", although nothing disturbed the transfer"));
  }

  private static ImmutableList<Check<Ending>> bytes() {
    return rows(
        check(
            Rule.D24,
            e -> e.t.delivery.hasBytes && e.t.delivery.parts > 0,
            Ending::bytesAreRight,
            e -> e.t.delivery.changed.or(() -> e.t.delivery.outOfOrder).orElse("")));
  }

  private static ImmutableList<Check<Ending>> wholeImage() {
    return rowsWhen(
        Ending::momentIsKnown,
        check(
            Rule.D7,
            Ending::claimsTheImage,
            e -> e.isComplete() && e.isInOrder(),
            e -> e.isInOrder() ? e.returned + ", but " + e.lacking() : e.disorder()));
  }

  /** The general rules, whose violations have a more specific name above. */
  private static ImmutableList<Check<Ending>> general() {
    Predicate<Ending> byCallback = e -> e.t.cause == Cause.CALLBACK_CANCEL;
    Function<Ending, String> ignored = e -> e.cause() + " was not heeded";
    Function<Ending, String> still = e -> "after the return the device was still on";
    return rows(
        check(Rule.A2, byCallback, Ending::heeded, ignored),
        check(Rule.B3, byCallback, Ending::heeded, ignored),
        check(Rule.B4, e -> e.t.cause == Cause.CANCEL_IO, Ending::heeded, ignored)
            .only(Concerns.ASYNCHRONOUS),
        check(Rule.L3, Ending::canceled, e -> !e.ok, ignored),
        check(
            Rule.D8,
            e -> e.t.notified,
            e -> e.keeps(Rule.D8),
            e -> "drvNotifyPnpEvent did not return"),
        check(
            Rule.D22,
            e -> e.t.cause != Cause.NONE,
            e -> e.keeps(Rule.D22),
            e -> "something was begun after " + e.cause()),
        check(
            Rule.D23,
            e -> e.t.reads > 0,
            e -> e.keeps(Rule.D23),
            e -> "two reads in flight, or one of a device that was off"),
        check(
            Rule.D25,
            e -> e.t.notified || e.t.otherEvent,
            e -> e.keeps(Rule.D25),
            e -> "drvNotifyPnpEvent waited"),
        check(Rule.L1, e -> true, e -> !e.t.deviceLeftOn, still),
        check(Rule.L5, e -> e.t.cause != Cause.NONE, e -> !e.t.deviceLeftOn, still));
  }

  /** All of them. */
  static Stream<Check<Ending>> all() {
    return Stream.of(OF_THE_END, OF_THE_CODE).flatMap(List::stream);
  }

  private static Check<Ending> check(
      Rule rule, Predicate<Ending> when, Predicate<Ending> holds, Function<Ending, String> says) {
    return new Check<>(rule, Concerns.ALL, when, holds, says);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static ImmutableList<Check<Ending>> rows(Check<Ending>... rows) {
    return ImmutableList.copyOf(rows);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static ImmutableList<Check<Ending>> rowsWhen(
      Predicate<Ending> condition, Check<Ending>... rows) {
    return Arrays.stream(rows)
        .map(row -> row.and(condition))
        .collect(ImmutableList.toImmutableList());
  }
}
