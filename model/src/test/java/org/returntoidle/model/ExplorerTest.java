package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.Explorer.Violation;

class ExplorerTest {
  private static final Bounds SMALL = Configuration.DEFAULT.bounds();

  static Stream<Configuration> everyConfiguration() {
    return Stream.concat(Configurations.all(SMALL), Configurations.all(Bounds.NONE));
  }

  @ParameterizedTest
  @MethodSource("everyConfiguration")
  void everyPropertyHoldsInEveryConfiguration(Configuration configuration) {
    Exploration exploration = Explorer.explore(new Protocol(configuration));
    assertEquals(ImmutableList.of(), exploration.violations());
    assertEquals(24, exploration.properties().size());
  }

  /** State counts are facts: a changed count is a changed protocol. TLC finds the same ones. */
  @ParameterizedTest
  @CsvSource({
    "XP, NOT_ASYNCHRONOUS, CANCEL_PENDING_IO, 4182, 20411, 25",
    "XP, NOT_ASYNCHRONOUS, CALLBACK,          1408,  5938, 23",
    "XP, NOT_ASYNCHRONOUS, BOTH,              4566, 22441, 23",
    "XP, BLOCKING,         CANCEL_PENDING_IO, 5922, 27949, 25",
    "XP, BLOCKING,         CALLBACK,          1408,  5938, 23",
    "XP, BLOCKING,         BOTH,              6576, 31134, 23",
    "XP, INTERRUPTIBLE,    CANCEL_PENDING_IO, 5922, 28141, 25",
    "XP, INTERRUPTIBLE,    CALLBACK,          1408,  5938, 23",
    "XP, INTERRUPTIBLE,    BOTH,              6576, 31326, 23",
    "ME, INTERRUPTIBLE,    BOTH,              6576, 31326, 23"
  })
  void stateCountsArePinned(
      Platform platform,
      DriverKind driver,
      ApplicationKind application,
      int states,
      int edges,
      int depth) {
    StateGraph graph =
        Explorer.graph(new Protocol(new Configuration(platform, driver, application, SMALL)));
    assertEquals(states, graph.stateCount());
    assertEquals(edges, graph.edges().size());
    assertEquals(depth, graph.depth());
  }

  @Test
  void withoutBoundsTheGraphIsStillFinite() {
    StateGraph graph = Explorer.graph(new Protocol(Configuration.DEFAULT.with(Bounds.NONE)));
    assertEquals(1788, graph.stateCount());
    assertEquals(10386, graph.edges().size());
  }

  @Test
  void everyActionAndEveryMachineStateOccurs() {
    StateGraph graph = Explorer.graph(new Protocol(Configuration.DEFAULT));
    assertEquals(ImmutableSet.copyOf(Action.values()), graph.edgesPerAction().keySet());
    assertEquals(
        ImmutableSet.copyOf(TransferState.values()),
        graph.states().stream().map(ProtocolState::state).collect(Collectors.toSet()));
  }

  @Test
  void everyRaceAndPermissionIsVisited() {
    Exploration exploration = Explorer.explore(new Protocol(Configuration.DEFAULT));
    assertEquals(ImmutableSet.copyOf(Situation.values()), exploration.situations().keySet());
  }

  @Test
  void aDriverThatIsNotAsynchronousNeverTurnsToCancelingOnAnEvent() {
    Exploration exploration =
        Explorer.explore(new Protocol(Configuration.DEFAULT.with(DriverKind.NOT_ASYNCHRONOUS)));
    assertEquals(
        ImmutableSet.of(
            Situation.ERROR_AFTER_CANCEL,
            Situation.B2_CANCEL_PENDING_IO_WAY,
            Situation.B4_EVENT_OBSERVED),
        missing(exploration).collect(Collectors.toSet()));
  }

  private static Stream<Situation> missing(Exploration exploration) {
    return Arrays.stream(Situation.values()).filter(s -> !exploration.situations().containsKey(s));
  }

  @Test
  void aViolationComesWithAShortestPath() {
    Property wrong =
        new Property(
            "Wrong_NeverCanceling",
            Rule.A3,
            (before, action, after) -> after.state() != TransferState.CANCELING);
    Exploration exploration = Explorer.explore(new Protocol(Configuration.DEFAULT), List.of(wrong));
    Violation violation = exploration.violations().get(0);
    assertEquals(
        List.of(Action.ACQUIRE_ITEM_DATA, Action.CANCEL_PENDING_IO, Action.NOTIFY_CANCEL_IO),
        violation.path());
  }

  @Test
  void everyPathIsABehaviourOfTheProtocol() {
    Protocol protocol = new Protocol(Configuration.DEFAULT);
    StateGraph graph = Explorer.graph(protocol);
    for (int i = 0; i < graph.stateCount(); i += 97) {
      ProtocolState state = ProtocolState.INITIAL;
      for (Action action : graph.pathTo(i)) {
        state = protocol.next(state, action).orElseThrow();
      }
      assertEquals(graph.states().get(i), state);
    }
  }
}
