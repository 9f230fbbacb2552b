package org.returntoidle.model.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * States, and steps between them that have a name: a protocol. Each question has always the same
 * answer, whichever thread asks.
 *
 * @param <S> states; two that are equal are the same state
 * @param <A> what can happen
 */
public interface TransitionSystem<S, A> {
  /** The states in which everything begins: at least one, each once. */
  ImmutableList<S> initial();

  /** Everything that can happen, each once: at most 128. */
  ImmutableList<A> actions();

  /** The states after {@code state}, by what happens; what cannot happen is absent. */
  ImmutableMap<A, S> successors(S state);

  /**
   * What is only counted. A system that names nothing is searched all the same, but not as fast.
   */
  default ImmutableList<Counter<S>> counters() {
    return ImmutableList.of();
  }
}
