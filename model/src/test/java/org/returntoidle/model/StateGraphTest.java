package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.engine.StateGraph;

class StateGraphTest {
  private static final Predicate<ProtocolState> IDLE = s -> s.state() == TransferState.IDLE;

  private final Protocol free = new Protocol(Configuration.DEFAULT.with(Bounds.NONE));
  private final StateGraph<ProtocolState, Action> graph = StateGraph.of(free);

  /** And each of the four assumptions is needed. */
  @Test
  void l1_aDriverReturnsToIdleUnderFairness() {
    List<Set<Action>> fair = LivenessTest.FAIR;
    assertTrue(graph.leadsTo(IDLE.negate(), IDLE, fair));
    for (Set<Action> unfair : fair) {
      List<Set<Action>> rest = fair.stream().filter(set -> !set.equals(unfair)).toList();
      assertFalse(graph.leadsTo(IDLE.negate(), IDLE, rest), () -> "without " + unfair);
    }
  }

  @Test
  void aStepCanBeTheAnswer() {
    Predicate<ProtocolState> reading = s -> s.step() == ProtocolState.Step.READING;
    Predicate<ProtocolState> never = s -> false;
    List<Set<Action>> fair = LivenessTest.FAIR;
    assertFalse(graph.leadsTo(reading, never, fair));
    assertTrue(
        graph.leadsTo(
            reading,
            never,
            Set.of(
                Action.INTERRUPT_READ,
                Action.READ_BAND,
                Action.READ_LAST_BAND,
                Action.READ_BUTTON,
                Action.READ_FAULT,
                Action.READ_NOT_READY),
            fair));
  }

  @Test
  void aStateWithoutCountersIsOneOfTheProtocolWithoutBounds() {
    StateGraph<ProtocolState, Action> bounded = StateGraph.of(new Protocol(Configuration.DEFAULT));
    ProtocolState last = bounded.states().get(bounded.stateCount() - 1);
    assertNotEquals(last, last.uncounted());
    assertEquals(0, last.uncounted().transfers());
    assertTrue(graph.states().contains(last.uncounted()));
  }

  @Test
  void howManyStepsASituationIsAway() {
    Map<CoverProperty, Integer> away = Explorer.situations(free);
    assertEquals(Set.of(CoverProperty.values()), away.keySet());
    assertEquals(
        "{D15_CancelBeforeStart=3, D8_CancelInCallback=7, L5_CancelInRead=5,"
            + " D2_CancelWhileStopping=4, D9_CancelAfterLastBand=9, D1_CancelBetweenTransfers=5,"
            + " D3_ErrorAfterCancel=7, A1_BothSidesCancel=6, A2_CallbackCancels=6,"
            + " B1_CallbackWay=8, B2_CancelPendingIOWay=4, B3_FalseObserved=6,"
            + " B4_EventObserved=3}",
        away.toString());
  }
}
