package org.returntoidle.model.rows;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A variable of a state.
 *
 * @param name as in TLA+
 * @param get its value in a state, never null
 */
public record Variable<S>(String name, Function<S, Object> get) implements Term<S> {
  @Override
  public Object value(S state) {
    return get.apply(state);
  }

  @Override
  public Term<S> map(UnaryOperator<Term<S>> change) {
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
