package org.returntoidle.tla;

import java.util.Optional;
import java.util.function.Predicate;
import org.returntoidle.model.Action;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Property.Eventually;
import org.returntoidle.model.engine.StateGraph;

/**
 * A formula of the TLA+ modules that can be claimed, as Java checks it.
 *
 * @param name in both
 * @param set that it belongs to; empty if it can only be claimed by its name
 * @param always what it claims of each state, or of each step
 * @param behaviours what it claims of all behaviours together
 */
public record Formula(
    String name,
    Optional<ClaimSet> set,
    Optional<Always<ProtocolState, Action>> always,
    Optional<Predicate<StateGraph<ProtocolState, Action>>> behaviours) {

  static Formula of(Always<ProtocolState, Action> always) {
    return new Formula(always.name(), Optional.empty(), Optional.of(always), Optional.empty());
  }

  static Formula of(Eventually<ProtocolState, Action> eventually) {
    return new Formula(
        eventually.name(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(graph -> graph.counterexample(eventually).isEmpty()));
  }

  /** Whether it is true of all that can be reached. */
  public boolean holds(StateGraph<ProtocolState, Action> graph) {
    return always.map(each -> graph.shortestPath(each.condition().negate()).isEmpty()).orElse(true)
        && behaviours.map(each -> each.test(graph)).orElse(true);
  }

  /** Whether it speaks of states; otherwise of steps or of behaviours. */
  boolean isInvariant() {
    return always.filter(a -> a.condition() instanceof Condition.OfStates).isPresent();
  }

  /** Whether it speaks of steps. */
  boolean isOfSteps() {
    return always.filter(a -> a.condition() instanceof Condition.OfSteps).isPresent();
  }

  Formula in(ClaimSet other) {
    return new Formula(name, Optional.of(other), always, behaviours);
  }

  /** Both this, which speaks of steps, and what is claimed of behaviours. */
  Formula and(Predicate<StateGraph<ProtocolState, Action>> more) {
    return new Formula(name, set, always, Optional.of(more));
  }
}
