package org.returntoidle.tla.smt;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.returntoidle.model.Vocabulary.BANDS;
import static org.returntoidle.model.Vocabulary.CANCELS;
import static org.returntoidle.model.Vocabulary.COMPLETE;
import static org.returntoidle.model.Vocabulary.ERROR;
import static org.returntoidle.model.Vocabulary.FAULTS;
import static org.returntoidle.model.Vocabulary.IN_TRANSIT;
import static org.returntoidle.model.Vocabulary.RESULT;
import static org.returntoidle.model.Vocabulary.STATE;
import static org.returntoidle.model.Vocabulary.TRANSFERS;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.implies;
import static org.returntoidle.model.rows.Term.in;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;
import static org.returntoidle.model.rows.Term.plus;
import static org.returntoidle.tla.smt.SmtText.all;
import static org.returntoidle.tla.smt.SmtText.any;
import static org.returntoidle.tla.smt.SmtText.less;
import static org.returntoidle.tla.smt.SmtText.not;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Parameters;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.StateRules;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;

/**
 * What is asked about a protocol of whatever kind, with any bounds or none, and any number of
 * {@code CANCEL_IO} under way: each claim as what would break it. If that has no solution, the
 * claim is true. The configuration of the protocol does not matter, only its rows do.
 */
final class Questions {
  private static final ImmutableList<Variable<ProtocolState>> VARIABLES =
      Vocabulary.VARIABLES.all();
  private static final ImmutableSet<Variable<ProtocolState>> COUNTERS =
      ImmutableSet.of(TRANSFERS, BANDS, CANCELS, FAULTS);

  private final ImmutableMap<Action, Row<ProtocolState>> rows;
  private final Parameters parameters;
  private final Term<ProtocolState> invariant;
  private final SmtText<ProtocolState> smt;
  private final String parametersFit;
  private final String here;
  private final Map<String, String> breaking = new LinkedHashMap<>();

  /**
   * Those about {@code protocol}.
   *
   * @param invariant what is said to be true in every state
   */
  Questions(Protocol protocol, Term<ProtocolState> invariant) {
    this.rows = protocol.rows();
    this.parameters = Parameters.of(protocol.configuration());
    this.invariant = and(typesFit(parameters), invariant);
    this.smt = text(parameters);
    this.parametersFit = smt.before(new Term.Named<>("ParametersFit", parametersFit()));
    this.here = smt.define("Here", all(parametersFit, smt.before(this.invariant)));
    begins(protocol.initial().get(0));
    rows.keySet()
        .forEach(
            action ->
                broken(
                    "Inductive, " + action, here, happens(action), not(smt.after(this.invariant))));
    rows.keySet()
        .forEach(
            action ->
                broken("UnboundedSpec, " + action, here, happens(action), not(unbounded(action))));
    Induction induction = new Induction(protocol);
    Term<ProtocolState> unbounded = Parameters.unbounded(parameters.bands());
    countdown("L5", induction.toIdle());
    neverStuck("L5", unbounded, induction.toIdle());
    countdown("L1", where(not(unbounded), induction.ofTransfer()));
    neverStuck("L1", not(unbounded), induction.ofTransfer());
    StateRules.of(protocol)
        .forEach(rule -> broken(rule.name(), here, not(smt.before(rule.holds()))));
  }

  /** Writes terms of the protocol; what differs between configurations stays open. */
  static SmtText<ProtocolState> text(Parameters parameters) {
    return new SmtText<>(
        parameters.all().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    Term::toString, each -> each.value(ProtocolState.INITIAL))),
        ProtocolState.INITIAL);
  }

  /** What the formulas are made of. */
  String declarations() {
    return smt.declarations();
  }

  /** For each claim a formula that can be true if the claim is wrong. */
  ImmutableMap<String, String> breaking() {
    return ImmutableMap.copyOf(breaking);
  }

  /** For each action a formula that can be true if the action can happen at all. */
  ImmutableMap<String, String> possible() {
    return rows.keySet().stream()
        .collect(ImmutableMap.toImmutableMap(Action::label, action -> all(here, happens(action))));
  }

  /** Everything as one script that a person can read, and any solver run. */
  String script() {
    return declarations()
        + breaking.entrySet().stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%n; %s%n(push 1)%n(assert %s)%n(check-sat) ; unsat%n(pop 1)%n",
                        each.getKey(),
                        each.getValue()))
            .collect(Collectors.joining());
  }

  private void broken(String claim, String... facts) {
    breaking.put(claim, all(facts));
  }

  private String happens(Action action) {
    return smt.happens(action.label(), row(action), VARIABLES);
  }

  /** It happens where nothing is bounded or counted, and there is always room for one more. */
  private String unbounded(Action action) {
    Row<ProtocolState> row = row(action).rewritten(this::unbounded);
    return smt.step(row, VARIABLES.stream().filter(v -> !COUNTERS.contains(v)).toList());
  }

  private Term<ProtocolState> unbounded(Term<ProtocolState> term) {
    if (term.equals(parameters.inTransit())) {
      return plus(IN_TRANSIT, 1);
    }
    boolean counter = term instanceof Variable<ProtocolState> v && COUNTERS.contains(v);
    return counter ? constant(0) : bounds().contains(term) ? Parameters.NO_BOUND : term;
  }

  private ImmutableList<Term<ProtocolState>> bounds() {
    return ImmutableList.of(
        parameters.bands(), parameters.transfers(), parameters.cancels(), parameters.faults());
  }

  private Row<ProtocolState> row(Action action) {
    return Optional.ofNullable(rows.get(action)).orElseThrow();
  }

  private void begins(ProtocolState initial) {
    List<String> values = VARIABLES.stream().map(v -> smt.before(is(v, v.value(initial)))).toList();
    broken("Init", parametersFit, all(values), not(smt.before(invariant)));
  }

  /** The rank says how many steps remain. */
  private void countdown(String rule, Induction.Countdown countdown) {
    String pending = smt.before(countdown.pending());
    String rank = smt.before(countdown.rank());
    String next = smt.after(countdown.rank());
    for (Action action : rows.keySet()) {
      if (Induction.PROGRESS.contains(action)) {
        broken(
            rule + "_RankDecreases, " + action,
            here,
            pending,
            happens(action),
            not(less(next, rank)));
      }
      broken(rule + "_RankNeverGrows, " + action, here, pending, happens(action), less(rank, next));
    }
    broken(rule + "_WithinSteps", here, pending, less(smt.before(countdown.most()), rank));
    broken(rule + "_RankIsPositive", here, pending, not(less("0", rank)));
  }

  /** Where {@code condition} is true, one of the awaited actions can always happen. */
  private void neverStuck(
      String rule, Term<ProtocolState> condition, Induction.Countdown countdown) {
    List<String> awaited =
        rows.keySet().stream()
            .filter(countdown.awaited()::contains)
            .map(action -> smt.canHappen(action.label(), row(action)))
            .toList();
    broken(
        rule + "_NeverStuck",
        here,
        smt.before(and(condition, countdown.pending())),
        not(any(awaited)));
  }

  private static Induction.Countdown where(
      Term<ProtocolState> condition, Induction.Countdown countdown) {
    return new Induction.Countdown(
        and(condition, countdown.pending()),
        countdown.rank(),
        countdown.most(),
        countdown.awaited());
  }

  /** What {@code CancelProtocol.tla} assumes. */
  private Term<ProtocolState> parametersFit() {
    return and(
        in(parameters.driver(), (Object[]) DriverKind.values()),
        in(parameters.application(), (Object[]) ApplicationKind.values()),
        in(parameters.cancelCode(), Platform.banded().stream().map(Platform::cancelCode).toArray()),
        bound(parameters.bands(), 1),
        bound(parameters.transfers(), 1),
        bound(parameters.cancels(), 0),
        bound(parameters.faults(), 0),
        atLeast(1, parameters.inTransit()));
  }

  private static Term<ProtocolState> bound(Term<ProtocolState> bound, int least) {
    return or(Parameters.unbounded(bound), atLeast(least, bound));
  }

  private static Term<ProtocolState> atLeast(int least, Term<ProtocolState> number) {
    return not(new Term.Less<>(number, constant(least)));
  }

  /** The same as {@link TypeCorrect#test}, whatever the bounds. */
  static Term<ProtocolState> typesFit(Parameters parameters) {
    Term<ProtocolState> failed = is(STATE, TransferState.ERROR);
    Stream<Term<ProtocolState>> words =
        VARIABLES.stream()
            .filter(v -> !(v.value(ProtocolState.INITIAL) instanceof Integer))
            .map(v -> in(v, TypeCorrect.values(v).toArray()));
    Stream<Term<ProtocolState>> others =
        Stream.of(
            implies(COMPLETE, is(STATE, TransferState.ACQUIRING)),
            new Term.Equal<>(failed, isNot(ERROR, HResult.S_OK)),
            implies(isNot(STATE, TransferState.IDLE), is(RESULT, Vocabulary.NO_RESULT)),
            counted(TRANSFERS, parameters.transfers()),
            counted(BANDS, parameters.readsBeforeLast()),
            counted(CANCELS, parameters.cancels()),
            counted(FAULTS, parameters.faults()),
            upTo(
                new Term.If<>(
                    Parameters.unbounded(parameters.cancels()),
                    parameters.inTransit(),
                    parameters.cancels()),
                IN_TRANSIT));
    return new Term.Named<>(
        "TypeOK", new Term.And<>(Stream.concat(words, others).collect(toImmutableList())));
  }

  private static Term<ProtocolState> counted(
      Variable<ProtocolState> count, Term<ProtocolState> bound) {
    return upTo(new Term.If<>(Parameters.unbounded(bound), constant(0), bound), count);
  }

  private static Term<ProtocolState> upTo(
      Term<ProtocolState> most, Variable<ProtocolState> number) {
    return and(atLeast(0, number), not(new Term.Less<>(most, number)));
  }
}
