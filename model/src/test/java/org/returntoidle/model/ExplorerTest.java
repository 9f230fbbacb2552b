package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.isNot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.Explorer.Violation;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.rows.Term;

class ExplorerTest {
  private static final Bounds SMALL = Configuration.DEFAULT.bounds();

  static Stream<Configuration> everyConfiguration() {
    return Stream.concat(Configuration.all(SMALL), Configuration.all(Bounds.NONE));
  }

  private static boolean isOneOfEachDriver(Configuration configuration) {
    return configuration.platform().equals(Platform.XP)
        && configuration.application() == ApplicationKind.BOTH;
  }

  static Stream<Configuration> oneOfEachDriver() {
    return everyConfiguration().filter(ExplorerTest::isOneOfEachDriver);
  }

  static Stream<Configuration> everyOther() {
    return everyConfiguration().filter(configuration -> !isOneOfEachDriver(configuration));
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("everyOther")
  void soItDoesInEveryOther(Configuration configuration) {
    everyPropertyHolds(configuration);
  }

  @ParameterizedTest
  @MethodSource("oneOfEachDriver")
  void everyPropertyHolds(Configuration configuration) {
    Exploration exploration = Explorer.explore(new Protocol(configuration));
    assertEquals(ImmutableList.of(), exploration.violations());
    assertEquals(88, exploration.properties().size());
  }

  /** State counts are facts: a changed count is a changed protocol. TLC finds the same ones. */
  @ParameterizedTest
  @CsvSource({
    "XP, NOT_ASYNCHRONOUS, CANCEL_PENDING_IO, 6070, 29825, 17",
    "XP, NOT_ASYNCHRONOUS, CALLBACK,          1903,  7986, 16",
    "XP, NOT_ASYNCHRONOUS, BOTH,              6322, 31103, 16",
    "XP, BLOCKING,         CANCEL_PENDING_IO, 8938, 43587, 17",
    "XP, BLOCKING,         CALLBACK,          2452, 10589, 16",
    "XP, BLOCKING,         BOTH,              9862, 47825, 16",
    "XP, INTERRUPTIBLE,    CANCEL_PENDING_IO, 8938, 44163, 17",
    "XP, INTERRUPTIBLE,    CALLBACK,          2452, 10697, 16",
    "XP, INTERRUPTIBLE,    BOTH,              9862, 48401, 16",
    "ME, INTERRUPTIBLE,    BOTH,              9862, 48401, 16"
  })
  void stateCountsArePinned(
      Platform platform,
      DriverKind driver,
      ApplicationKind application,
      int states,
      int edges,
      int depth) {
    Exploration found =
        Explorer.explore(
            new Protocol(new Configuration(platform, driver, application, SMALL)),
            List.of(),
            1,
            visited -> {});
    assertEquals(
        List.of(states, edges, depth),
        List.of((int) found.states(), (int) found.edges(), found.depth()));
  }

  static Stream<Configuration> unbounded() {
    return Configuration.all(Bounds.NONE);
  }

  static Stream<Configuration> small() {
    return Configuration.all(SMALL);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("small")
  void soItIsWithBounds(Configuration configuration) {
    theFastGraphIsTheSlowGraph(configuration);
  }

  @Tag("ci")
  @Test
  void soItIsWithTheUsualBounds() {
    theFastGraphIsTheSlowGraph(Configuration.DEFAULT);
  }

  private record Edge(ProtocolState before, Action action, ProtocolState after) {}

  /** The {@code Table} is the protocol: asked state by state, without packing. */
  @ParameterizedTest
  @MethodSource("unbounded")
  void theFastGraphIsTheSlowGraph(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    StateGraph<ProtocolState, Action> graph = Explorer.graph(protocol);
    List<ProtocolState> slow = new ArrayList<>(List.of(ProtocolState.INITIAL));
    Set<ProtocolState> known = new HashSet<>(slow);
    Set<Edge> edges = new HashSet<>();
    for (int i = 0; i < slow.size(); i++) {
      ProtocolState before = slow.get(i);
      for (Map.Entry<Action, ProtocolState> step : protocol.successors(before).entrySet()) {
        edges.add(new Edge(before, step.getKey(), step.getValue()));
        if (known.add(step.getValue())) {
          slow.add(step.getValue());
        }
      }
    }
    assertEquals(known, ImmutableSet.copyOf(graph.states()));
    assertEquals(
        edges,
        graph.edges().stream()
            .map(
                edge ->
                    new Edge(
                        graph.states().get(edge.from()),
                        edge.action(),
                        graph.states().get(edge.to())))
            .collect(Collectors.toSet()));
    assertEquals(edges.size(), graph.edgeCount());
  }

  @Tag("ci")
  @Test
  void countsDoNotDependOnTheNumberOfWorkers() {
    Protocol protocol = new Protocol(Configuration.DEFAULT.with(Bounds.of(6, 4, 3, 1)));
    Exploration one = Explorer.explore(protocol, List.of(), 1, states -> {});
    StateGraph<ProtocolState, Action> graph = Explorer.graph(protocol);
    for (int workers : List.of(1, 2, 3)) {
      Exploration other = Explorer.explore(protocol, List.of(), workers, states -> {});
      assertEquals(
          List.of(graph.stateCount(), graph.edgeCount(), graph.depth()),
          List.of((int) other.states(), (int) other.edges(), other.depth()));
    }
    assertTrue(one.bytes() < 24 * one.states(), () -> one + "");
    assertThrows(
        IllegalArgumentException.class,
        () -> Explorer.explore(protocol, List.of(), 0, states -> {}));
  }

  /** Nor does what is found: levels of this size are shared out, and the path leads far. */
  @Test
  void whatIsFoundDoesNotDependOnTheNumberOfWorkers() {
    Protocol protocol = new Protocol(Configuration.DEFAULT.with(Bounds.of(3, 4, 3, 2)));
    Property wrong =
        Property.ofStates(
            "Wrong_ThirdTransferHasNoFault",
            Rule.A3,
            s -> s.transfers() < 3 || s.cause() != ProtocolState.Cause.FAULT);
    Exploration one = Explorer.explore(protocol, List.of(wrong), 1, states -> {});
    assertEquals(1, one.violations().size());
    for (int workers : List.of(2, 4)) {
      Exploration other =
          Explorer.explore(
              new Protocol(protocol.configuration()), List.of(wrong), workers, states -> {});
      assertEquals(
          List.of(one.states(), one.edges(), (long) one.depth()),
          List.of(other.states(), other.edges(), (long) other.depth()));
      assertEquals(one.violations(), other.violations());
      assertEquals(one.situations(), other.situations());
    }
  }

  /** What cannot be packed is refused, not miscounted. */
  @Test
  void aProtocolThatDoesNotFitIntoTheTableIsRefused() {
    Protocol protocol = new Protocol(Configuration.DEFAULT.with(Bounds.of(2, 5, 2, 1)));
    Term<ProtocolState> atRest = is(Vocabulary.STEP, ProtocolState.Step.RESTING);
    Protocol choosy =
        protocol.withGuard(
            Action.ACQUIRE_ITEM_DATA,
            and(
                atRest,
                isNot(Vocabulary.TRANSFERS, 2),
                new Term.Less<>(Vocabulary.TRANSFERS, constant(5))));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Explorer.explore(choosy))
            .toString()
            .contains("this state does not have the steps of its class"));
    Protocol endless = protocol.withGuard(Action.ACQUIRE_ITEM_DATA, atRest);
    assertTrue(
        assertThrows(IllegalStateException.class, () -> Explorer.explore(endless))
            .toString()
            .contains("counted beyond a bound"));
  }

  @Test
  void withoutBoundsTheGraphIsStillFinite() {
    StateGraph<ProtocolState, Action> graph =
        Explorer.graph(new Protocol(Configuration.DEFAULT.with(Bounds.NONE)));
    assertEquals(2820, graph.stateCount());
    assertEquals(16716, graph.edgeCount());
  }

  @Test
  void everyActionAndEveryMachineStateOccurs() {
    StateGraph<ProtocolState, Action> graph = Explorer.graph(new Protocol(Configuration.DEFAULT));
    assertEquals(
        Action.BANDED,
        graph.edges().stream().map(StateGraph.Edge::action).collect(Collectors.toSet()));
    assertEquals(
        ImmutableSet.copyOf(TransferState.values()),
        graph.states().stream().map(ProtocolState::state).collect(Collectors.toSet()));
  }

  @Test
  void everyRaceAndPermissionIsVisited() {
    Exploration exploration = Explorer.explore(new Protocol(Configuration.DEFAULT));
    assertEquals(ImmutableSet.copyOf(CoverProperty.values()), exploration.situations());
  }

  @Test
  void aDriverThatIsNotAsynchronousNeverTurnsToCancelingOnAnEvent() {
    Exploration exploration =
        Explorer.explore(new Protocol(Configuration.DEFAULT.with(DriverKind.NOT_ASYNCHRONOUS)));
    assertEquals(
        ImmutableSet.of(
            CoverProperty.D3_ERROR_AFTER_CANCEL,
            CoverProperty.B2_CANCEL_PENDING_IO_WAY,
            CoverProperty.B4_EVENT_OBSERVED),
        missing(exploration).collect(Collectors.toSet()));
  }

  private static Stream<CoverProperty> missing(Exploration exploration) {
    return Arrays.stream(CoverProperty.values()).filter(s -> !exploration.situations().contains(s));
  }

  @Test
  void aViolationComesWithAShortestPath() {
    Property wrong =
        Property.ofStates(
            "Wrong_NeverCanceling", Rule.A3, s -> s.state() != TransferState.CANCELING);
    Exploration exploration =
        Explorer.explore(new Protocol(Configuration.DEFAULT), List.of(wrong), 1, states -> {});
    Violation violation = exploration.violations().get(0);
    assertEquals(List.of(Action.ACQUIRE_ITEM_DATA, Action.DRIVER_CANCELS), violation.path());
  }

  @Test
  void everyPathIsABehaviourOfTheProtocol() {
    Protocol protocol = new Protocol(Configuration.DEFAULT);
    StateGraph<ProtocolState, Action> graph = Explorer.graph(protocol);
    for (int i = 0; i < graph.stateCount(); i += 97) {
      ProtocolState state = ProtocolState.INITIAL;
      for (Action action : graph.pathTo(i)) {
        state = protocol.next(state, action).orElseThrow();
      }
      assertEquals(graph.states().get(i), state);
    }
  }
}
