package org.returntoidle.model.engine;

/** Looks at one step of a system. */
@FunctionalInterface
public interface StepPredicate<S, A> {
  /** Whether it is true of the step from {@code before} by {@code action} to {@code after}. */
  boolean test(S before, A action, S after);
}
