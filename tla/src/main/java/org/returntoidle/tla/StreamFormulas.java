package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.Predicate;
import org.returntoidle.model.Action;
import org.returntoidle.model.Platform;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Property.Eventually;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.rows.Variable;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamHazard;
import org.returntoidle.model.stream.StreamInduction;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamRules;
import org.returntoidle.model.stream.StreamSituation;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.model.stream.StreamState.Cause;
import org.returntoidle.model.stream.StreamState.Marked;
import org.returntoidle.model.stream.StreamState.Page;
import org.returntoidle.model.stream.StreamState.Step;
import org.returntoidle.model.stream.StreamTypes;
import org.returntoidle.model.stream.StreamWords;

/** Everything that can be claimed of a stream protocol, by the names of the TLA+ modules. */
public final class StreamFormulas {
  private static final ImmutableList<Variable<StreamState>> COUNTED =
      ImmutableList.of(
          StreamWords.TRANSFERS,
          StreamWords.PAGES,
          StreamWords.BANDS,
          StreamWords.CANCELS,
          StreamWords.FAULTS,
          StreamWords.SKIPS);

  private static final ImmutableSet<String> UNDISTURBED =
      ImmutableSet.of("L1_ReturnToIdle", "L2_CallReturns", "L4_UndisturbedSucceeds");

  private final StreamProtocol protocol;
  private final StreamConfiguration configuration;
  private final ImmutableList<ImmutableSet<Action>> fair;
  private final ImmutableMap.Builder<String, Formula<StreamState>> all = ImmutableMap.builder();

  private StreamFormulas(StreamProtocol protocol, ImmutableList<ImmutableSet<Action>> fair) {
    this.protocol = protocol;
    this.configuration = protocol.configuration();
    this.fair = fair;
    always();
    new MachineFormulas<StreamState>(MachineView::of, Platform.VISTA, fair)
        .all()
        .forEach(this::add);
    behaviours();
    refinement();
  }

  /** The formulas of {@code protocol}, where none of {@code fair} is neglected for ever. */
  public static ImmutableMap<String, Formula<StreamState>> of(
      StreamProtocol protocol, ImmutableList<ImmutableSet<Action>> fair) {
    return new StreamFormulas(protocol, fair).all.buildOrThrow();
  }

  private void add(Formula<StreamState> formula) {
    all.put(formula.name(), formula);
  }

  private void always() {
    StreamRules.of(protocol).forEach(rule -> add(Formula.of(rule).in(ClaimSet.RULES)));
    new StreamInduction(protocol)
        .properties()
        .forEach(property -> add(Formula.of(property).in(ClaimSet.INDUCTION)));
    add("TypeOK", new Condition.OfStates<>(StreamTypes.test(configuration)));
    for (StreamHazard hazard : StreamHazard.values()) {
      add("No" + hazard, hazard.occurs(configuration).negate());
    }
    for (StreamSituation situation : StreamSituation.values()) {
      add("Never_" + situation, situation.claim().condition().negate());
    }
  }

  private void add(String name, Condition<StreamState, Action> condition) {
    add(Formula.of(new Always<>(name, condition)));
  }

  private void behaviours() {
    ImmutableList<Eventually<StreamState, Action>> liveness = StreamRules.liveness(fair);
    liveness.forEach(each -> add(Formula.of(each).in(ClaimSet.LIVENESS)));
    Eventually<StreamState, Action> any =
        new Eventually<>(
            "Any_L1_L2_L4",
            s -> !rests(s),
            s ->
                rests(s)
                    || s.result().filter(StreamRules.SUCCESSES::contains).isPresent()
                    || s.cause() != Cause.NONE,
            fair);
    add(Formula.of(any));
    add(
        new Formula<>(
            "AnyIsWeaker",
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                graph ->
                    holds(graph, any)
                        || liveness.stream()
                            .noneMatch(
                                each -> UNDISTURBED.contains(each.name()) && holds(graph, each)))));
    add(
        new Formula<>(
            "RestFollows",
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                graph ->
                    liveness.stream()
                            .anyMatch(
                                each -> each.name().equals("L2_CallReturns") && !holds(graph, each))
                        || liveness.stream().allMatch(each -> holds(graph, each)))));
    add(
        new Formula<>(
            "L1_UnlessRepairedForEver",
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                graph ->
                    liveness.stream()
                        .filter(each -> UNDISTURBED.contains(each.name()))
                        .allMatch(
                            each ->
                                graph.leadsTo(
                                    each.trigger(),
                                    each.goal(),
                                    ImmutableSet.of(Action.HANDLER_RESOLVES),
                                    each.fair())))));
    leadsTo("Absurd", StreamState.INITIAL::equals, s -> false);
    always("Must_A4_Begin", s -> !rests(s));
    always("Must_A1_Press", StreamState::button);
    always("Must_D10_Fail", StreamState::fault);
    always("Must_V1_Cancel", s -> s.marked() != Marked.NO);
    always("Must_V1a_Deliver", s -> s.inTransit() < StreamBounds.IN_TRANSIT);
    always("Must_V3_Skip", s -> s.page() == Page.SKIPPED);
  }

  private static boolean holds(
      StateGraph<StreamState, Action> graph, Eventually<StreamState, Action> property) {
    return graph.counterexample(property).isEmpty();
  }

  private static boolean rests(StreamState s) {
    return s.step() == Step.RESTING;
  }

  /** Again and again. */
  private void always(String name, Predicate<StreamState> which) {
    leadsTo(name, s -> true, which);
  }

  private void leadsTo(String name, Predicate<StreamState> p, Predicate<StreamState> q) {
    add(Formula.of(new Eventually<>(name, p, q, fair)));
  }

  /** Without what it counts, every step is one of the protocol without bounds. */
  private void refinement() {
    StreamProtocol free = new StreamProtocol(configuration.with(StreamBounds.NONE));
    add(
        "UnboundedSafe",
        new Condition.OfSteps<>(
            (s, a, t) -> {
              StreamState before = uncounted(s);
              StreamState after = uncounted(t);
              return before.equals(after) || after.equals(free.successors(before).get(a));
            }));
  }

  private static StreamState uncounted(StreamState state) {
    StreamState rest = state;
    for (Variable<StreamState> counted : COUNTED) {
      rest = StreamWords.VARIABLES.with(rest, counted, 0);
    }
    return rest;
  }
}
