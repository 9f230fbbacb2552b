package org.returntoidle.tla;

import java.util.Optional;
import java.util.function.Predicate;
import org.returntoidle.model.Property.Kind;
import org.returntoidle.model.Property.StepPredicate;
import org.returntoidle.model.StateGraph;

/**
 * A formula of the TLA+ modules that can be claimed, as Java checks it.
 *
 * @param name in both
 * @param set that it belongs to; empty if it can only be claimed by its name
 * @param isInvariant whether it speaks of states; otherwise of steps or of behaviours
 * @param steps what it claims of each step, or of the state after it
 * @param behaviours what it claims of all behaviours together
 */
record Formula(
    String name,
    Optional<ClaimSet> set,
    boolean isInvariant,
    Optional<StepPredicate> steps,
    Optional<Predicate<StateGraph>> behaviours) {

  static Formula of(String name, Kind kind, StepPredicate holds) {
    return new Formula(
        name, Optional.empty(), kind == Kind.STATE, Optional.of(holds), Optional.empty());
  }

  static Formula ofBehaviours(String name, Predicate<StateGraph> holds) {
    return new Formula(name, Optional.empty(), false, Optional.empty(), Optional.of(holds));
  }

  Formula in(ClaimSet other) {
    return new Formula(name, Optional.of(other), isInvariant, steps, behaviours);
  }

  /** Both this, which speaks of steps, and what is claimed of behaviours. */
  Formula and(Predicate<StateGraph> more) {
    return new Formula(name, set, isInvariant, steps, Optional.of(more));
  }
}
