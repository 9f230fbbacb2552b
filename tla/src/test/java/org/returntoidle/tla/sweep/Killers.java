package org.returntoidle.tla.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Formula;
import org.returntoidle.tla.Formulas;

/**
 * Which named properties notice a change: those that a claim names, and that do not come out as
 * before. The invariant of the induction is not asked, nor what types say, nor the refinement: they
 * stand in front of the rules and would hide who has nothing to say.
 */
final class Killers {
  private static final ImmutableSet<String> NOT_ASKED =
      ImmutableSet.of("TypeOK", "Inductive", "MachineSpec", "FairMachineSpec", "UnboundedSpec");

  /** What is claimed of the reachable states of one configuration. */
  private record Group(Configuration configuration, ImmutableList<Claim> claims) {}

  private final ImmutableList<Group> groups;

  Killers(List<Claim> claims) {
    Map<Configuration, ImmutableList.Builder<Claim>> byConfiguration =
        new java.util.LinkedHashMap<>();
    for (Claim claim : claims) {
      byConfiguration
          .computeIfAbsent(claim.configuration(), c -> ImmutableList.builder())
          .add(claim);
    }
    this.groups =
        byConfiguration.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue().build()))
            .collect(ImmutableList.toImmutableList());
  }

  /** What became of a change. */
  record Found(ImmutableSet<String> killers, boolean sameEverywhere, boolean typeCorrect) {}

  /** Looks at one configuration after the other; at all of them if {@code all}. */
  Found of(UnaryOperator<Protocol> change, boolean all) {
    Set<String> killers = new LinkedHashSet<>();
    boolean same = true;
    boolean typeCorrect = true;
    for (Group group : groups) {
      Protocol protocol = new Protocol(group.configuration());
      Protocol changed = change.apply(protocol);
      Guarded guarded = new Guarded(changed);
      StateGraph<ProtocolState, Action> graph = StateGraph.of(guarded);
      StateGraph<ProtocolState, Action> before =
          known.computeIfAbsent(group.configuration(), c -> StateGraph.of(protocol));
      if (equal(before, graph)) {
        continue;
      }
      same = false;
      typeCorrect &=
          graph.states().stream().allMatch(s -> TypeCorrect.test(group.configuration(), s));
      killers.addAll(killers(group, changed, graph, all));
      if (!killers.isEmpty() && !all) {
        break;
      }
    }
    return new Found(ImmutableSet.copyOf(killers), same, typeCorrect);
  }

  private final Map<Configuration, StateGraph<ProtocolState, Action>> known =
      new java.util.concurrent.ConcurrentHashMap<>();

  private static boolean equal(
      StateGraph<ProtocolState, Action> a, StateGraph<ProtocolState, Action> b) {
    return a.stateCount() == b.stateCount()
        && a.edgeCount() == b.edgeCount()
        && a.states().equals(b.states())
        && a.edges().equals(b.edges());
  }

  private static Set<String> killers(
      Group group, Protocol changed, StateGraph<ProtocolState, Action> graph, boolean all) {
    Set<String> found = new LinkedHashSet<>();
    Map<Object, Boolean> holds = new HashMap<>();
    for (Claim claim : group.claims()) {
      ImmutableMap<String, Formula> formulas =
          Formulas.of(changed, claim.fairness(), Properties::of);
      for (String name : claim.claimed()) {
        if (!NOT_ASKED.contains(name)) {
          Formula formula = Optional.ofNullable(formulas.get(name)).orElseThrow();
          boolean ok =
              holds.computeIfAbsent(
                  List.of(name, formula.always().isPresent() ? "" : claim.fairness()),
                  key -> holds(formula, graph));
          if (ok != claim.mustHold()) {
            found.add(claim.mustHold() ? name : name + " (must fail)");
            if (!all) {
              return found;
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean holds(Formula formula, StateGraph<ProtocolState, Action> graph) {
    return formula
            .always()
            .map(always -> graph.shortestPath(always.condition().negate()).isEmpty())
            .orElse(true)
        && formula.behaviours().map(behaviours -> behaviours.test(graph)).orElse(true);
  }

  /** Does not go on where the types are wrong, so that what counts without end is finite. */
  private record Guarded(Protocol protocol) implements TransitionSystem<ProtocolState, Action> {
    @Override
    public ImmutableList<ProtocolState> initial() {
      return protocol.initial();
    }

    @Override
    public ImmutableList<Action> actions() {
      return protocol.actions();
    }

    @Override
    public ImmutableMap<Action, ProtocolState> successors(ProtocolState state) {
      return TypeCorrect.test(protocol.configuration(), state)
          ? protocol.successors(state)
          : ImmutableMap.of();
    }
  }
}
