package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.CancelsInTransit;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.CoverProperty;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Liveness;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.BranchingSystem;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Property.Eventually;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.engine.StepPredicate;

/** Everything that can be claimed of a protocol, by the names of the TLA+ modules. */
public final class Formulas {
  private final Configuration configuration;
  private final ImmutableList<ImmutableSet<Action>> fair;
  private final ImmutableMap.Builder<String, Formula<ProtocolState>> all = ImmutableMap.builder();

  private Formulas(
      Protocol protocol,
      ImmutableList<ImmutableSet<Action>> fair,
      Function<Protocol, List<Property>> rules) {
    this.configuration = protocol.configuration();
    this.fair = fair;
    for (Property property : rules.apply(protocol)) {
      ClaimSet set = property.isOfBeginning() ? ClaimSet.BEGINNING : ClaimSet.RULES;
      add(Formula.of(property.claim()).in(set));
    }
    set(ClaimSet.INDUCTION, new Induction(protocol).properties());
    states();
    situations();
    mappings();
    behaviours();
    refinement();
  }

  /**
   * The formulas, by their names.
   *
   * @param protocol that they are about
   * @param fairness the components that do not stand still
   * @param rules the properties of a protocol that the rules ask for
   */
  public static ImmutableMap<String, Formula<ProtocolState>> of(
      Protocol protocol,
      Set<? extends Component> fairness,
      Function<Protocol, List<Property>> rules) {
    return of(
        protocol,
        fairness.stream().map(Component::actions).collect(ImmutableList.toImmutableList()),
        rules);
  }

  /** The same, where each of {@code fair} is not neglected for ever while it can happen. */
  public static ImmutableMap<String, Formula<ProtocolState>> of(
      Protocol protocol,
      ImmutableList<ImmutableSet<Action>> fair,
      Function<Protocol, List<Property>> rules) {
    return new Formulas(protocol, fair, rules).all.buildOrThrow();
  }

  private void states() {
    state("TypeOK", s -> TypeCorrect.test(configuration, s));
    for (Hazard hazard : Hazard.values()) {
      state("No" + hazard, s -> !hazard.occurs(configuration, s));
    }
  }

  private void set(ClaimSet set, List<Property> properties) {
    for (Property property : properties) {
      add(Formula.of(property.claim()).in(set));
    }
  }

  private void state(String name, Predicate<ProtocolState> holds) {
    add(Formula.of(new Always<>(name, new Condition.OfStates<>(holds))));
  }

  private void step(String name, StepPredicate<ProtocolState, Action> holds) {
    add(ofSteps(name, holds));
  }

  private static Formula<ProtocolState> ofSteps(
      String name, StepPredicate<ProtocolState, Action> holds) {
    return Formula.of(new Always<>(name, new Condition.OfSteps<>(holds)));
  }

  private void add(Formula<ProtocolState> formula) {
    all.put(formula.name(), formula);
  }

  private void situations() {
    for (CoverProperty situation : CoverProperty.values()) {
      Condition<ProtocolState, Action> never = situation.claim().condition().negate();
      add(Formula.of(new Always<>("Never_" + situation, never)));
    }
  }

  private void mappings() {
    new MachineFormulas<ProtocolState>(MachineView::of, configuration.platform(), fair)
        .all()
        .forEach(this::add);
  }

  private void behaviours() {
    for (Liveness owed : Liveness.values()) {
      add(formula(owed).in(ClaimSet.LIVENESS));
    }
    List<List<Liveness>> together =
        List.of(
            List.of(
                Liveness.L1_RETURN_TO_IDLE,
                Liveness.L2_CALL_RETURNS,
                Liveness.L4_UNDISTURBED_SUCCEEDS),
            List.of(Liveness.L3_CANCEL_ENDS_TRANSFER, Liveness.L5_CANCEL_RETURNS_TO_IDLE));
    together.forEach(all -> add(any(all)));
    add(
        new Formula<>(
            "AnyIsWeaker",
            Optional.empty(),
            Optional.empty(),
            Optional.of(graph -> together.stream().allMatch(all -> isWeaker(all, graph)))));
    add(leadsTo("Absurd", ProtocolState.INITIAL::equals, s -> false));
    always("Must_A4_Begin", ProtocolState::inCall);
    always("Must_A1_Press", ProtocolState::button);
    always("Must_D10_Fail", ProtocolState::fault);
    always("Must_B2_Ask", s -> s.inTransit() > 0);
    always("Must_B4_Deliver", s -> s.inTransit() < Bounds.IN_TRANSIT);
  }

  /** Weaker than each of {@code all}: what breaks it breaks all of them. */
  private Formula<ProtocolState> any(List<Liveness> all) {
    String rules = all.stream().map(each -> each.rule().name()).collect(Collectors.joining("_"));
    return leadsTo(
        "Any_" + rules,
        all.stream().map(Liveness::from).reduce(s -> true, Predicate::and),
        all.stream().map(Liveness::to).reduce(s -> false, Predicate::or));
  }

  private boolean isWeaker(List<Liveness> all, StateGraph<ProtocolState, Action> graph) {
    return any(all).holds(graph) || all.stream().noneMatch(each -> formula(each).holds(graph));
  }

  private Formula<ProtocolState> formula(Liveness owed) {
    return leadsTo(owed.toString(), owed.from(), owed.to());
  }

  /** Again and again. */
  private void always(String name, Predicate<ProtocolState> which) {
    add(leadsTo(name, s -> true, which));
  }

  /** What the protocol implements, seen through some mapping, and what it does not. */
  private void refinement() {
    Protocol free = new Protocol(configuration.with(Bounds.NONE));
    implementing("UnboundedSpec", free, ProtocolState::uncounted);
    CancelsInTransit many = CancelsInTransit.many(free);
    implementing("ManyCancelsSpec", many, s -> inTransit(atMostMany(s.inTransit()), s));
    behaving(
        "MappedOneForgotten",
        many,
        s -> inTransit(s.inTransit() == 0 ? 0 : atMostMany(s.inTransit() - 1), s));
    behaving(
        "MappedTwoAsOne",
        many,
        s -> inTransit(s.inTransit() == 2 ? 1 : atMostMany(s.inTransit()), s));
    behaving("MappedManyAsTwo", free, s -> inTransit(atMostMany(s.inTransit()), s));
    step(
        "NeverManyLeft",
        (s, a, t) -> a != Action.NOTIFY_CANCEL_IO || s.inTransit() != t.inTransit() || s.equals(t));
  }

  private static int atMostMany(int inTransit) {
    return Math.min(inTransit, Bounds.IN_TRANSIT);
  }

  private static ProtocolState inTransit(int number, ProtocolState s) {
    return CancelsInTransit.with(number, s);
  }

  /** Under {@code mapping} every step is one of {@code system}, or changes nothing. */
  private Formula<ProtocolState> ofStepsOf(
      String name,
      BranchingSystem<ProtocolState, Action> system,
      UnaryOperator<ProtocolState> mapping) {
    return ofSteps(
        name,
        (s, a, t) -> {
          ProtocolState before = mapping.apply(s);
          ProtocolState after = mapping.apply(t);
          return before.equals(after) || can(system, before, (b, u) -> b == a && u.equals(after));
        });
  }

  private void behaving(
      String name,
      BranchingSystem<ProtocolState, Action> system,
      UnaryOperator<ProtocolState> mapping) {
    add(ofStepsOf(name, system, mapping));
  }

  /** The same, and what is fair here is fair to the components there. */
  private void implementing(
      String name,
      BranchingSystem<ProtocolState, Action> system,
      UnaryOperator<ProtocolState> mapping) {
    add(
        ofStepsOf(name, system, mapping)
            .and(
                graph ->
                    Stream.of(Fairness.values())
                        .allMatch(
                            component ->
                                graph.leadsTo(
                                    s -> canAct(system, component, mapping.apply(s)),
                                    s -> !canAct(system, component, mapping.apply(s)),
                                    component.actions(),
                                    fair))));
  }

  /** Whether the component can do something that changes the state. */
  private static boolean canAct(
      BranchingSystem<ProtocolState, Action> system, Fairness component, ProtocolState s) {
    return can(system, s, (a, t) -> component.actions().contains(a) && !t.equals(s));
  }

  private static boolean can(
      BranchingSystem<ProtocolState, Action> system,
      ProtocolState s,
      BiPredicate<Action, ProtocolState> step) {
    boolean[] found = {false};
    system.steps(s, (action, t) -> found[0] |= step.test(action, t));
    return found[0];
  }

  private Formula<ProtocolState> leadsTo(
      String name, Predicate<ProtocolState> p, Predicate<ProtocolState> q) {
    return Formula.of(new Eventually<>(name, p, q, fair));
  }
}
