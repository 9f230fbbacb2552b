package org.returntoidle.model;

import java.util.function.Predicate;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.StepPredicate;

/**
 * A claim about the protocol that always holds. Its name, such as {@code D5_NoCallbackAfterCause},
 * is also that of the TLA+ operator.
 *
 * @param rule the rule that the claim belongs to
 * @param claim what is claimed; of states it is an invariant in TLA+, of steps an action property
 */
public record Property(Rule rule, Always<ProtocolState, Action> claim) {

  /** A claim about every state. */
  public static Property ofStates(String name, Rule rule, Predicate<ProtocolState> holds) {
    return new Property(rule, new Always<>(name, new Condition.OfStates<>(holds)));
  }

  /** A claim about the state in which everything begins. */
  public static Property ofBeginning(String name, Rule rule, Predicate<ProtocolState> holds) {
    return new Property(rule, new Always<>(name, new Condition.OfBeginning<>(holds, true)));
  }

  /** Whether it speaks of where everything begins; otherwise of every state, or of every step. */
  public boolean isOfBeginning() {
    return claim.condition() instanceof Condition.OfBeginning;
  }

  /** A claim about every step that changes something: what TLA+ means by {@code [][holds]_vars}. */
  public static Property ofSteps(
      String name, Rule rule, StepPredicate<ProtocolState, Action> holds) {
    return new Property(
        rule,
        new Always<>(
            name, new Condition.OfSteps<>((s, a, t) -> holds.test(s, a, t) || s.equals(t))));
  }

  /** Rule id and what it says; never null. */
  public String name() {
    return claim.name();
  }

  /** Whether one step keeps it; of a claim about states, whether the state after the step does. */
  public boolean holds(ProtocolState before, Action action, ProtocolState after) {
    return claim.condition().test(before, action, after);
  }

  @Override
  public String toString() {
    return name();
  }
}
