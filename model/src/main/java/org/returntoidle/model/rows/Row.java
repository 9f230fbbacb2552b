package org.returntoidle.model.rows;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.function.UnaryOperator;

/**
 * Something that can happen.
 *
 * @param guard it can where each of these is true
 * @param effect what it does
 */
public record Row<S>(ImmutableList<Term<S>> guard, Effect<S> effect) {

  /** The same with another guard. */
  public Row<S> withGuard(ImmutableList<Term<S>> other) {
    return new Row<>(other, effect);
  }

  /** The same with another effect. */
  public Row<S> withEffect(Effect<S> other) {
    return new Row<>(guard, other);
  }

  /** The same with every term changed. */
  public Row<S> rewritten(UnaryOperator<Term<S>> change) {
    return new Row<>(
        guard.stream().map(part -> part.rewritten(change)).collect(toImmutableList()),
        effect.rewritten(change));
  }
}
