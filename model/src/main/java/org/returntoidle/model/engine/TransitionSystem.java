package org.returntoidle.model.engine;

import com.google.common.collect.ImmutableMap;
import java.util.function.BiConsumer;

/**
 * A protocol in which whatever happens leads to one state.
 *
 * @param <S> states; two that are equal are the same state
 * @param <A> what can happen
 */
public interface TransitionSystem<S, A> extends BranchingSystem<S, A> {
  /** The states after {@code state}, by what happens; what cannot happen is absent. */
  ImmutableMap<A, S> successors(S state);

  @Override
  default void steps(S state, BiConsumer<? super A, ? super S> told) {
    successors(state).forEach(told);
  }

  @Override
  default int fanOut() {
    return actions().size();
  }
}
