package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Misdeed;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/**
 * Judges a run by the rules. A rule is looked at only where it has something to say, so that the
 * number of its findings tells how much was tested. Within a transfer the checks come in the order
 * of their specificity: the first that fails names the violation best.
 */
public final class Judge {
  /** The rules that this class or the harness can find broken. */
  public static final ImmutableSet<Rule> RULES =
      Sets.immutableEnumSet(
          EnumSet.of(
              Rule.A2, Rule.A3, Rule.A4, Rule.A5, Rule.A6, Rule.A7, Rule.A8, Rule.A9, Rule.B3,
              Rule.B4, Rule.B5, Rule.D1, Rule.D2, Rule.D3, Rule.D4, Rule.D5, Rule.D6, Rule.D7,
              Rule.D8, Rule.D9, Rule.D10, Rule.D11, Rule.D12, Rule.D13, Rule.D14, Rule.D15,
              Rule.D16, Rule.D17, Rule.D18, Rule.D19, Rule.D20, Rule.D21, Rule.L1, Rule.L2, Rule.L3,
              Rule.L4, Rule.L5));

  private final Run run;
  private final Platform platform;
  private final boolean strict;
  private final List<Finding> findings = new ArrayList<>();

  private @Nullable TransferFacts facts;
  private int canceledBefore;
  private boolean canceledWhileIdle;
  private boolean threwBefore;
  private Quickness quickness = Quickness.AT_ONCE;
  private final Set<Rule> misdeeds = EnumSet.noneOf(Rule.class);

  private Judge(Run run, Reading reading) {
    this.run = run;
    this.platform = run.platform();
    this.strict = reading == Reading.STRICT;
  }

  /** The verdict on {@code run}. */
  public static Judgement judge(Run run, Reading reading) {
    Judge judge = new Judge(run, reading);
    ImmutableList<TraceEvent> trace = run.trace();
    for (int i = 0; i < trace.size(); i++) {
      if (trace.get(i) instanceof Misdeed misdeed) {
        judge.misdeeds.add(misdeed.rule());
        judge.findings.add(new Finding(misdeed.rule(), false, misdeed.transfer(), misdeed.what()));
      } else if (trace.get(i) instanceof Threw threw) {
        judge.threw(threw);
      } else if (trace.get(i) instanceof Happened event) {
        judge.add(event, i);
      }
    }
    return new Judgement(ImmutableList.copyOf(judge.findings), judge.quickness);
  }

  private void add(Happened event, int index) {
    TransferFacts current = facts;
    if (event.action() == Action.ACQUIRE_ITEM_DATA) {
      facts =
          new TransferFacts(
              event.transfer(), run.asynchronous(), canceledBefore, canceledWhileIdle, threwBefore);
      canceledWhileIdle = false;
      misdeeds.clear();
    } else if (current == null) {
      idle(event);
    } else if (event.action() == Action.RETURN_FROM_ACQUIRE) {
      current.result = event.code();
      current.deviceLeftOn = event.deviceOn();
      current.deviceStoppedLate = event.deviceOn() && stopsLater(index);
      returned(current);
      quickness =
          quickness.orSlower(new Quickness(current.readsAfterCancel, current.callbacksAfterCancel));
      canceledBefore += current.cause.isCancel() ? 1 : 0;
      facts = null;
    } else {
      current.add(event);
    }
  }

  private void threw(Threw event) {
    threwBefore = true;
    if (facts != null) {
      facts.threw = Optional.of(event.toString());
    }
  }

  private void idle(Happened event) {
    if (event.action() == Action.NOTIFY_CANCEL_IO) {
      canceledWhileIdle = true;
      boolean returned = !misdeeds.contains(Rule.D8);
      check(Rule.D8, event.transfer(), true, returned, "drvNotifyPnpEvent did not return");
    }
    check(
        Rule.D6,
        event.transfer(),
        event.action() == Action.START_DEVICE,
        false,
        "the device was started although no transfer runs");
  }

  private boolean stopsLater(int index) {
    for (TraceEvent event : run.trace().subList(index + 1, run.trace().size())) {
      if (event instanceof Happened happened) {
        if (happened.action() == Action.STOP_DEVICE) {
          return true;
        }
        if (happened.action() == Action.ACQUIRE_ITEM_DATA) {
          return false;
        }
      }
    }
    return false;
  }

  /**
   * Where something was thrown, nothing else explains what goes wrong: whatever rule is broken, D21
   * names it best. A transfer that is refused later shows that the driver has stayed busy.
   *
   * @param found what the other rules say
   */
  private static ImmutableList<Finding> survived(TransferFacts t, List<Finding> found) {
    if (t.threw.isEmpty() && !t.threwBefore) {
      return ImmutableList.of();
    }
    boolean refused = t.result.equals(Optional.of(HResult.WIA_ERROR_BUSY));
    String after = t.threw.orElse("something was thrown in an earlier transfer");
    Optional<String> broken =
        found.stream()
            .filter(finding -> !finding.holds())
            .filter(finding -> t.threw.isPresent() || (refused && finding.rule() == Rule.A4))
            .map(finding -> finding.message() + "; " + after)
            .findFirst();
    return ImmutableList.of(new Finding(Rule.D21, broken.isEmpty(), t.number, broken.orElse("")));
  }

  private void returned(TransferFacts t) {
    int before = findings.size();
    boolean code = t.result.isPresent();
    check(Rule.D17, t.number, true, code, "drvAcquireItemData ended without a code");
    check(Rule.L2, t.number, true, code, "drvAcquireItemData ended without a code");
    t.result.ifPresent(result -> new Checks(t, result).all());
    findings.addAll(before, survived(t, findings.subList(before, findings.size())));
  }

  private void check(Rule rule, int transfer, boolean concerns, boolean holds, String message) {
    if (concerns) {
      findings.add(new Finding(rule, holds, transfer, holds ? "" : message));
    }
  }

  /** All checks on one transfer that returned a code. */
  private final class Checks {
    private final TransferFacts t;
    private final HResult result;
    private final boolean ok;
    private final boolean reportsCancel;
    private final String returned;

    Checks(TransferFacts t, HResult result) {
      this.t = t;
      this.result = result;
      this.ok = result.equals(HResult.S_OK);
      this.reportsCancel = isCancelCode(result);
      this.returned = "drvAcquireItemData returned " + result;
    }

    void all() {
      band();
      check(
          Rule.A4,
          true,
          !result.equals(HResult.WIA_ERROR_BUSY) || wasGiven(),
          returned + " although no other transfer runs");
      deviceIsOff();
      if (t.cancelAtEntry && reportsCancel) {
        // It took effect, at a moment that only the driver knows; an error wins all the same.
        callbackErrorWins();
        check(Rule.D5, t.cause != Cause.NONE, t.bandsAfterCause == 0, further());
        general();
        return;
      }
      causeIsNotLost();
      codeIsRight();
      noPhantom();
      wholeImage();
      general();
    }

    private void band() {
      check(
          Rule.D18,
          t.callbacks > 0,
          !misdeeds.contains(Rule.D18),
          "a callback on another thread, at another time, or beside another one");
      check(Rule.D12, t.delivered > 0, !t.oldBand, "a band of an earlier transfer was delivered");
    }

    private void deviceIsOff() {
      String still = returned + " while the device was still on; ";
      check(Rule.D6, t.started, !t.deviceStoppedLate, still + "it was stopped only later");
      boolean off = !t.deviceLeftOn || t.deviceStoppedLate;
      check(Rule.A3, t.canceled(), off, still + "it was never stopped");
      check(Rule.A9, t.errorAnswer.isPresent(), off, still + "it was never stopped");
      check(Rule.D10, t.cause == Cause.FAULT, off, still + "it was never stopped");
      check(Rule.D13, t.started, off, still + "it was never stopped");
    }

    private void causeIsNotLost() {
      // Fewer cancels were tried before: if they had shown it, another rule would name it.
      check(
          Rule.D2,
          t.cancels > 1 && t.canceled() && t.unknownSuccess.isEmpty(),
          reportsCancel,
          returned + " after " + t.cancels + " cancels");
      callbackErrorWins();
      if (t.cause == Cause.FAULT) {
        // One that cancels better than it claims may have observed a CANCEL_IO first (B5, D3).
        boolean canceledBefore = t.ignoredCancelIo && reportsCancel;
        check(
            Rule.D10,
            true,
            t.faultCode.equals(t.result) || canceledBefore || otherDecided(),
            returned + ", but the device had failed with " + t.faultCode.orElse(result));
      }
      boolean lost = t.canceled() && ok;
      check(Rule.A6, t.cause == Cause.BUTTON, !lost, returned + " after the cancel button");
      check(
          Rule.L3,
          t.canceled() && t.cause == Cause.CANCEL_IO,
          !lost,
          returned + ", and the CANCEL_IO that came before the last band was lost");
      boolean more = t.bandsAfterCause > 0 || (strict && t.statusAfterCause > 0);
      check(Rule.D15, t.canceledBeforeFirstBand, !more, further());
      check(Rule.D5, t.cause != Cause.NONE, !more, further());
      check(
          Rule.A8,
          t.canceled() && t.cause == Cause.CALLBACK_CANCEL,
          !lost,
          returned + ", but the callback had returned S_FALSE");
    }

    /** Whether a callback decides, which came before the fault (D3, D19) or overlaps with it. */
    private boolean otherDecided() {
      boolean canceled = t.answerBesideFault.equals(Optional.of(HResult.S_FALSE)) && reportsCancel;
      return canceled || t.answerBesideFault.equals(t.result) || t.unknownSuccess.equals(t.result);
    }

    private void callbackErrorWins() {
      if (t.errorAnswer.isPresent()) {
        Rule rule = t.errorAfterCancel ? Rule.D3 : Rule.A9;
        check(
            rule,
            true,
            result.equals(t.errorAnswer.get()),
            returned + ", but the callback had returned " + t.errorAnswer.get());
      }
    }

    private String further() {
      return t.bandsAfterCause + t.statusAfterCause + " more callback(s) after " + cause();
    }

    private void codeIsRight() {
      boolean unknown = result.equals(t.unknownSuccess.orElse(null));
      boolean failed = t.cause != Cause.NONE && !t.canceled(); // Judged by A9, D3 and D10.
      if (t.canceled() && !unknown) {
        String wrong = returned + " after " + cause();
        check(Rule.A7, platform == Platform.ME, result.isError(), wrong);
        check(Rule.D16, platform == Platform.ME, reportsCancel, wrong);
        check(Rule.A6, platform == Platform.XP && t.cause == Cause.BUTTON, reportsCancel, wrong);
        check(Rule.A5, platform == Platform.XP && t.cause != Cause.BUTTON, reportsCancel, wrong);
      }
      check(
          Rule.D19,
          t.unknownSuccess.isPresent(),
          unknown || failed || (!strict && (ok || mayCancel() || (t.canceled() && reportsCancel))),
          returned + ", but the callback had returned " + t.unknownSuccess.orElse(result));
    }

    /** Without a cause there is nothing to report: who invented one? */
    private void noPhantom() {
      if (t.cause != Cause.NONE) {
        return;
      }
      boolean right = ok || result.equals(t.unknownSuccess.orElse(HResult.S_OK)) || mayCancel();
      String phantom = returned + ", but nothing in this transfer gave that code; ";
      check(Rule.D20, t.otherEvent, right, phantom + "an event other than CANCEL_IO came");
      check(Rule.D4, t.answeredBusy, right, phantom + "a second call was answered BUSY");
      check(Rule.D1, t.canceledWhileIdle, right, phantom + "a CANCEL_IO came while idle");
      check(Rule.D14, t.canceledBefore > 1, right, phantom + "earlier transfers were canceled");
      check(Rule.A4, t.canceledBefore > 0, right, phantom + "an earlier transfer was canceled");
      check(
          Rule.D9,
          t.lateCancel && t.unknownSuccess.isEmpty(),
          right && (ok || !strict || t.lateCancelOverlaps),
          returned + " after a CANCEL_IO that came when the last band was acknowledged");
      check(Rule.B5, t.ignoredCancelIo, right, phantom + "CANCEL_IO means nothing to it");
      check(Rule.D11, true, right, phantom + "nobody canceled and nothing failed");
      check(
          Rule.L4,
          !t.lateCancel && t.unknownSuccess.isEmpty() && !t.ignoredCancelIo && !t.cancelAtEntry,
          right,
          returned + ", although nothing disturbed the transfer");
    }

    private void wholeImage() {
      boolean complete =
          t.status.complete() || (t.unknownSuccess.isPresent() && t.unknownForLastBand);
      check(
          Rule.D7,
          ok && t.cause == Cause.NONE,
          complete && !t.outOfOrder,
          t.outOfOrder
              ? "bands were delivered out of order"
              : returned + ", but the last band was not acknowledged with S_OK");
    }

    /** The general rules, whose violations have a more specific name above. */
    private void general() {
      boolean byCallback = t.cause == Cause.CALLBACK_CANCEL;
      boolean heeded = !(t.canceled() && ok) && t.bandsAfterCause == 0;
      String ignored = cause() + " was not heeded";
      check(Rule.A2, byCallback, heeded, ignored);
      check(Rule.B3, byCallback, heeded, ignored);
      check(Rule.B4, t.cause == Cause.CANCEL_IO, heeded, ignored);
      check(Rule.L3, t.canceled(), !ok, ignored);
      check(Rule.D8, t.notified, !misdeeds.contains(Rule.D8), "drvNotifyPnpEvent did not return");
      String still = "after the return the device was still on";
      check(Rule.L1, true, !t.deviceLeftOn, still);
      check(Rule.L5, t.cause != Cause.NONE, !t.deviceLeftOn, still);
    }

    private void check(Rule rule, boolean concerns, boolean holds, String message) {
      Judge.this.check(rule, t.number, concerns, holds, message);
    }

    /** Whether the result is an error of the device or of a callback. */
    private boolean wasGiven() {
      return Stream.of(t.errorAnswer, t.faultCode, t.answerBesideFault).anyMatch(t.result::equals);
    }

    /** A cancel that need not be reported, but may be (B5, D9). */
    private boolean mayCancel() {
      return (t.ignoredCancelIo
              || t.cancelAtEntry
              || (t.lateCancel && (!strict || t.lateCancelOverlaps)))
          && reportsCancel;
    }

    private boolean isCancelCode(HResult code) {
      if (platform == Platform.ME && !strict) {
        return code.isError();
      }
      return code.equals(platform.cancelCode());
    }

    private String cause() {
      return switch (t.cause) {
        case CALLBACK_CANCEL -> "a callback had returned S_FALSE";
        case CANCEL_IO -> "CANCEL_IO";
        case BUTTON -> "the cancel button";
        case CALLBACK_ERROR -> "a callback had failed";
        case FAULT -> "a device fault";
        case NONE -> "nothing";
      };
    }
  }

  /** The rules that say something about such a driver on {@code platform}. */
  public static Set<Rule> applicable(Platform platform, boolean asynchronous) {
    EnumSet<Rule> rules = EnumSet.copyOf(RULES);
    rules.remove(asynchronous ? Rule.B5 : Rule.B4);
    rules.removeAll(platform == Platform.XP ? Set.of(Rule.A7, Rule.D16) : Set.of(Rule.A5));
    return rules;
  }
}
