package org.returntoidle.model.rows;

import com.google.common.collect.ImmutableList;
import java.util.function.Function;

/**
 * All variables of a state, and how a state is made of their values.
 *
 * @param all in the order in which {@code make} takes their values
 * @param make the state with these values
 */
public record Variables<S>(ImmutableList<Variable<S>> all, Function<Object[], S> make) {

  /** {@code state}, but {@code variable} has this value. */
  public S with(S state, Variable<S> variable, Object value) {
    Object[] values = new Object[all.size()];
    for (int i = 0; i < values.length; i++) {
      Variable<S> each = all.get(i);
      values[i] = each.equals(variable) ? value : each.value(state);
    }
    return make.apply(values);
  }

  /** {@code effect} with every variable looked up: the same, but fast. */
  public Function<S, S> compiled(Effect<S> effect) {
    ImmutableList<Function<S, Object>> terms =
        all.stream()
            .map(variable -> Compiled.value(effect.after(variable)))
            .collect(ImmutableList.toImmutableList());
    return state -> {
      Object[] values = new Object[terms.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = terms.get(i).apply(state);
      }
      return make.apply(values);
    };
  }
}
