package org.returntoidle.tla.smt;

import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.tla.smt.SmtText.all;
import static org.returntoidle.tla.smt.SmtText.not;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Parameters;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.StateRule;
import org.returntoidle.model.StateRules;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.rows.Term;

/** What Java computes in single states, to be compared with what the written terms say there. */
final class Samples {
  private final SmtText<ProtocolState> smt;
  private final Map<String, String> formulas = new LinkedHashMap<>();
  private final ImmutableSet.Builder<String> possible = ImmutableSet.builder();

  Samples(SmtText<ProtocolState> smt) {
    this.smt = smt;
  }

  /**
   * One state, and one action there.
   *
   * @param written the protocol whose steps are written
   * @param computed the one that Java asks, which should be the same
   */
  void add(Protocol written, Protocol computed, ProtocolState state, Action action) {
    String name = formulas.size() + ", " + action;
    String here = all(values(parameters(computed), state), values(variables(), state));
    String happens =
        smt.happens(
            action.label(),
            Optional.ofNullable(written.rows().get(action)).orElseThrow(),
            Vocabulary.VARIABLES.all());
    formulas.put(name, all(here, happens));
    formulas.put(name + ": other values", all(here, not(values(terms(computed), state))));
    computed
        .next(state, action)
        .ifPresent(
            after -> {
              possible.add(name);
              String same = all(variables().map(v -> smt.after(is(v, v.value(after)))).toList());
              formulas.put(name + ": another step", all(here, happens, not(same)));
            });
  }

  private String values(Stream<Term<ProtocolState>> terms, ProtocolState state) {
    return all(terms.map(term -> smt.before(is(term, term.value(state)))).toList());
  }

  private static Stream<Term<ProtocolState>> parameters(Protocol protocol) {
    return Parameters.of(protocol.configuration()).all().stream();
  }

  private static Stream<Term<ProtocolState>> variables() {
    return Vocabulary.VARIABLES.all().stream().map(variable -> variable);
  }

  private static Stream<Term<ProtocolState>> terms(Protocol protocol) {
    Induction induction = new Induction(protocol);
    return Stream.concat(
        Stream.of(
            induction.invariant(),
            induction.toIdle().rank(),
            induction.toIdle().most(),
            induction.ofTransfer().rank(),
            induction.ofTransfer().most(),
            Questions.typesFit(Parameters.of(protocol.configuration()))),
        StateRules.of(protocol).stream().map(StateRule::holds));
  }

  /** What the formulas are made of. */
  String declarations() {
    return smt.declarations();
  }

  /** Formulas, by name. */
  ImmutableMap<String, String> formulas() {
    return ImmutableMap.copyOf(formulas);
  }

  /** Those that can be true, if Java is right; all others cannot. */
  ImmutableSet<String> possible() {
    return possible.build();
  }
}
