package org.returntoidle.tla.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Maps;
import com.google.common.collect.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.returntoidle.model.Action;
import org.returntoidle.model.Cell;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.rows.Effect;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.tla.sweep.Change.Operator;

/**
 * Every change that the operators make to the protocol. A change names rows and conjuncts by their
 * place, so that the same change can be made in each configuration: their rows differ in parameters
 * only.
 */
final class Changes {
  private static final ImmutableList<Term<ProtocolState>> DEFINITIONS =
      ImmutableList.of(
          Vocabulary.GOES_ON, Vocabulary.ENDS, Vocabulary.IN_CONTROL, Vocabulary.READS);

  private final ImmutableMap<Action, Row<ProtocolState>> rows;
  private final List<Change> all = new ArrayList<>();

  private Changes(Protocol sample) {
    this.rows = sample.rows();
    rows.forEach(
        (action, row) -> {
          actionRemoved(action);
          guards(action, row);
          effects(action, row);
        });
    definitions();
    cells();
    initial(sample);
  }

  /** All of them, in a fixed order; {@code sample} shows how many places there are. */
  static ImmutableList<Change> of(Protocol sample) {
    return ImmutableList.copyOf(new Changes(sample).all);
  }

  private void add(Operator operator, Object where, Object what, UnaryOperator<Protocol> make) {
    all.add(new Change(operator, where.toString(), what.toString(), make));
  }

  /** Changes the row of {@code action}, seeing also the whole protocol. */
  private static UnaryOperator<Protocol> inRow(
      Action action, BiFunction<Row<ProtocolState>, Protocol, Row<ProtocolState>> change) {
    return protocol -> protocol.with(action, change.apply(row(protocol, action), protocol));
  }

  private static Row<ProtocolState> row(Protocol protocol, Action action) {
    return Optional.ofNullable(protocol.rows().get(action)).orElseThrow();
  }

  private void actionRemoved(Action action) {
    add(
        Operator.ACTION_REMOVED,
        action,
        "FALSE",
        protocol ->
            protocol.withRows(
                ImmutableMap.copyOf(Maps.filterKeys(protocol.rows(), other -> other != action))));
  }

  private void guards(Action action, Row<ProtocolState> row) {
    for (int i = 0; i < row.guard().size(); i++) {
      int place = i;
      add(
          Operator.GUARD_REMOVED,
          action,
          "without " + row.guard().get(i),
          inRow(action, (r, p) -> r.withGuard(without(r.guard(), place))));
    }
    conditions()
        .forEach(
            (name, condition) -> {
              if (row.guard().stream().noneMatch(part -> part.toString().equals(name))) {
                add(
                    Operator.GUARD_STRENGTHENED,
                    action,
                    "only if " + name,
                    inRow(action, (r, p) -> r.withGuard(with(r.guard(), condition.apply(p)))));
              }
            });
  }

  /** Each conjunct of a guard, and what it says about each value of each variable. */
  private Map<String, Function<Protocol, Term<ProtocolState>>> conditions() {
    Map<String, Function<Protocol, Term<ProtocolState>>> found = new LinkedHashMap<>();
    rows.forEach(
        (action, row) -> {
          for (int i = 0; i < row.guard().size(); i++) {
            int place = i;
            found.put(row.guard().get(i).toString(), p -> row(p, action).guard().get(place));
          }
        });
    for (Variable<ProtocolState> variable : Vocabulary.VARIABLES.all()) {
      ImmutableList<Object> values = TypeCorrect.values(variable);
      for (Object value : values.size() > 1 ? values : ImmutableList.of()) {
        Term<ProtocolState> is = Term.is(variable, value);
        found.put(is.toString(), p -> is);
        if (values.size() > 2) {
          found.put(Term.not(is).toString(), p -> Term.not(is));
        }
      }
    }
    return found;
  }

  private void effects(Action action, Row<ProtocolState> row) {
    for (Variable<ProtocolState> variable : Vocabulary.VARIABLES.all()) {
      Term<ProtocolState> after = row.effect().after(variable);
      if (!after.equals(variable)) {
        add(
            Operator.EFFECT_LEFT_OUT,
            action,
            variable + "' = " + variable,
            inRow(action, (r, p) -> changed(r, variable, variable)));
        conditional(action, variable);
        branches(action, variable, after);
      }
      ImmutableList<Object> values = TypeCorrect.values(variable);
      for (Object value : values.size() > 1 ? values : ImmutableList.of()) {
        Term<ProtocolState> constant = Term.constant(value);
        if (!after.equals(constant)) {
          add(
              Operator.VALUE_OVERWRITTEN,
              action,
              variable + "' = " + constant,
              inRow(action, (r, p) -> changed(r, variable, constant)));
        }
      }
    }
  }

  private void conditional(Action action, Variable<ProtocolState> variable) {
    conditions()
        .forEach(
            (name, condition) ->
                add(
                    Operator.EFFECT_CONDITIONAL,
                    action,
                    variable + "' only if " + name,
                    inRow(
                        action,
                        (r, p) ->
                            changed(
                                r,
                                variable,
                                new Term.If<>(
                                    condition.apply(p), r.effect().after(variable), variable)))));
  }

  private void branches(
      Action action, Variable<ProtocolState> variable, Term<ProtocolState> after) {
    if (after instanceof Term.If<ProtocolState> choice) {
      add(
          Operator.EFFECT_ON_THE_OTHER_BRANCH,
          action,
          variable + "' unless " + choice.condition(),
          inBranch(action, variable, c -> new Term.If<>(c.condition(), c.otherwise(), c.then())));
      add(
          Operator.EFFECT_ON_ONE_BRANCH,
          action,
          variable + "' always as if " + choice.condition(),
          inBranch(action, variable, Term.If::then));
      add(
          Operator.EFFECT_ON_ONE_BRANCH,
          action,
          variable + "' always as if not " + choice.condition(),
          inBranch(action, variable, Term.If::otherwise));
    }
  }

  private static UnaryOperator<Protocol> inBranch(
      Action action,
      Variable<ProtocolState> variable,
      Function<Term.If<ProtocolState>, Term<ProtocolState>> change) {
    return inRow(
        action,
        (r, p) ->
            changed(
                r, variable, change.apply((Term.If<ProtocolState>) r.effect().after(variable))));
  }

  private static Row<ProtocolState> changed(
      Row<ProtocolState> row, Variable<ProtocolState> variable, Term<ProtocolState> term) {
    return row.withEffect(row.effect().with(variable, term));
  }

  /** A conjunct, or a disjunct, of what many rows ask is dropped. */
  private void definitions() {
    for (Term<ProtocolState> definition : DEFINITIONS) {
      Term.Named<ProtocolState> named = (Term.Named<ProtocolState>) definition;
      boolean all = named.term() instanceof Term.And;
      ImmutableList<Term<ProtocolState>> parts =
          named.term() instanceof Term.And<ProtocolState> and
              ? and.parts()
              : ((Term.Or<ProtocolState>) named.term()).parts();
      for (int i = 0; i < parts.size(); i++) {
        ImmutableList<Term<ProtocolState>> rest = without(parts, i);
        Term<ProtocolState> weaker = all ? new Term.And<>(rest) : new Term.Or<>(rest);
        add(
            Operator.DEFINITION_WEAKENED,
            named.name(),
            "without " + parts.get(i),
            protocol ->
                protocol.withRows(
                    ImmutableMap.copyOf(
                        Maps.transformValues(
                            protocol.rows(),
                            row ->
                                row.rewritten(term -> term.equals(definition) ? weaker : term)))));
      }
    }
  }

  private void cells() {
    for (var cell : TransferMachine.table().cellSet()) {
      for (Cell.Effect effect : Cell.Effect.values()) {
        add(
            Operator.CELL_REPLACED,
            cell.getRowKey() + ", " + cell.getColumnKey(),
            effect,
            protocol -> protocol.withMachine(with(cell.getRowKey(), cell.getColumnKey(), effect)));
      }
    }
  }

  private static ImmutableTable<TransferInput, TransferState, Cell> with(
      TransferInput input, TransferState state, Cell.Effect effect) {
    return TransferMachine.table().cellSet().stream()
        .map(
            cell ->
                cell.getRowKey() == input && cell.getColumnKey() == state
                    ? Tables.immutableCell(input, state, new Cell(effect, cell.getValue().rules()))
                    : cell)
        .collect(
            ImmutableTable.toImmutableTable(
                each -> each.getRowKey(), each -> each.getColumnKey(), each -> each.getValue()));
  }

  private void initial(Protocol sample) {
    ProtocolState first = sample.initial().get(0);
    for (Variable<ProtocolState> variable : Vocabulary.VARIABLES.all()) {
      ImmutableList<Object> values = TypeCorrect.values(variable);
      for (Object value : values.size() > 1 ? values : ImmutableList.of()) {
        if (!variable.value(first).equals(value)) {
          Effect<ProtocolState> set = Effect.set(variable, value);
          add(
              Operator.INITIAL_VALUE,
              "Init",
              variable + " = " + Term.constant(value),
              protocol ->
                  protocol.withInitial(
                      Vocabulary.VARIABLES.compiled(set).apply(protocol.initial().get(0))));
        }
      }
    }
  }

  private static <T> ImmutableList<T> without(ImmutableList<T> list, int place) {
    ImmutableList.Builder<T> rest = ImmutableList.builder();
    for (int i = 0; i < list.size(); i++) {
      if (i != place) {
        rest.add(list.get(i));
      }
    }
    return rest.build();
  }

  private static <T> ImmutableList<T> with(ImmutableList<T> list, T more) {
    return ImmutableList.<T>builder().addAll(list).add(more).build();
  }
}
