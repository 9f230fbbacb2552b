package org.returntoidle.tla.sweep;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hasher;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.engine.TransitionSystem;
import org.returntoidle.tla.Banded;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Component;
import org.returntoidle.tla.Formula;
import org.returntoidle.tla.Formulas;
import org.returntoidle.tla.TlaFiles;

/** One configuration of the protocol, what can be reached in it, and what is claimed of it. */
final class Kind {
  /**
   * Not asked: what types say, the invariant of the induction and the refinement. They stand in
   * front of the rules, and would hide that these have nothing to say.
   */
  private static final ImmutableSet<String> NOT_ASKED =
      ImmutableSet.of("TypeOK", "Inductive", "MachineSpec", "FairMachineSpec", "UnboundedSpec");

  /** So that what is counted is changed, too. */
  private static final Bounds SMALL = Bounds.of(2, 2, 1, 1);

  private static final String ASKED = "(safety|without|enough|gone|hazard|reached|free).*";

  /** Asked with bounds, too: where two cancels are allowed, more can come together. */
  private static final String BOUNDED = "(safety|hazard|reached).*";

  private final Configuration configuration;
  private final ImmutableList<Claim> claims;
  private final ImmutableSet<String> deaf;
  private final Protocol protocol;

  /** What can be reached is the same for every sweep. */
  private static final LoadingCache<Configuration, StateGraph<ProtocolState, Action>> GRAPHS =
      CacheBuilder.newBuilder()
          .build(CacheLoader.from(configuration -> StateGraph.of(new Protocol(configuration))));

  private Kind(
      Configuration configuration, ImmutableList<Claim> claims, ImmutableSet<String> deaf) {
    this.deaf = deaf;
    this.configuration = configuration;
    this.claims = claims;
    this.protocol = new Protocol(configuration);
  }

  /** Those of the claims; those with few states first, where it is soon seen who notices. */
  static ImmutableList<Kind> all(ImmutableSet<String> deaf) {
    Map<Configuration, ImmutableList.Builder<Claim>> claims = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(Bounds.NONE, SMALL).flatMap(Configuration::all).map(Kind::usual),
            TlaFiles.JAR.claims().stream().flatMap(Kind::variants))
        .forEach(
            claim ->
                claims
                    .computeIfAbsent(claim.configuration(), c -> ImmutableList.builder())
                    .add(claim));
    return claims.entrySet().stream()
        .map(entry -> new Kind(entry.getKey(), entry.getValue().build(), deaf))
        .sorted(Comparator.comparingInt(Kind::size))
        .collect(toImmutableList());
  }

  private static Stream<Claim> variants(Claim claim) {
    Stream<Claim> asItIs = Stream.of(claim).filter(each -> each.name().matches(ASKED));
    Stream<Claim> bounded = Stream.of(claim).filter(each -> each.name().matches(BOUNDED));
    return Stream.concat(asItIs, bounded.map(each -> each.with(Configuration.DEFAULT.bounds())));
  }

  /** What is claimed of one kind with bounds or without, of this one. */
  private static Claim usual(Configuration kind) {
    boolean bounded = !kind.bounds().equals(Bounds.NONE);
    Claim usual =
        TlaFiles.JAR.claims().stream()
            .filter(claim -> claim.name().equals(bounded ? "bounded-interruptible" : "liveness"))
            .findFirst()
            .orElseThrow();
    return new Claim(
        (bounded ? "bounded-" : "unbounded-") + kind.driver() + "-" + kind.application(),
        usual.says(),
        new Banded(kind, usual.inTransit()),
        usual.specification(),
        usual.invariants(),
        usual.properties(),
        usual.mustHold(),
        usual.withAll(),
        usual.figures());
  }

  private int size() {
    return GRAPHS.getUnchecked(configuration).stateCount();
  }

  /** Where a step leads, as far as it is looked at. */
  private interface Step {
    Optional<ProtocolState> after(Protocol protocol, ProtocolState state, Action action);
  }

  /** Whether {@code change} adds, takes away or changes a step where the protocol can be. */
  boolean differs(Change change) {
    return differs(change, Protocol::next);
  }

  /** The same of steps that change something. */
  boolean moves(Change change) {
    return differs(change, (p, s, action) -> p.next(s, action).filter(after -> !after.equals(s)));
  }

  private boolean differs(Change change, Step step) {
    Protocol changed = change.make().apply(protocol);
    return !changed.initial().equals(protocol.initial())
        || touched(changed)
            .anyMatch(
                action ->
                    states().stream()
                        .anyMatch(
                            s ->
                                !step.after(changed, s, action)
                                    .equals(step.after(protocol, s, action))));
  }

  /** Adds each step that {@code change} adds, takes away or changes to {@code difference}. */
  void difference(Change change, Hasher difference) {
    Protocol changed = change.make().apply(protocol);
    difference.putUnencodedChars(changed.initial().toString());
    touched(changed)
        .forEach(
            action -> {
              List<ProtocolState> states = states();
              for (int i = 0; i < states.size(); i++) {
                Optional<ProtocolState> after = changed.next(states.get(i), action);
                if (!after.equals(protocol.next(states.get(i), action))) {
                  difference.putUnencodedChars(action.label()).putInt(i);
                  difference.putUnencodedChars(after.map(Object::toString).orElse(""));
                }
              }
            });
  }

  private List<ProtocolState> states() {
    return GRAPHS.getUnchecked(configuration).states();
  }

  /** The actions that are other ones in {@code changed}. */
  private Stream<Action> touched(Protocol changed) {
    return Action.BANDED.stream()
        .filter(action -> !Objects.equals(protocol.rows().get(action), changed.rows().get(action)));
  }

  /** What is claimed and does not come out as it must, each with a claim that says so. */
  ImmutableMap<String, Claim> killers(Change change) {
    Protocol changed = change.make().apply(protocol);
    StateGraph<ProtocolState, Action> after = StateGraph.of(new WithinTypes(changed));
    Map<String, Claim> found = new LinkedHashMap<>();
    Set<Object> asked = new LinkedHashSet<>();
    for (Claim claim : claims) {
      ImmutableMap<String, Formula<ProtocolState>> formulas =
          Formulas.of(changed, claim.fairness(), Properties::of);
      for (Formula<ProtocolState> formula : asked(claim, formulas)) {
        String name = formula.name();
        ImmutableSet<? extends Component> fair =
            formula.always().isPresent() ? ImmutableSet.of() : claim.fairness();
        if (!NOT_ASKED.contains(name)
            && !deaf.contains(name)
            && asked.add(List.of(name, fair))
            && formula.holds(after) != claim.mustHold()) {
          found.putIfAbsent(claim.mustHold() ? name : "not " + name, claim.only(formula));
        }
      }
    }
    return ImmutableMap.copyOf(found);
  }

  /**
   * What is claimed; of what can be reached also every rule, though it is claimed elsewhere, and of
   * more states.
   */
  private static ImmutableList<Formula<ProtocolState>> asked(
      Claim claim, ImmutableMap<String, Formula<ProtocolState>> formulas) {
    boolean reachable = claim.name().matches("(un)?bounded-.*");
    return formulas.values().stream()
        .filter(
            formula ->
                claim.claimed().contains(formula.name())
                    || (reachable && formula.set().isPresent()))
        .collect(toImmutableList());
  }

  /** Does not go on where types are wrong: so what is counted without end is finite. */
  private record WithinTypes(Protocol protocol) implements TransitionSystem<ProtocolState, Action> {
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
