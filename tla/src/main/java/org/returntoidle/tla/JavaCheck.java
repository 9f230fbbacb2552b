package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Property.StepPredicate;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.ProtocolState.Cause;
import org.returntoidle.model.Situation;
import org.returntoidle.model.StateGraph;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TypeCorrect;

/** The entries of the manifest, checked without TLC: on the graph of the Java model. */
public final class JavaCheck {
  /**
   * What the Java model says about an entry.
   *
   * @param holds whether every claim holds
   * @param states how many states were looked at
   * @param edges how many steps
   * @param depth length of the longest of the shortest paths; 0 where every state is an initial one
   * @param steps length of a shortest finite counterexample, where there is one
   */
  public record Verdict(boolean holds, long states, long edges, int depth, OptionalInt steps) {}

  private final Claim claim;
  private final Configuration configuration;
  private final Platform platform;
  private final Protocol protocol;
  private final Map<String, StepPredicate> stepClaims = new HashMap<>();
  private final Map<String, Predicate<StateGraph>> behaviourClaims = new HashMap<>();

  private JavaCheck(Claim claim) {
    this.claim = claim;
    this.configuration = claim.configuration();
    this.platform = configuration.platform();
    this.protocol = new Protocol(configuration);
    steps();
    situations();
    mappings();
    behaviours();
  }

  /**
   * Checks one entry.
   *
   * @throws TlaFilesException if it claims something that Java does not know
   */
  public static Verdict of(Claim claim) {
    return new JavaCheck(claim).check();
  }

  /** How this verdict differs from what the entry says of TLC; empty if it does not. */
  public static Optional<String> difference(Claim claim, Verdict java) {
    if (java.holds() != claim.mustHold()) {
      return Optional.of("in Java it " + (java.holds() ? "holds" : "is violated"));
    }
    if (java.steps().isPresent()
        && claim.steps() != null
        && claim.steps() != java.steps().getAsInt()) {
      return Optional.of("in Java the shortest counterexample has " + java.steps().getAsInt());
    }
    if (claim.distinctStates() != null
        && (claim.distinctStates() != java.states()
            || !Long.valueOf(java.edges()).equals(claim.edges())
            || !Integer.valueOf(java.depth()).equals(claim.depth()))) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "Java counts %d states, %d edges, depth %d",
              java.states(),
              java.edges(),
              java.depth()));
    }
    return Optional.empty();
  }

  private Verdict check() {
    List<StepPredicate> step =
        claim.claimed().stream().flatMap(name -> stepClaim(name).stream()).toList();
    return switch (claim.specification()) {
      case "InductiveSpec" -> fromEach(new Induction(protocol).states(), step);
      case "Everywhere" -> fromEach(TypeCorrect.states(configuration), step);
      default -> reachable(step);
    };
  }

  private Optional<StepPredicate> stepClaim(String name) {
    if (!stepClaims.containsKey(name) && !behaviourClaims.containsKey(name)) {
      throw new TlaFilesException(
          String.format(Locale.ROOT, "%s claims %s, which Java does not know", claim, name));
    }
    return Optional.ofNullable(stepClaims.get(name));
  }

  private Verdict fromEach(Stream<ProtocolState> states, List<StepPredicate> claims) {
    long[] counts = new long[2];
    boolean[] holds = {true};
    states.forEach(
        s -> {
          counts[0]++;
          holds[0] &= holdsAt(claims, s);
          protocol
              .successors(s)
              .forEach(
                  (action, t) -> {
                    counts[1]++;
                    holds[0] &= claims.stream().allMatch(each -> each.test(s, action, t));
                  });
        });
    return new Verdict(holds[0], counts[0], counts[1], 0, OptionalInt.empty());
  }

  /** What is claimed of states is claimed of initial ones, too; a step that changes nothing. */
  private static boolean holdsAt(List<StepPredicate> claims, ProtocolState s) {
    return claims.stream().allMatch(each -> each.test(s, Action.NOTIFY_OTHER_EVENT, s));
  }

  private Verdict reachable(List<StepPredicate> claims) {
    StateGraph graph = Explorer.graph(protocol);
    ImmutableList<ProtocolState> states = graph.states();
    OptionalInt steps =
        holdsAt(claims, states.get(0))
            ? graph.edges().stream()
                .filter(
                    e ->
                        !claims.stream()
                            .allMatch(
                                each ->
                                    each.test(
                                        states.get(e.from()), e.action(), states.get(e.to()))))
                .mapToInt(e -> graph.pathThrough(e).size())
                .findFirst()
            : OptionalInt.of(0);
    boolean behaviours =
        claim.claimed().stream()
            .filter(behaviourClaims::containsKey)
            .allMatch(name -> behaviourClaims.getOrDefault(name, g -> false).test(graph));
    return new Verdict(
        steps.isEmpty() && behaviours, graph.stateCount(), graph.edgeCount(), graph.depth(), steps);
  }

  private void steps() {
    stepClaims.put("TypeOK", (s, a, t) -> TypeCorrect.test(configuration, t));
    for (Property property : Properties.of(protocol)) {
      stepClaims.put(property.name(), property.holds());
    }
    for (Property property : new Induction(protocol).properties()) {
      stepClaims.put(property.name(), property.holds());
    }
    for (Hazard hazard : Hazard.values()) {
      stepClaims.put("No" + hazard, (s, a, t) -> !hazard.occurs(configuration, t));
    }
  }

  private void situations() {
    never("D15_CancelBeforeStart", Situation.RACE_BEFORE_START);
    never("D8_CancelInCallback", Situation.RACE_IN_CALLBACK);
    never("L5_CancelInRead", Situation.RACE_IN_READ);
    never("D2_CancelWhileStopping", Situation.RACE_WHILE_STOPPING);
    never("D9_CancelAfterLastBand", Situation.RACE_AFTER_LAST_BAND);
    never("D1_CancelBetweenTransfers", Situation.RACE_BETWEEN_TRANSFERS);
    never("D3_ErrorAfterCancel", Situation.ERROR_AFTER_CANCEL);
    never("A1_BothSidesCancel", Situation.A1_BOTH_CANCEL);
    never("A2_CallbackCancels", Situation.A2_CALLBACK_CANCELS);
    never("B1_CallbackWay", Situation.B1_CALLBACK_WAY);
    never("B2_CancelPendingIOWay", Situation.B2_CANCEL_PENDING_IO_WAY);
    never("B3_FalseObserved", Situation.B3_FALSE_OBSERVED);
    never("B4_EventObserved", Situation.B4_EVENT_OBSERVED);
  }

  private void never(String name, Situation situation) {
    stepClaims.put("Never_" + name, (s, a, t) -> !situation.occurs(s, a, t));
  }

  private void mappings() {
    machine("MachineSpec", s -> MachineView.of(s));
    machine("FairMachineSpec", s -> MachineView.of(s));
    machine(
        "MappedErrorAsCanceling",
        s -> MachineView.of(s).mistaking(TransferState.ERROR, TransferState.CANCELING));
    machine(
        "MappedErrorAsIdle",
        s -> MachineView.of(s).mistaking(TransferState.ERROR, TransferState.IDLE));
    Mapping frozen = s -> MachineView.IDLE;
    machine("MappedFrozen", frozen);
    stepClaims.put("FrozenNeverBegins", (s, a, t) -> frozen.of(t).state() != ACQUIRING);
    stepClaims.put("NeverBegins", (s, a, t) -> !turns(s, TransferState.IDLE, t, ACQUIRING));
    stepClaims.put("NeverCompletes", (s, a, t) -> s.complete() || !t.complete());
    stepClaims.put("NeverCancels", (s, a, t) -> !turns(s, ACQUIRING, t, CANCELING));
    stepClaims.put("NeverFails", (s, a, t) -> !turns(s, ACQUIRING, t, TransferState.ERROR));
    stepClaims.put("NeverFailsLate", (s, a, t) -> !turns(s, CANCELING, t, TransferState.ERROR));
    stepClaims.put("NeverReturns", (s, a, t) -> a != Action.RETURN_FROM_ACQUIRE);
    Protocol free = new Protocol(configuration.with(Bounds.NONE));
    stepClaims.put(
        "UnboundedSpec",
        (s, a, t) ->
            s.uncounted().equals(t.uncounted())
                || free.next(s.uncounted(), a).filter(t.uncounted()::equals).isPresent());
  }

  private static final TransferState ACQUIRING = TransferState.ACQUIRING;
  private static final TransferState CANCELING = TransferState.CANCELING;

  private static boolean turns(
      ProtocolState s, TransferState before, ProtocolState t, TransferState after) {
    return s.state() == before && t.state() == after;
  }

  private interface Mapping {
    MachineView of(ProtocolState state);
  }

  private void machine(String name, Mapping mapping) {
    stepClaims.put(name, (s, a, t) -> mapping.of(s).allows(mapping.of(t), platform));
  }

  private void behaviours() {
    Predicate<ProtocolState> canceled = s -> s.cause().isCancel();
    leadsTo("L1_ReturnToIdle", s -> s.state() != TransferState.IDLE, JavaCheck::idle);
    leadsTo("L2_CallReturns", ProtocolState::inCall, s -> !s.inCall() && s.result().isPresent());
    leadsTo(
        "L3_CancelEndsTransfer",
        canceled,
        s -> !s.inCall() && s.result().filter(code -> !code.equals(HResult.S_OK)).isPresent());
    leadsTo(
        "L4_UndisturbedSucceeds",
        ProtocolState::inCall,
        s -> s.cause() != Cause.NONE || s.result().filter(HResult.S_OK::equals).isPresent());
    leadsTo("L5_CancelReturnsToIdle", s -> s.cause() != Cause.NONE, JavaCheck::idle);
    leadsTo("Absurd", ProtocolState.INITIAL::equals, s -> false);
    behaviourClaims.put(
        "FairMachineSpec",
        graph ->
            graph.leadsTo(s -> s.status().ends(), s -> !s.status().ends(), fair())
                && graph.leadsTo(s -> s.status().goesOn(), s -> !s.status().goesOn(), fair()));
    Protocol free = new Protocol(configuration.with(Bounds.NONE));
    behaviourClaims.put(
        "UnboundedSpec",
        graph ->
            Stream.of(Fairness.values())
                .allMatch(
                    component ->
                        graph.leadsTo(
                            s -> canAct(free, component, s.uncounted()),
                            s -> !canAct(free, component, s.uncounted()),
                            component.actions(),
                            fair())));
  }

  private static boolean idle(ProtocolState s) {
    return s.state() == TransferState.IDLE;
  }

  /** Whether the component can do something that changes the state. */
  private static boolean canAct(Protocol protocol, Fairness component, ProtocolState s) {
    return component.actions().stream()
        .anyMatch(action -> protocol.next(s, action).filter(t -> !t.equals(s)).isPresent());
  }

  private void leadsTo(String name, Predicate<ProtocolState> p, Predicate<ProtocolState> q) {
    behaviourClaims.put(name, graph -> graph.leadsTo(p, q, fair()));
  }

  private List<Set<Action>> fair() {
    return claim.fairness().stream().<Set<Action>>map(Fairness::actions).toList();
  }
}
