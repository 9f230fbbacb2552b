package org.returntoidle.model;

import java.util.function.Predicate;

/**
 * A named claim about the protocol. The name is also that of the TLA+ operator.
 *
 * @param name rule id and what it says, such as {@code D5_NoCallbackAfterCause}
 * @param rule the rule that the claim belongs to
 * @param kind what the claim speaks of
 * @param holds whether one step keeps it; of a state, whether the state after the step does
 */
public record Property(String name, Rule rule, Kind kind, StepPredicate holds) {

  /** What a claim speaks of; TLC checks the two differently. */
  public enum Kind {
    /** Every state: an invariant. */
    STATE,
    /** Every step: an action property. */
    STEP
  }

  /** Looks at one step of the protocol. */
  @FunctionalInterface
  public interface StepPredicate {
    /** Whether the step from {@code before} by {@code action} to {@code after} is right. */
    boolean test(ProtocolState before, Action action, ProtocolState after);

    /** Looks at the state after the step only. */
    static StepPredicate after(Predicate<ProtocolState> holds) {
      return (before, action, after) -> holds.test(after);
    }
  }

  /** A claim about every state. */
  public static Property ofStates(String name, Rule rule, Predicate<ProtocolState> holds) {
    return new Property(name, rule, Kind.STATE, StepPredicate.after(holds));
  }

  /** A claim about every step. */
  public static Property ofSteps(String name, Rule rule, StepPredicate holds) {
    return new Property(name, rule, Kind.STEP, holds);
  }

  @Override
  public String toString() {
    return name;
  }
}
