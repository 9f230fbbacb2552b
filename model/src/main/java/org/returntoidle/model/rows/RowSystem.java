package org.returntoidle.model.rows;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What can happen by rows, made fast; each row at its first use.
 *
 * @param <S> states
 * @param <A> what can happen
 */
public final class RowSystem<S, A extends Enum<A>> {
  private final Class<A> actions;
  private final ImmutableMap<A, Supplier<Compiled.Step<S>>> steps;

  /**
   * The system of {@code rows}.
   *
   * @param rows what is absent cannot happen
   */
  public RowSystem(Class<A> actions, ImmutableMap<A, Row<S>> rows, Variables<S> variables) {
    this.actions = actions;
    this.steps =
        ImmutableMap.copyOf(
            Maps.transformValues(
                rows, row -> Suppliers.memoize(() -> Compiled.of(row, variables))));
  }

  /** Everything that has a row, whether it can happen or not. */
  public ImmutableList<A> actions() {
    return steps.keySet().asList();
  }

  /** Whether {@code action} can happen in {@code state}. */
  public boolean enabled(S state, A action) {
    Supplier<Compiled.Step<S>> step = steps.get(action);
    return step != null && step.get().guard().test(state);
  }

  /** The state after {@code action}; empty if it cannot happen in {@code state}. */
  public Optional<S> next(S state, A action) {
    Supplier<Compiled.Step<S>> step = steps.get(action);
    return step == null || !step.get().guard().test(state)
        ? Optional.empty()
        : Optional.of(step.get().effect().apply(state));
  }

  /** The states after {@code state}, by what happens; what cannot happen is absent. */
  public ImmutableMap<A, S> successors(S state) {
    EnumMap<A, S> found = new EnumMap<>(actions);
    steps(state, found::put);
    return Maps.immutableEnumMap(found);
  }

  /** Without a map in between: a table asks for some hundred thousand states. */
  public void steps(S state, BiConsumer<? super A, ? super S> told) {
    steps.forEach(
        (action, step) -> {
          if (step.get().guard().test(state)) {
            told.accept(action, step.get().effect().apply(state));
          }
        });
  }
}
