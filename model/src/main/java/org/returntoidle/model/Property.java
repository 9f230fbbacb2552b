package org.returntoidle.model;

/**
 * A named claim about the protocol. The name is also that of the TLA+ operator.
 *
 * @param name rule id and what it says, such as {@code D5_NoCallbackAfterCause}
 * @param rule the rule that the claim belongs to
 * @param holds whether one step keeps it
 */
public record Property(String name, Rule rule, StepPredicate holds) {

  /** Looks at one step of the protocol. */
  @FunctionalInterface
  public interface StepPredicate {
    /** Whether the step from {@code before} by {@code action} to {@code after} is right. */
    boolean test(ProtocolState before, Action action, ProtocolState after);
  }

  @Override
  public String toString() {
    return name;
  }
}
