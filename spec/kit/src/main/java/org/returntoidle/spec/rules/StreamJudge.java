package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Anomaly;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/**
 * Judges what a stream driver does by the rules, as {@link Judge} does it for banded ones: a run of
 * the harness as a whole, or a trace event by event, with what is open kept and nothing else.
 */
public final class StreamJudge {
  /** The rules that can be found broken. */
  static final ImmutableSet<Rule> RULES =
      Stream.of(
              StreamChecks.all().map(Check::rule),
              Anomalies.rules(true),
              Stream.of(Rule.V29, Rule.V30))
          .flatMap(rules -> rules)
          .collect(Sets.toImmutableEnumSet());

  /** A transfer that has returned while the device was on: is it stopped later, or never? */
  private record Returned(StreamFacts facts, ImmutableSet<Rule> broken, int at) {}

  private final Evidence evidence;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Pages> earlier = new ArrayList<>();
  private final StreamAnomalies anomalies = new StreamAnomalies();

  /** What anomalies have broken since the last transfer began. */
  private final Set<Rule> broken = EnumSet.noneOf(Rule.class);

  @Nullable StreamFacts facts;

  /** The same, or the last one that has returned. */
  private @Nullable StreamFacts newest;

  private @Nullable Returned returned;
  private int canceledBefore;
  private boolean canceledWhileIdle;
  private boolean otherEventWhileIdle;
  private boolean threwBefore;
  private CancelLatency latency = CancelLatency.AT_ONCE;

  /** Of a driver that was just made. */
  public StreamJudge(Evidence evidence) {
    this.evidence = evidence;
  }

  /** One that has seen {@code run}. */
  static StreamJudge after(Execution run) {
    StreamJudge judge = new StreamJudge(Evidence.of(run));
    run.trace().forEach(judge::add);
    return judge;
  }

  static Judgement judge(Execution run) {
    StreamJudge judge = after(run);
    ImmutableList<Finding> findings = judge.end();
    if (isAllThatHappened(run, Move::isBeside)) {
      findings = named(Rule.V30, "beside another device, ", findings);
    } else if (isAllThatHappened(run, Move.SERVICE_DIES::equals)) {
      findings = named(Rule.V29, "after the service has died, ", findings);
    }
    return new Judgement(findings, judge.latency);
  }

  /** Whether something of a kind has happened, and no other event. */
  private static boolean isAllThatHappened(Execution run, Predicate<Move> kind) {
    boolean seen = false;
    for (Execution.Visit visit : run.visits()) {
      Move move = visit.chosen();
      if (move.isEvent() && !kind.test(move)) {
        return false;
      }
      seen |= kind.test(move);
    }
    return seen;
  }

  /** Whatever goes wrong, {@code rule} says why: nothing else has happened (V29, V30). */
  private static ImmutableList<Finding> named(
      Rule rule, String when, ImmutableList<Finding> findings) {
    Optional<Finding> wrong = findings.stream().filter(finding -> !finding.holds()).findFirst();
    String says =
        wrong.map(f -> when + (f.rule() == rule ? "" : f.rule() + ": ") + f.message()).orElse("");
    int transfer = wrong.map(Finding::transfer).orElse(0);
    return ImmutableList.<Finding>builder()
        .add(new Finding(rule, wrong.isEmpty(), transfer, says))
        .addAll(findings)
        .build();
  }

  /** The rules that say something about such a driver. */
  static ImmutableSet<Rule> applicable(boolean asynchronous) {
    Stream<Rule> checked =
        StreamChecks.all()
            .filter(check -> check.concerns().includes(Platform.VISTA, asynchronous))
            .map(Check::rule);
    return Stream.of(checked, Anomalies.rules(true), Stream.of(Rule.V29, Rule.V30))
        .flatMap(rules -> rules)
        .collect(Sets.toImmutableEnumSet());
  }

  /** Takes in what happened next. */
  public void add(TraceEvent event) {
    anomalies.add(event);
    StreamFacts current = facts;
    if (event instanceof Noticed noticed) {
      noticed(noticed);
    } else if (event instanceof Threw threw) {
      threwBefore = true;
      if (current != null) {
        current.threw = Optional.of(threw.toString());
      }
    } else if (event instanceof Answered answered && current != null) {
      current.add(answered);
    } else if (event instanceof Happened happened) {
      happened(happened);
    }
  }

  /** Whether a transfer has returned and is judged only when more is known. */
  public boolean waits() {
    return returned != null;
  }

  /** The first rule that was broken since this was last asked; what was kept is forgotten. */
  public Optional<Finding> broken() {
    if (facts != null) {
      look(new StreamEnding(facts, evidence, broken), StreamChecks.AT_ONCE);
    }
    Optional<Finding> first = findings.stream().filter(finding -> !finding.holds()).findFirst();
    findings.clear();
    return first;
  }

  /** Whether the transfer that runs, or has run last, has met neither a cancel nor an error. */
  public boolean goesOn() {
    return newest != null && newest.goesOn();
  }

  /** Whether the transfer that runs has met a cause that nothing revokes any more. */
  boolean isToEnd() {
    return facts != null && !facts.goesOn() && !facts.mayAsk() && !facts.mayTell();
  }

  /** Whether a message is right although something has come: to ask whether it was meant (D26). */
  public boolean mayAsk() {
    return newest != null && newest.mayAsk();
  }

  /** Whether it may tell of a fault of the device, which then need not end the transfer (V31). */
  public boolean mayTell() {
    return newest != null && newest.mayTell();
  }

  /** Whether it has all its streams: no other may be asked for (V14). */
  public boolean hasAllStreams() {
    return newest != null && newest.pages.hasAllStreams().isPresent();
  }

  /** Which of {@code codes}, and of those that something gave, it may return; the device is off. */
  public ImmutableList<HResult> mayReturn(HResult... codes) {
    StreamFacts transfer = newest;
    if (transfer == null) {
      return ImmutableList.of();
    }
    Stream<HResult> given =
        Stream.of(transfer.callbackError, transfer.streamError, transfer.faultCode)
            .flatMap(Optional::stream);
    return Stream.concat(Stream.of(codes), given)
        .distinct()
        .filter(code -> mayReturn(transfer, code))
        .collect(ImmutableList.toImmutableList());
  }

  private boolean mayReturn(StreamFacts transfer, HResult code) {
    Optional<HResult> result = transfer.result;
    boolean on = transfer.deviceLeftOn;
    transfer.result = Optional.of(code);
    transfer.deviceLeftOn = false;
    StreamEnding ending = new StreamEnding(transfer, evidence, Set.of());
    boolean right =
        StreamChecks.OF_THE_RESULT.stream()
            .filter(check -> check.looksAt(ending, Platform.VISTA, evidence.asynchronous()))
            .allMatch(check -> check.holds().test(ending));
    transfer.result = result;
    transfer.deviceLeftOn = on;
    return right;
  }

  /** All is over; what was found since {@link #broken} was last asked. */
  public ImmutableList<Finding> end() {
    judgeReturned();
    return ImmutableList.copyOf(findings);
  }

  private void noticed(Noticed event) {
    Rule rule = rule(event);
    broken.add(rule);
    findings.add(new Finding(rule, false, event.transfer(), event.says()));
  }

  /** Whoever reads on for a stream too many has miscounted (V5c, V14). */
  private Rule rule(Noticed event) {
    StreamFacts current = facts;
    boolean readsOn = event.anomaly() == Anomaly.READ_AFTER_LAST_BAND;
    if (current != null && readsOn && current.tooManyStreams.isPresent()) {
      return current.hasNumberWithSkips() ? Rule.V5c : Rule.V14;
    }
    return anomalies.rule(event);
  }

  private void happened(Happened event) {
    StreamFacts current = facts;
    if (event.action() == Action.SERVICE_DIES) {
      forget();
    } else if (event.action() == Action.ACQUIRE_ITEM_DATA) {
      judgeReturned();
      begins(event);
    } else if (current == null) {
      idle(event);
    } else if (event.action() == Action.RETURN_FROM_ACQUIRE) {
      current.result = event.code();
      current.deviceLeftOn = event.deviceOn();
      latency =
          latency.orSlower(
              new CancelLatency(current.readsAfterCancel, current.callbacksAfterCancel));
      canceledBefore += current.canceled() ? 1 : 0;
      facts = null;
      returned = new Returned(current, Sets.immutableEnumSet(broken), findings.size());
      if (!event.deviceOn()) {
        judgeReturned();
      }
    } else {
      current.add(event);
    }
  }

  /** With the service the driver died, and all that it knew. */
  private void forget() {
    judgeReturned();
    facts = null;
    earlier.clear();
    broken.clear();
    canceledBefore = 0;
    canceledWhileIdle = false;
    otherEventWhileIdle = false;
    threwBefore = false;
  }

  private void begins(Happened event) {
    Pages pages = new Pages(event.transfer(), event.job(), evidence);
    facts =
        new StreamFacts(
            event.transfer(),
            pages,
            ImmutableList.copyOf(earlier),
            evidence.asynchronous(),
            new StreamFacts.Before(
                canceledBefore, canceledWhileIdle, otherEventWhileIdle, threwBefore));
    newest = facts;
    if (evidence.bytes()) {
      earlier.add(pages);
    }
    canceledWhileIdle = false;
    otherEventWhileIdle = false;
    broken.clear();
  }

  private void idle(Happened event) {
    if (event.action() == Action.NOTIFY_CANCEL_IO) {
      canceledWhileIdle = true;
      boolean returned = !broken.contains(Rule.D8);
      String says = returned ? "" : "drvNotifyPnpEvent did not return";
      findings.add(new Finding(Rule.V8, returned, event.transfer(), says));
    } else if (event.action() == Action.NOTIFY_OTHER_EVENT) {
      otherEventWhileIdle = true;
    } else if (event.action() == Action.START_DEVICE || event.action() == Action.START_FAILS) {
      String says = "the device was started although no transfer runs";
      findings.add(new Finding(Rule.D6, false, event.transfer(), says));
    } else if (event.action() == Action.STOP_DEVICE && returned != null) {
      returned.facts.deviceStoppedLate = true;
      judgeReturned();
    } else if (event.action() == Action.WRITE_BAND) {
      String says = "a stream was written to although no transfer runs";
      findings.add(new Finding(Rule.V16, false, event.transfer(), says));
    }
  }

  /** Nothing more is to be known of the transfer that has returned. */
  private void judgeReturned() {
    Returned transfer = returned;
    if (transfer == null) {
      return;
    }
    returned = null;
    List<Finding> later = findings.subList(Math.min(transfer.at, findings.size()), findings.size());
    ImmutableList<Finding> kept = ImmutableList.copyOf(later);
    later.clear();
    int before = findings.size();
    StreamFacts t = transfer.facts;
    StreamEnding ending = new StreamEnding(t, evidence, transfer.broken);
    look(ending, StreamChecks.OF_THE_END);
    if (ending.hasCode()) {
      look(ending, StreamChecks.OF_THE_CODE);
    }
    Survival survival = new Survival(t.number, t.threw, t.before.threw(), t.isRefused());
    findings.addAll(before, survival.judge(findings.subList(before, findings.size())));
    findings.addAll(kept);
  }

  private void look(StreamEnding ending, List<Check<StreamEnding>> checks) {
    for (Check<StreamEnding> check : checks) {
      if (check.looksAt(ending, Platform.VISTA, evidence.asynchronous())) {
        findings.add(check.finding(ending, ending.t.number));
      }
    }
  }
}
