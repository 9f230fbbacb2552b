package org.returntoidle.model;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.not;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;

/**
 * What can happen in a state, as terms: {@code ENABLED} in TLA+.
 *
 * @param protocol the one whose rows say so
 */
record Possible(Protocol protocol) {
  /** One of {@code actions} can happen. */
  Term<ProtocolState> can(Action... actions) {
    return can(List.of(actions));
  }

  /** One of {@code actions} can happen. */
  Term<ProtocolState> can(Collection<Action> actions) {
    return new Term.Or<>(each(actions, row -> new Term.And<>(row.guard())));
  }

  /** Something can happen that changes the state. */
  Term<ProtocolState> canGoOn() {
    return new Term.Or<>(each(protocol.rows().keySet(), Possible::changes));
  }

  /** Each of {@code actions} can happen, and changes the state. */
  Term<ProtocolState> changes(Action... actions) {
    return new Term.And<>(each(List.of(actions), Possible::changes));
  }

  private static Term<ProtocolState> changes(Row<ProtocolState> row) {
    ImmutableList<Term<ProtocolState>> changes =
        row.effect().assigned().entrySet().stream()
            .map(each -> not(new Term.Equal<>(each.getValue(), each.getKey())))
            .collect(toImmutableList());
    return and(new Term.And<>(row.guard()), new Term.Or<>(changes));
  }

  private ImmutableList<Term<ProtocolState>> each(
      Collection<Action> actions, Function<Row<ProtocolState>, Term<ProtocolState>> say) {
    return actions.stream()
        .map(action -> Optional.ofNullable(protocol.rows().get(action)).map(say))
        .map(said -> said.orElse(constant(false)))
        .collect(toImmutableList());
  }
}
