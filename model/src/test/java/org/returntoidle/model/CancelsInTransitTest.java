package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.Action.CANCEL_PENDING_IO;
import static org.returntoidle.model.Action.NOTIFY_CANCEL_IO;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.MoreCollectors;
import com.google.common.collect.SetMultimap;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.engine.BranchingSystem;
import org.returntoidle.model.engine.StateGraph;

/**
 * None, one or many CANCEL_IO under way; the claims say that every number of them is one of these.
 */
class CancelsInTransitTest {
  private static final Protocol FREE = new Protocol(Configuration.DEFAULT.with(Bounds.NONE));

  @Test
  void beyondTwoTheyAreMany() {
    assertEquals(2_960, StateGraph.of(CancelsInTransit.many(FREE)).stateCount());
    assertEquals(1_952, StateGraph.of(new CancelsInTransit(FREE, 1, true)).stateCount());
    assertEquals(3_828, StateGraph.of(CancelsInTransit.upTo(3, FREE)).stateCount());
    assertEquals(
        steps(FREE, ProtocolState.INITIAL),
        steps(CancelsInTransit.many(FREE), ProtocolState.INITIAL));
  }

  @Test
  void oneOfManyLeavesManyOrOneLess() {
    CancelsInTransit many = CancelsInTransit.many(FREE);
    assertEquals(Set.of(0), after(many, 1, NOTIFY_CANCEL_IO));
    assertEquals(Set.of(1, 2), after(many, 2, NOTIFY_CANCEL_IO));
    assertEquals(Set.of(2), after(many, 1, CANCEL_PENDING_IO));
    assertEquals(Set.of(2), after(many, 2, CANCEL_PENDING_IO));
    CancelsInTransit three = CancelsInTransit.upTo(3, FREE);
    assertEquals(Set.of(2), after(three, 3, NOTIFY_CANCEL_IO));
    assertEquals(Set.of(3), after(three, 2, CANCEL_PENDING_IO));
    assertEquals(Set.of(), after(three, 3, CANCEL_PENDING_IO));
  }

  /** What is counted here is the same as in the protocol itself, where both count to two. */
  @Test
  void twoAreTheProtocol() {
    CancelsInTransit two = CancelsInTransit.upTo(2, FREE);
    for (ProtocolState state : StateGraph.of(FREE).states()) {
      assertEquals(steps(FREE, state), steps(two, state));
    }
  }

  @Test
  void eachIsDeliveredOnceAsFarAsTheyAreCounted() {
    Property many = deliveredOnce(CancelsInTransit.many(FREE));
    assertEquals(Rule.B4, many.rule());
    assertTrue(many.holds(with(1), NOTIFY_CANCEL_IO, with(0)));
    assertFalse(many.holds(with(1), NOTIFY_CANCEL_IO, pressed(with(1))));
    assertTrue(many.holds(with(2), NOTIFY_CANCEL_IO, with(1)));
    assertTrue(many.holds(with(2), NOTIFY_CANCEL_IO, with(2)));
    assertFalse(many.holds(with(2), NOTIFY_CANCEL_IO, with(0)));
    assertTrue(many.holds(with(2), CANCEL_PENDING_IO, with(2)));
    assertFalse(many.holds(with(1), CANCEL_PENDING_IO, pressed(with(1))));
    assertFalse(many.holds(with(1), Action.ACQUIRE_ITEM_DATA, with(0)));
    Property three = deliveredOnce(CancelsInTransit.upTo(3, FREE));
    assertFalse(three.holds(with(3), NOTIFY_CANCEL_IO, pressed(with(3))));
    assertTrue(three.holds(with(3), NOTIFY_CANCEL_IO, with(2)));
  }

  @Test
  void boundedCancelsAreRefused() {
    Protocol bounded = new Protocol(Configuration.DEFAULT);
    assertThrows(IllegalArgumentException.class, () -> CancelsInTransit.many(bounded));
  }

  private static Property deliveredOnce(CancelsInTransit system) {
    return system.countedHere(Properties.of(FREE)).stream()
        .filter(property -> property.name().equals("B4_DeliveredOnce"))
        .collect(MoreCollectors.onlyElement());
  }

  private static ProtocolState with(int inTransit) {
    return CancelsInTransit.with(inTransit, ProtocolState.INITIAL);
  }

  /** The same but for the button: a step that changes nothing breaks no claim. */
  private static ProtocolState pressed(ProtocolState state) {
    return FREE.next(state, Action.PRESS_CANCEL_BUTTON).orElseThrow();
  }

  private static Set<Integer> after(CancelsInTransit system, int inTransit, Action action) {
    Set<Integer> numbers = new HashSet<>();
    system.steps(
        with(inTransit),
        (happened, state) -> {
          if (happened == action) {
            numbers.add(state.inTransit());
          }
        });
    return numbers;
  }

  private static SetMultimap<Action, ProtocolState> steps(
      BranchingSystem<ProtocolState, Action> system, ProtocolState state) {
    SetMultimap<Action, ProtocolState> steps = HashMultimap.create();
    system.steps(state, steps::put);
    return steps;
  }
}
