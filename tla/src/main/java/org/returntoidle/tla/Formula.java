package org.returntoidle.tla;

import java.util.Optional;
import java.util.function.Predicate;
import org.returntoidle.model.Action;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Property.Eventually;
import org.returntoidle.model.engine.StateGraph;

/**
 * A formula of the TLA+ modules that can be claimed, as Java checks it.
 *
 * @param <S> states
 * @param name in both
 * @param set that it belongs to; empty if it can only be claimed by its name
 * @param always what it claims of each state, or of each step
 * @param behaviours what it claims of all behaviours together
 */
public record Formula<S>(
    String name,
    Optional<ClaimSet> set,
    Optional<Always<S, Action>> always,
    Optional<Predicate<StateGraph<S, Action>>> behaviours) {

  static <S> Formula<S> of(Always<S, Action> always) {
    return new Formula<>(always.name(), Optional.empty(), Optional.of(always), Optional.empty());
  }

  static <S> Formula<S> of(Eventually<S, Action> eventually) {
    return new Formula<>(
        eventually.name(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(graph -> graph.counterexample(eventually).isEmpty()));
  }

  /** Whether it is true of all that can be reached. */
  public boolean holds(StateGraph<S, Action> graph) {
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

  Formula<S> in(ClaimSet other) {
    return new Formula<>(name, Optional.of(other), always, behaviours);
  }

  /** Both this, which speaks of steps, and what is claimed of behaviours. */
  Formula<S> and(Predicate<StateGraph<S, Action>> more) {
    return new Formula<>(name, set, always, Optional.of(more));
  }
}
