package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.returntoidle.model.engine.StateGraph;

/** L1 to L5 in Java; TLC checks the same, and which fairness each needs. */
class LivenessTest {
  private static final StateGraph<ProtocolState, Action> GRAPH =
      StateGraph.of(new Protocol(Configuration.DEFAULT.with(Bounds.NONE)));

  /** Nobody stands still for ever while there is something to do. */
  static final List<Set<Action>> FAIR =
      List.of(
          Set.of(Action.IMAGE_ENDS),
          Action.DRIVER_STEPS,
          Action.DEVICE_ANSWERS,
          Action.CALLBACK_ANSWERS);

  @ParameterizedTest
  @EnumSource(Liveness.class)
  void itHoldsUnderFairnessAndNotWithout(Liveness owed) {
    assertTrue(GRAPH.leadsTo(owed.from(), owed.to(), FAIR));
    assertFalse(GRAPH.leadsTo(owed.from(), owed.to(), List.of()));
  }

  /** How often it is owed, and given: a claim about nothing would hold, too. */
  @ParameterizedTest
  @CsvSource({
    "L1_RETURN_TO_IDLE, 2412, 408",
    "L2_CALL_RETURNS, 2412, 396",
    "L3_CANCEL_ENDS_TRANSFER, 2020, 384",
    "L4_UNDISTURBED_SUCCEEDS, 2412, 2464",
    "L5_CANCEL_RETURNS_TO_IDLE, 2452, 408"
  })
  void itIsOwedAndGivenInSoManyStates(Liveness owed, int from, int to) {
    assertEquals(
        List.of(from, to),
        List.of(
            (int) GRAPH.states().stream().filter(owed.from()).count(),
            (int) GRAPH.states().stream().filter(owed.to()).count()));
  }

  @Test
  void eachIsNamedAfterItsRule() {
    for (Liveness owed : Liveness.values()) {
      assertEquals(owed.rule().name(), owed.toString().replaceFirst("_.*", ""));
    }
  }
}
