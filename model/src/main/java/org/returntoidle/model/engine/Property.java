package org.returntoidle.model.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.function.Predicate;

/** A named claim about a system. */
public sealed interface Property<S, A> {
  /** What it is called. */
  String name();

  /** {@code condition} is true of every state that can be reached, or of every step from one. */
  record Always<S, A>(String name, Condition<S, A> condition) implements Property<S, A> {}

  /** {@code condition} is true of some: so that what always holds does not hold of nothing. */
  record Sometimes<S, A>(String name, Condition<S, A> condition) implements Property<S, A> {}

  /**
   * Every state of {@code trigger} is followed, some time later or at once, by one of {@code goal}.
   *
   * @param fair sets of what can happen; a behaviour in which one of them could always happen from
   *     some time on, and never does, is not looked at
   */
  record Eventually<S, A>(
      String name,
      Predicate<S> trigger,
      Predicate<S> goal,
      ImmutableList<? extends ImmutableSet<A>> fair)
      implements Property<S, A> {}
}
