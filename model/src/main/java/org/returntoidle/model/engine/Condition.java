package org.returntoidle.model.engine;

import java.util.function.Predicate;

/** Something that can be true of states, or of steps. */
public sealed interface Condition<S, A> {
  /** Whether it is true of a step; what is said of states, of the state after it. */
  boolean test(S before, A action, S after);

  /** Whether it is true where no step was taken yet; what is said of steps is not. */
  boolean testInitial(S state);

  /** The opposite, said of states, of steps or of the beginning as this is. */
  Condition<S, A> negate();

  /** Said of states. */
  record OfStates<S, A>(Predicate<S> holds) implements Condition<S, A> {
    @Override
    public boolean test(S before, A action, S after) {
      return holds.test(after);
    }

    @Override
    public boolean testInitial(S state) {
      return holds.test(state);
    }

    @Override
    public Condition<S, A> negate() {
      return new OfStates<>(holds.negate());
    }
  }

  /**
   * Said of where everything begins, and of nothing else.
   *
   * @param elsewhere what it is of any step
   */
  record OfBeginning<S, A>(Predicate<S> holds, boolean elsewhere) implements Condition<S, A> {
    @Override
    public boolean test(S before, A action, S after) {
      return elsewhere;
    }

    @Override
    public boolean testInitial(S state) {
      return holds.test(state);
    }

    @Override
    public Condition<S, A> negate() {
      return new OfBeginning<>(holds.negate(), !elsewhere);
    }
  }

  /** Said of steps. */
  record OfSteps<S, A>(StepPredicate<S, A> holds) implements Condition<S, A> {
    @Override
    public boolean test(S before, A action, S after) {
      return holds.test(before, action, after);
    }

    @Override
    public boolean testInitial(S state) {
      return false;
    }

    @Override
    public Condition<S, A> negate() {
      return new OfSteps<>((before, action, after) -> !holds.test(before, action, after));
    }
  }
}
