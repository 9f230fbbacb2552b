package org.returntoidle.spec.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.driver.Band;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.Anomaly;
import org.returntoidle.spec.harness.BandBytes;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Point;
import org.returntoidle.spec.harness.TraceEvent;

/** Each rule has a trace that turns it red, and the right traces are green. */
class JudgeTest {
  private static final HResult UNKNOWN = new HResult(0x00040000);

  /** A trace in the making. */
  private static final class Trace {
    private final ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
    private final Platform platform;
    private boolean asynchronous = true;
    private boolean byItself;
    private boolean bytes;
    private boolean on;
    private Manner manner = Manner.ALONE;
    private int transfer;

    Trace(Platform platform) {
      this.platform = platform;
    }

    Trace notAsynchronous() {
      asynchronous = false;
      return this;
    }

    Trace byItself() {
      byItself = true;
      return this;
    }

    /** From here on the caller's thread is free to run. */
    Trace overlapping() {
      manner = Manner.OVERLAPPING;
      return this;
    }

    /** What comes next overlaps with the entry of the call. */
    Trace atEntry() {
      manner = Manner.AT_ENTRY;
      return this;
    }

    /** What comes next overlaps with nothing. */
    Trace alone() {
      manner = Manner.ALONE;
      return this;
    }

    Trace begin() {
      transfer++;
      return add(Action.ACQUIRE_ITEM_DATA);
    }

    Trace start() {
      on = true;
      return add(Action.START_DEVICE);
    }

    Trace stop() {
      on = false;
      return add(Action.STOP_DEVICE);
    }

    Trace deliver(int number, boolean last) {
      return deliver(transfer, number, last);
    }

    Trace deliver(int of, int number, boolean last) {
      Band band = new Band(of, number, last, ByteBuffer.allocate(0));
      return add(Action.DELIVER_BAND, Optional.empty(), Optional.of(band));
    }

    /** A read brings a band with bytes, the only one. */
    Trace read() {
      bytes = true;
      Band band = new Band(transfer, 1, true, BandBytes.of(transfer, 1));
      return add(Action.READ_LAST_BAND, Optional.empty(), Optional.of(band));
    }

    Trace answer(HResult code) {
      events.add(new TraceEvent.Answered(transfer, code));
      return this;
    }

    Trace fault() {
      return add(Action.READ_FAULT, Optional.of(HResult.WIA_ERROR_PAPER_JAM), Optional.empty());
    }

    Trace startsNot() {
      return add(Action.START_FAILS, Optional.of(HResult.WIA_ERROR_PAPER_JAM), Optional.empty());
    }

    Trace noticed(Anomaly anomaly) {
      events.add(new TraceEvent.Noticed(transfer, anomaly, "an anomaly"));
      return this;
    }

    Trace threw(Point.Kind where) {
      events.add(new TraceEvent.Threw(transfer, where, Move.THROWS_ERROR));
      return this;
    }

    Trace end(HResult code) {
      return add(Action.RETURN_FROM_ACQUIRE, Optional.of(code), Optional.empty());
    }

    Trace endWithoutCode() {
      return add(Action.RETURN_FROM_ACQUIRE);
    }

    Trace add(Action action) {
      return add(action, Optional.empty(), Optional.empty());
    }

    private Trace add(Action action, Optional<HResult> code, Optional<Band> band) {
      events.add(new TraceEvent.Happened(transfer, action, code, band, on, manner));
      return this;
    }

    /** One image of one band, acknowledged with {@code S_OK}. */
    Trace image() {
      return begin().start().deliver(1, true).answer(HResult.S_OK).stop();
    }

    /** A transfer that its callback cancels, up to the stop of the device. */
    Trace canceled() {
      return begin().start().deliver(1, true).answer(HResult.S_FALSE).stop();
    }

    Execution run() {
      return new Execution(
          platform,
          asynchronous,
          byItself,
          bytes,
          events.build(),
          ImmutableList.of(),
          false,
          Order.ONE_THREAD);
    }
  }

  private static Trace xp() {
    return new Trace(Platform.XP);
  }

  private static Trace me() {
    return new Trace(Platform.ME);
  }

  /** For each rule a trace in which it is broken. */
  private static ImmutableMap<Rule, Trace> red() {
    return ImmutableMap.<Rule, Trace>builder()
        .put(Rule.A2, xp().canceled().end(HResult.S_OK))
        .put(
            Rule.A3,
            xp().begin().start().deliver(1, true).answer(HResult.S_FALSE).end(HResult.S_FALSE))
        .put(Rule.A4, xp().image().end(HResult.S_OK).begin().end(HResult.WIA_ERROR_BUSY))
        .put(Rule.A5, xp().canceled().end(HResult.E_ABORT))
        .put(Rule.A6, xp().begin().start().add(Action.READ_BUTTON).stop().end(HResult.E_FAIL))
        .put(Rule.A7, me().canceled().end(HResult.S_FALSE))
        .put(Rule.A8, xp().canceled().end(HResult.S_OK))
        .put(
            Rule.A9,
            xp().begin().start().deliver(1, true).answer(HResult.E_FAIL).stop().end(HResult.S_OK))
        .put(Rule.B3, xp().canceled().end(HResult.S_OK))
        .put(
            Rule.B4,
            xp().begin()
                .start()
                .add(Action.NOTIFY_CANCEL_IO)
                .deliver(1, true)
                .answer(HResult.S_OK)
                .stop()
                .end(HResult.S_OK))
        .put(
            Rule.B5,
            xp().notAsynchronous()
                .begin()
                .start()
                .add(Action.NOTIFY_CANCEL_IO)
                .stop()
                .end(HResult.E_FAIL))
        .put(Rule.D1, xp().add(Action.NOTIFY_CANCEL_IO).begin().start().stop().end(HResult.S_FALSE))
        .put(
            Rule.D2,
            xp().begin()
                .start()
                .add(Action.NOTIFY_CANCEL_IO)
                .add(Action.NOTIFY_CANCEL_IO)
                .stop()
                .end(HResult.E_ABORT))
        .put(
            Rule.D3,
            xp().begin()
                .start()
                .deliver(1, true)
                .add(Action.NOTIFY_CANCEL_IO)
                .answer(HResult.E_FAIL)
                .stop()
                .end(HResult.S_FALSE))
        .put(Rule.D4, xp().begin().start().add(Action.ANSWER_BUSY).stop().end(HResult.S_FALSE))
        .put(
            Rule.D5,
            xp().begin()
                .start()
                .deliver(1, false)
                .answer(HResult.S_FALSE)
                .deliver(2, true)
                .answer(HResult.S_OK)
                .stop()
                .end(HResult.S_FALSE))
        .put(
            Rule.D6,
            xp().begin().start().deliver(1, true).answer(HResult.S_OK).end(HResult.S_OK).stop())
        .put(Rule.D7, xp().begin().start().stop().end(HResult.S_OK))
        .put(
            Rule.D8,
            xp().begin()
                .start()
                .add(Action.NOTIFY_CANCEL_IO)
                .noticed(Anomaly.NOTIFY_THREW)
                .stop()
                .end(HResult.S_FALSE))
        .put(
            Rule.D9,
            xp().begin()
                .start()
                .deliver(1, true)
                .answer(HResult.S_OK)
                .add(Action.NOTIFY_CANCEL_IO)
                .stop()
                .end(HResult.E_FAIL))
        .put(Rule.D10, xp().begin().start().fault().stop().end(HResult.S_FALSE))
        .put(Rule.D11, xp().image().end(HResult.S_FALSE))
        .put(
            Rule.D12,
            xp().image()
                .end(HResult.S_OK)
                .begin()
                .start()
                .deliver(1, 1, true)
                .answer(HResult.S_OK)
                .stop()
                .end(HResult.S_OK))
        .put(Rule.D13, xp().begin().start().end(HResult.S_OK))
        .put(
            Rule.D14,
            xp().canceled()
                .end(HResult.S_FALSE)
                .canceled()
                .end(HResult.S_FALSE)
                .image()
                .end(HResult.S_FALSE))
        .put(
            Rule.D15,
            xp().begin()
                .start()
                .add(Action.NOTIFY_CANCEL_IO)
                .deliver(1, true)
                .answer(HResult.S_OK)
                .stop()
                .end(HResult.S_FALSE))
        .put(Rule.D16, me().canceled().end(HResult.S_FALSE))
        .put(Rule.D17, xp().begin().noticed(Anomaly.THREW).endWithoutCode())
        .put(
            Rule.D18,
            xp().begin()
                .start()
                .noticed(Anomaly.CALLBACKS_OVERLAP)
                .deliver(1, true)
                .answer(HResult.S_OK)
                .stop()
                .end(HResult.S_OK))
        .put(
            Rule.D19,
            xp().begin().start().deliver(1, false).answer(UNKNOWN).stop().end(HResult.E_FAIL))
        .put(
            Rule.D20,
            xp().begin().start().add(Action.NOTIFY_OTHER_EVENT).stop().end(HResult.S_FALSE))
        .put(
            Rule.D21,
            xp().begin().start().threw(Point.Kind.ANSWER).fault().stop().end(HResult.S_OK))
        .put(Rule.D22, xp().begin().fault().noticed(Anomaly.BEGUN_AFTER_CAUSE).end(HResult.S_OK))
        .put(
            Rule.D23,
            xp().begin()
                .add(Action.SUBMIT_READ)
                .noticed(Anomaly.READ_BESIDE_ANOTHER)
                .end(HResult.S_OK))
        .put(
            Rule.D24,
            xp().begin()
                .start()
                .read()
                .deliver(1, true)
                .answer(HResult.S_OK)
                .stop()
                .end(HResult.S_OK))
        .put(
            Rule.D25,
            xp().begin()
                .add(Action.NOTIFY_CANCEL_IO)
                .noticed(Anomaly.NOTIFY_WAITS)
                .end(HResult.S_FALSE))
        .put(Rule.L1, xp().begin().start().end(HResult.S_OK))
        .put(Rule.L2, xp().begin().endWithoutCode())
        .put(
            Rule.L3,
            xp().begin()
                .start()
                .add(Action.NOTIFY_CANCEL_IO)
                .deliver(1, true)
                .answer(HResult.S_OK)
                .stop()
                .end(HResult.S_OK))
        .put(Rule.L4, xp().image().end(HResult.E_FAIL))
        .put(
            Rule.L5,
            xp().begin().start().deliver(1, true).answer(HResult.S_FALSE).end(HResult.S_FALSE))
        .buildOrThrow();
  }

  static Stream<Rule> rules() {
    return Judge.RULES.stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aBrokenRuleIsFound(Rule rule) {
    Trace trace =
        Optional.ofNullable(red().get(rule))
            .orElseThrow(() -> new AssertionError(rule + " has no trace that turns it red"));
    assertTrue(
        Judge.judge(trace.run(), Reading.PERMISSIVE).findings().stream()
            .anyMatch(finding -> finding.rule() == rule && !finding.holds()),
        () -> rule + " stays green");
  }

  @Test
  void aRightTransferIsGreenAndSaysWhatItHasShown() {
    Judgement judgement =
        Judge.judge(
            xp().canceled().end(HResult.S_FALSE).image().end(HResult.S_OK).run(), Reading.STRICT);
    assertEquals(Optional.empty(), judgement.violation());
    Set<Rule> shown = EnumSet.noneOf(Rule.class);
    judgement.findings().forEach(finding -> shown.add(finding.rule()));
    assertTrue(shown.containsAll(Set.of(Rule.A3, Rule.A4, Rule.A5, Rule.A8, Rule.D7, Rule.L3)));
    assertTrue(!shown.contains(Rule.D10), "no fault was seen");
  }

  @Test
  void theMostSpecificRuleComesFirst() {
    assertEquals(
        Optional.of(Rule.A8),
        Judge.judge(xp().canceled().end(HResult.S_OK).run(), Reading.PERMISSIVE)
            .violation()
            .map(Finding::rule));
  }

  @Test
  void d9ALateCancelMayBeReportedByAnotherDriverButNotByTheReference() {
    Execution run =
        xp().begin()
            .start()
            .deliver(1, true)
            .answer(HResult.S_OK)
            .add(Action.NOTIFY_CANCEL_IO)
            .stop()
            .end(HResult.S_FALSE)
            .run();
    assertEquals(Optional.empty(), Judge.judge(run, Reading.PERMISSIVE).violation());
    assertEquals(
        Optional.of(Rule.D9), Judge.judge(run, Reading.STRICT).violation().map(Finding::rule));
  }

  /** Nothing was started, so a stop is one of a device that is off; else it is as any fault. */
  @Test
  void d10_d13ADeviceThatDoesNotStartIsAFaultAndIsNotStopped() {
    assertEquals(
        Optional.empty(), broken(xp().begin().startsNot().end(HResult.WIA_ERROR_PAPER_JAM)));
    assertEquals(Optional.of(Rule.D10), broken(xp().begin().startsNot().end(HResult.S_OK)));
    assertEquals(
        Optional.of(Rule.D13),
        broken(
            xp().begin()
                .startsNot()
                .noticed(Anomaly.STOPPED_WHILE_OFF)
                .end(HResult.WIA_ERROR_PAPER_JAM)));
    assertEquals(
        Optional.of(Rule.D5),
        broken(
            xp().begin()
                .startsNot()
                .deliver(1, true)
                .answer(HResult.S_OK)
                .end(HResult.WIA_ERROR_PAPER_JAM)));
    assertEquals(Optional.of(Rule.D6), broken(xp().startsNot()));
  }

  private static Optional<Rule> broken(Trace trace) {
    return Judge.judge(trace.run(), Reading.PERMISSIVE).violation().map(Finding::rule);
  }

  @Test
  void d16AnotherDriverMayUseAnyErrorOnMe() {
    Execution run = me().canceled().end(HResult.E_FAIL).run();
    assertEquals(Optional.empty(), Judge.judge(run, Reading.PERMISSIVE).violation());
    assertEquals(
        Optional.of(Rule.D16), Judge.judge(run, Reading.STRICT).violation().map(Finding::rule));
  }

  @Test
  void d19AnotherDriverMayGoOnAfterAnUnknownSuccess() {
    Execution run =
        xp().begin()
            .start()
            .deliver(1, false)
            .answer(UNKNOWN)
            .deliver(2, true)
            .answer(HResult.S_OK)
            .stop()
            .end(HResult.S_OK)
            .run();
    assertEquals(Optional.empty(), Judge.judge(run, Reading.PERMISSIVE).violation());
  }

  @Test
  void b5ADriverMayCancelBetterThanItClaims() {
    Execution run =
        xp().notAsynchronous()
            .begin()
            .start()
            .add(Action.NOTIFY_CANCEL_IO)
            .stop()
            .end(HResult.S_FALSE)
            .run();
    assertEquals(Optional.empty(), Judge.judge(run, Reading.PERMISSIVE).violation());
  }

  @Test
  void d5OneCallbackMayOverlapWithWhatAThreadOfTheDriversOwnObserves() {
    Trace one =
        xp().begin()
            .start()
            .overlapping()
            .add(Action.READ_BUTTON)
            .deliver(1, false)
            .answer(HResult.S_OK);
    assertEquals(
        Optional.empty(),
        Judge.judge(one.stop().end(HResult.S_FALSE).run(), Reading.PERMISSIVE).violation());
    Trace two =
        xp().begin()
            .start()
            .overlapping()
            .add(Action.READ_BUTTON)
            .deliver(1, false)
            .answer(HResult.S_OK)
            .deliver(2, false)
            .answer(HResult.S_OK);
    assertEquals(
        Optional.of(Rule.D15),
        Judge.judge(two.stop().end(HResult.S_FALSE).run(), Reading.PERMISSIVE)
            .violation()
            .map(Finding::rule));
  }

  /** Whatever the harness notices breaks a rule, and says so in its own words. */
  @ParameterizedTest
  @EnumSource(Anomaly.class)
  void everyAnomalyBreaksARule(Anomaly anomaly) {
    Execution run = xp().begin().noticed(anomaly).endWithoutCode().run();
    Finding found = Judge.judge(run, Reading.PERMISSIVE).violation().orElseThrow();
    assertEquals("an anomaly", found.message());
    assertTrue(
        Judge.RULES.contains(found.rule()) || Judge.STREAM_RULES.contains(found.rule()),
        found::toString);
  }

  /** After something was thrown, a call that does not end as it should has not survived that. */
  @ParameterizedTest
  @EnumSource(Anomaly.class)
  void d21NamesHowACallEndsThatSomethingWasThrownInto(Anomaly anomaly) {
    Execution run = xp().begin().threw(Point.Kind.CODE).noticed(anomaly).endWithoutCode().run();
    Finding found = Judge.judge(run, Reading.PERMISSIVE).violation().orElseThrow();
    boolean ends = anomaly.name().matches("RETURNED_NULL|THREW|HANGS.*");
    assertEquals(ends, found.rule() == Rule.D21, found::toString);
  }

  @Test
  void d8AnIdleDriverHasToReturnFromANotificationToo() {
    Execution run = xp().noticed(Anomaly.NOTIFY_THREW).add(Action.NOTIFY_CANCEL_IO).run();
    assertEquals(
        2,
        Judge.judge(run, Reading.PERMISSIVE).findings().stream()
            .filter(finding -> finding.rule() == Rule.D8 && !finding.holds())
            .count());
  }

  /** It may have come before the transfer, or have canceled it: either is right, and no more. */
  @Test
  void d1ACancelAtTheEntryMayBeHeededOrNot() {
    assertEquals(
        Optional.empty(), verdict(atEntry().deliver(1, true).answer(HResult.S_OK), HResult.S_OK));
    assertEquals(Optional.empty(), verdict(atEntry(), HResult.S_FALSE));
    assertEquals(Optional.empty(), verdict(atEntry().fault(), HResult.S_FALSE));
    assertEquals(Optional.of(Rule.D11), verdict(atEntry(), HResult.E_FAIL));
    assertEquals(Optional.of(Rule.D7), verdict(atEntry(), HResult.S_OK));
    assertEquals(
        Optional.of(Rule.A9),
        verdict(atEntry().deliver(1, true).answer(HResult.E_FAIL), HResult.S_OK));
    Trace on = xp().begin().atEntry().add(Action.NOTIFY_CANCEL_IO).alone().start();
    assertEquals(
        Optional.of(Rule.D13),
        Judge.judge(on.end(HResult.S_FALSE).run(), Reading.STRICT).violation().map(Finding::rule));
  }

  private static Trace atEntry() {
    return xp().begin().atEntry().add(Action.NOTIFY_CANCEL_IO).alone().start();
  }

  private static Optional<Rule> verdict(Trace trace, HResult code) {
    return Judge.judge(trace.stop().end(code).run(), Reading.STRICT).violation().map(Finding::rule);
  }

  /** A read that is submitted ahead does not say how the driver takes the answer. */
  @Test
  void d19TheCodeOfACallbackMayBeReturnedWhateverIsRead() {
    Trace ahead =
        xp().begin().start().deliver(1, false).answer(UNKNOWN).add(Action.SUBMIT_READ).stop();
    assertEquals(
        Optional.empty(), Judge.judge(ahead.end(UNKNOWN).run(), Reading.STRICT).violation());
    for (Reading reading : Reading.values()) {
      Execution fault =
          xp().begin()
              .start()
              .deliver(1, false)
              .answer(UNKNOWN)
              .fault()
              .stop()
              .end(HResult.WIA_ERROR_PAPER_JAM)
              .run();
      assertEquals(Optional.empty(), Judge.judge(fault, reading).violation());
    }
  }

  /** Whenever the cancel at the entry took effect: the error of the callback came after it. */
  @Test
  void aCancelAtTheEntryDoesNotExcuseOtherViolations() {
    Trace error = atEntry().deliver(1, true).answer(HResult.E_FAIL);
    assertEquals(Optional.of(Rule.A9), verdict(error, HResult.S_FALSE));
    Trace bands = atEntry().add(Action.READ_BUTTON).deliver(1, true).answer(HResult.S_OK);
    assertEquals(Optional.of(Rule.D5), verdict(bands, HResult.S_FALSE));
  }

  /** A driver that cancels better than it claims is not wrong. */
  @Test
  void b5AnIgnoredCancelMayHaveComeBeforeAFault() {
    Trace canceled = xp().notAsynchronous().begin().start().add(Action.NOTIFY_CANCEL_IO).fault();
    assertEquals(Optional.empty(), verdict(canceled, HResult.S_FALSE));
    Trace fault = xp().notAsynchronous().begin().start().add(Action.NOTIFY_CANCEL_IO).fault();
    assertEquals(Optional.of(Rule.D10), verdict(fault, HResult.E_FAIL));
  }

  @Test
  void d9ACallbackAfterTheLastBandMayCancelOrNot() {
    for (HResult code : new HResult[] {HResult.S_OK, HResult.S_FALSE}) {
      Execution run =
          xp().begin()
              .start()
              .deliver(1, true)
              .answer(HResult.S_OK)
              .add(Action.SEND_STATUS)
              .answer(HResult.S_FALSE)
              .stop()
              .end(code)
              .run();
      assertEquals(Optional.empty(), Judge.judge(run, Reading.PERMISSIVE).violation());
    }
  }

  @Test
  void d2SeveralCancelsAreNamedWhenOneAloneWasRight() {
    Trace two = xp().begin().start().add(Action.NOTIFY_CANCEL_IO).add(Action.READ_BUTTON);
    assertEquals(Optional.of(Rule.D2), verdict(two, HResult.S_OK));
    Trace one = xp().begin().start().add(Action.NOTIFY_CANCEL_IO);
    assertEquals(Optional.of(Rule.L3), verdict(one, HResult.S_OK));
  }

  @Test
  void d14SeveralCanceledTransfersAreNamedWhenOneAloneWasRight() {
    Trace one = xp().canceled().end(HResult.S_FALSE).begin().start();
    assertEquals(Optional.of(Rule.A4), verdict(one, HResult.S_FALSE));
    Trace two =
        xp().canceled().end(HResult.S_FALSE).canceled().end(HResult.S_FALSE).begin().start();
    assertEquals(Optional.of(Rule.D14), verdict(two, HResult.S_FALSE));
  }

  /** A cancel of its own is right if it is said that there may be one, and comes after the stop. */
  @Test
  void a1TheDriverMayCancelByItselfIfItSaysSo() {
    Trace right = xp().byItself().begin().start().deliver(1, false).answer(HResult.S_OK).stop();
    assertEquals(Optional.empty(), permissive(right.end(HResult.S_FALSE)));
    Trace late = xp().byItself().begin().start().deliver(1, true).answer(HResult.S_OK).stop();
    assertEquals(Optional.empty(), permissive(late.end(HResult.S_FALSE)));
    Trace first = xp().byItself().begin().start().fault().stop();
    assertEquals(Optional.empty(), permissive(first.end(HResult.S_FALSE)));
    assertEquals(Optional.empty(), permissive(me().byItself().begin().end(HResult.E_ABORT)));
    assertEquals(
        Optional.of(Rule.A3), permissive(xp().byItself().begin().start().end(HResult.S_FALSE)));
    assertEquals(Optional.of(Rule.D11), permissive(xp().byItself().begin().end(HResult.E_FAIL)));
    assertEquals(
        Optional.of(Rule.A9),
        permissive(
            xp().byItself()
                .begin()
                .start()
                .deliver(1, true)
                .answer(HResult.E_FAIL)
                .stop()
                .end(HResult.S_FALSE)));
    assertEquals(
        Optional.of(Rule.D7), permissive(xp().byItself().begin().start().stop().end(HResult.S_OK)));
  }

  /** The message says what to say; of an error that cannot be its own decision it does not. */
  @Test
  void d11SaysHowADriverDeclaresThatItCancelsByItself() {
    String says = "nobody canceled and nothing failed";
    String how =
        "; a driver that cancels by its own decision says so: MiniDriver.cancelsByItself(), or"
            + " CancelsByItself in its greeting";
    assertTrue(d11(xp().begin().end(HResult.S_FALSE)).endsWith(says + how));
    assertTrue(d11(me().begin().end(HResult.E_ABORT)).endsWith(says + how));
    assertTrue(d11(xp().begin().end(HResult.E_FAIL)).endsWith(says));
  }

  private static String d11(Trace trace) {
    Finding found = Judge.judge(trace.run(), Reading.PERMISSIVE).violation().orElseThrow();
    assertEquals(Rule.D11, found.rule());
    return found.message();
  }

  private static Optional<Rule> permissive(Trace trace) {
    return Judge.judge(trace.run(), Reading.PERMISSIVE).violation().map(Finding::rule);
  }

  /** Where something was thrown, whatever goes wrong is named by D21; later only a refusal is. */
  @Test
  void d21IsTheMostSpecificRuleWhereSomethingWasThrown() {
    Trace right = xp().begin().start().threw(Point.Kind.ANSWER).fault();
    assertEquals(Optional.empty(), verdict(right, HResult.WIA_ERROR_PAPER_JAM));
    Trace wrong = xp().begin().start().threw(Point.Kind.ANSWER).fault();
    assertEquals(Optional.of(Rule.D21), verdict(wrong, HResult.E_FAIL));
    Trace on = xp().begin().start().threw(Point.Kind.ANSWER).fault();
    assertEquals(
        Optional.of(Rule.D21),
        Judge.judge(on.end(HResult.WIA_ERROR_PAPER_JAM).run(), Reading.STRICT)
            .violation()
            .map(Finding::rule));
    assertEquals(Optional.of(Rule.D21), verdict(afterThrow(), HResult.WIA_ERROR_BUSY));
    assertEquals(Optional.of(Rule.D11), verdict(afterThrow(), HResult.E_FAIL));
    assertEquals(
        Optional.empty(),
        verdict(afterThrow().deliver(1, true).answer(HResult.S_OK), HResult.S_OK));
  }

  private static Trace afterThrow() {
    return xp().begin()
        .start()
        .threw(Point.Kind.CODE)
        .deliver(1, true)
        .answer(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER)
        .stop()
        .end(HResult.WIA_ERROR_EXCEPTION_IN_DRIVER)
        .begin()
        .start();
  }

  /** Between an observed cancel and the return, and the slowest transfer counts. */
  @Test
  void whatIsDoneAfterACancelIsCounted() {
    Execution slow =
        xp().begin()
            .add(Action.SUBMIT_READ)
            .deliver(1, false)
            .answer(HResult.S_FALSE)
            .add(Action.SUBMIT_READ)
            .add(Action.SUBMIT_READ)
            .deliver(2, false)
            .answer(HResult.S_OK)
            .add(Action.SEND_STATUS)
            .answer(HResult.S_OK)
            .deliver(3, true)
            .answer(HResult.S_OK)
            .end(HResult.S_FALSE)
            .begin()
            .add(Action.READ_BUTTON)
            .add(Action.SUBMIT_READ)
            .end(HResult.S_FALSE)
            .run();
    CancelLatency latency = Judge.judge(slow, Reading.PERMISSIVE).latency();
    assertEquals(new CancelLatency(2, 3), latency);
    assertEquals("2 reads, 3 callbacks", latency.toString());
    assertEquals("1 read, 1 callback", new CancelLatency(1, 1).toString());
    assertEquals(
        new CancelLatency(2, 3), new CancelLatency(2, 0).orSlower(new CancelLatency(1, 3)));
    Execution fault =
        xp().begin().fault().add(Action.SUBMIT_READ).end(HResult.WIA_ERROR_PAPER_JAM).run();
    assertEquals(CancelLatency.AT_ONCE, Judge.judge(fault, Reading.PERMISSIVE).latency());
    Execution overlapping =
        xp().begin().overlapping().add(Action.READ_BUTTON).add(Action.SUBMIT_READ).run();
    assertEquals(CancelLatency.AT_ONCE, Judge.judge(overlapping, Reading.PERMISSIVE).latency());
  }
}
