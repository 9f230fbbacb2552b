package org.returntoidle.model.engine;

import com.google.common.collect.ImmutableList;
import java.util.function.BiConsumer;

/**
 * States, and steps between them that have a name; the same thing that happens may lead to one of
 * several states. Each question has always the same answer, in the same order, whichever thread
 * asks.
 *
 * @param <S> states; two that are equal are the same state
 * @param <A> what can happen
 */
public interface BranchingSystem<S, A> {
  /** The states in which everything begins: at least one, each once. */
  ImmutableList<S> initial();

  /** Everything that can happen, each once: at most 128. */
  ImmutableList<A> actions();

  /** Tells {@code told} every step from {@code state}, each once: what happens, the state after. */
  void steps(S state, BiConsumer<? super A, ? super S> told);

  /** No state has more steps than this. */
  int fanOut();

  /**
   * What is only counted. A system that names nothing is searched all the same, but not as fast.
   */
  default ImmutableList<Counter<S>> counters() {
    return ImmutableList.of();
  }
}
