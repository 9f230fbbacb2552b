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
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/**
 * Judges a run by the rules. A rule is looked at only where it has something to say, so that the
 * number of its findings tells how much was tested. Within a transfer the checks come in the order
 * of their specificity: the first that fails names the violation best.
 */
public final class Judge {
  /** The rules that can be found broken in banded transfers. */
  public static final ImmutableSet<Rule> RULES =
      Stream.concat(Checks.all().map(Check::rule), Anomalies.rules(false))
          .collect(Sets.toImmutableEnumSet());

  /** The same in transfers to streams. */
  public static final ImmutableSet<Rule> STREAM_RULES = StreamJudge.RULES;

  private final Execution run;
  private final boolean strict;
  private final List<Finding> findings = new ArrayList<>();

  private @Nullable TransferFacts facts;

  /** What was read in each transfer. */
  private final List<Image> images = new ArrayList<>();

  /** What is read in this one. */
  private Image image = new Image(0);

  private int canceledBefore;
  private boolean canceledWhileIdle;
  private boolean otherEventWhileIdle;
  private boolean threwBefore;
  private CancelLatency latency = CancelLatency.AT_ONCE;
  private final Anomalies anomalies = new Anomalies();

  /** What anomalies have broken since the last transfer began. */
  private final Set<Rule> broken = EnumSet.noneOf(Rule.class);

  private Judge(Execution run, Reading reading) {
    this.run = run;
    this.strict = reading == Reading.STRICT;
  }

  /** The verdict on {@code run}. */
  public static Judgement judge(Execution run, Reading reading) {
    if (run.platform().streams()) {
      return StreamJudge.judge(run);
    }
    Judge judge = after(run, reading);
    return new Judgement(ImmutableList.copyOf(judge.findings), judge.latency);
  }

  /** One that has seen {@code run}, a banded one. */
  static Judge after(Execution run, Reading reading) {
    Judge judge = new Judge(run, reading);
    ImmutableList<TraceEvent> trace = run.trace();
    for (int i = 0; i < trace.size(); i++) {
      judge.anomalies.add(trace.get(i));
      if (trace.get(i) instanceof Noticed noticed) {
        judge.noticed(noticed);
      } else if (trace.get(i) instanceof Threw threw) {
        judge.threw(threw);
      } else if (trace.get(i) instanceof Answered answered && judge.facts != null) {
        judge.facts.add(answered);
      } else if (trace.get(i) instanceof Happened event) {
        judge.add(event, i);
      }
    }
    return judge;
  }

  /** Of the machine, in the middle of a run. */
  TransferState state() {
    return facts == null ? TransferState.IDLE : facts.status.state();
  }

  private void noticed(Noticed event) {
    Rule rule = anomalies.rule(event);
    broken.add(rule);
    findings.add(new Finding(rule, false, event.transfer(), event.says()));
  }

  private void add(Happened event, int index) {
    TransferFacts current = facts;
    if (event.action() != Action.DELIVER_BAND) {
      event.band().ifPresent(image::add); // A read may complete while idle, too.
    }
    if (event.action() == Action.ACQUIRE_ITEM_DATA) {
      ImmutableList<Image> earlier = ImmutableList.copyOf(images);
      image = new Image(event.transfer());
      images.add(image);
      facts =
          new TransferFacts(
              event.transfer(),
              new Delivery(image, earlier, run.bytes()),
              run.asynchronous(),
              canceledBefore,
              canceledWhileIdle,
              threwBefore);
      facts.otherEvent = otherEventWhileIdle;
      canceledWhileIdle = false;
      otherEventWhileIdle = false;
      broken.clear();
    } else if (current == null) {
      idle(event);
    } else if (event.action() == Action.RETURN_FROM_ACQUIRE) {
      current.result = event.code();
      current.deviceLeftOn = event.deviceOn();
      current.deviceStoppedLate = event.deviceOn() && stopsLater(index);
      returned(current);
      latency =
          latency.orSlower(
              new CancelLatency(current.readsAfterCancel, current.callbacksAfterCancel));
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
      boolean returned = !broken.contains(Rule.D8);
      String says = returned ? "" : "drvNotifyPnpEvent did not return";
      findings.add(new Finding(Rule.D8, returned, event.transfer(), says));
    } else if (event.action() == Action.NOTIFY_OTHER_EVENT) {
      otherEventWhileIdle = true;
    } else if (event.action() == Action.START_DEVICE || event.action() == Action.START_FAILS) {
      String says = "the device was started although no transfer runs";
      findings.add(new Finding(Rule.D6, false, event.transfer(), says));
    }
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

  private void returned(TransferFacts t) {
    int before = findings.size();
    Ending ending = new Ending(t, run, strict, broken);
    look(ending, Checks.OF_THE_END);
    if (ending.hasCode()) {
      look(ending, Checks.OF_THE_CODE);
    }
    Survival survival = new Survival(t.number, t.threw, t.threwBefore, t.isRefused());
    findings.addAll(before, survival.judge(findings.subList(before, findings.size())));
  }

  private void look(Ending ending, List<Check<Ending>> checks) {
    for (Check<Ending> check : checks) {
      if (check.looksAt(ending, run.platform(), run.asynchronous())) {
        findings.add(check.finding(ending, ending.t.number));
      }
    }
  }

  /** The rules that say something about such a driver on {@code platform}. */
  public static ImmutableSet<Rule> applicable(Platform platform, boolean asynchronous) {
    if (platform.streams()) {
      return StreamJudge.applicable(asynchronous);
    }
    Stream<Rule> checked =
        Checks.all()
            .filter(check -> check.concerns().includes(platform, asynchronous))
            .map(Check::rule);
    return Stream.concat(checked, Anomalies.rules(false)).collect(Sets.toImmutableEnumSet());
  }
}
