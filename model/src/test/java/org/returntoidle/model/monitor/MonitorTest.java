package org.returntoidle.model.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Capability;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.Rule;
import org.returntoidle.model.engine.StateGraph;

class MonitorTest {
  private static final ImmutableSet<Action> ALL = Action.BANDED;

  private static final Observation ENTER = Observation.of(Action.ACQUIRE_ITEM_DATA);
  private static final Observation START = Observation.of(Action.START_DEVICE);
  private static final Observation STOP = Observation.of(Action.STOP_DEVICE);
  private static final Observation BAND = Observation.of(Action.DELIVER_BAND);
  private static final Observation LAST = Observation.of(Action.DELIVER_BAND, Mark.LAST);
  private static final Observation OK = Observation.of(Action.CALLBACK_CONTINUES);
  private static final Observation CANCELS = Observation.of(Action.CALLBACK_CANCELS);
  private static final Observation FAILS =
      Observation.of(Action.CALLBACK_FAILS_E_FAIL, Mark.IS_ERROR);
  private static final Observation FAULT = Observation.of(Action.READ_FAULT, Mark.IS_ERROR);
  private static final Observation NOTIFY = Observation.of(Action.NOTIFY_CANCEL_IO);
  private static final Observation RETURNS_OK =
      Observation.of(Action.RETURN_FROM_ACQUIRE, Mark.IS_OK);
  private static final Observation RETURNS_CANCEL =
      Observation.of(Action.RETURN_FROM_ACQUIRE, Mark.REPORTS_CANCEL);
  private static final Observation RETURNS_ERROR =
      Observation.of(Action.RETURN_FROM_ACQUIRE, Mark.IS_ERROR);
  private static final Observation RETURNS_BUSY =
      Observation.of(Action.RETURN_FROM_ACQUIRE, Mark.IS_ERROR, Mark.IS_BUSY);
  private static final Observation AT_ENTRY =
      Observation.of(Action.NOTIFY_CANCEL_IO, Mark.AT_ENTRY);
  private static final Observation OVERLAPPING =
      Observation.of(Action.NOTIFY_CANCEL_IO, Mark.OVERLAPPING);
  private static final Observation UNKNOWN = Observation.of(Action.CALLBACK_FAILS_E_FAIL);
  private static final Observation STATUS = Observation.of(Action.SEND_STATUS);
  private static final Observation CANCEL_BESIDE_CALLER =
      Observation.of(Action.NOTIFY_CANCEL_IO, Mark.OVERLAPPING, Mark.OTHER_THREAD);
  private static final Observation READ_BY_CALLER =
      Observation.of(Action.SUBMIT_READ, Mark.CALLERS_THREAD);
  private static final Observation READ_OF_STOPPED =
      Observation.of(Action.SUBMIT_READ, Mark.CALLERS_THREAD, Mark.OF_STOPPER);
  private static final Observation READ_BY_OTHER =
      Observation.of(Action.SUBMIT_READ, Mark.OTHER_THREAD);
  private static final Observation DECIDES =
      Observation.of(Action.DRIVER_CANCELS, Mark.CALLERS_THREAD);
  private static final Observation DECIDES_BESIDE_CALLER =
      Observation.of(Action.DRIVER_CANCELS, Mark.OTHER_THREAD);
  private static final Observation RETURNS_UNKNOWN =
      Observation.of(Action.RETURN_FROM_ACQUIRE, Mark.OF_UNKNOWN_SUCCESS);

  static Stream<Configuration> configurations() {
    return Configuration.all(Bounds.NONE);
  }

  private static Monitor monitor(boolean asynchronous, ImmutableSet<Action> recorded) {
    return new Monitor(asynchronous, recorded, ImmutableSet.of(), true);
  }

  private static final ImmutableSet<Action> ALL_BUT_DECISIONS =
      Sets.immutableEnumSet(Sets.difference(ALL, ImmutableSet.of(Action.DRIVER_CANCELS)));

  private static final ImmutableSet<Capability> DECLARED =
      ImmutableSet.of(Capability.CANCELS_BY_ITSELF);

  private record Pair(int state, int set) {}

  /** The reference is one of those that keep the rules: whatever the protocol does is permitted. */
  @ParameterizedTest
  @MethodSource("configurations")
  void everyBehaviourOfTheProtocolIsPermitted(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    boolean asynchronous = configuration.driver().asynchronous();
    Protocol neverDecides =
        protocol.withRows(
            ImmutableMap.copyOf(
                Maps.filterKeys(protocol.rows(), action -> action != Action.DRIVER_CANCELS)));
    for (ImmutableSet<Action> recorded : List.of(ALL, Monitor.ALWAYS_RECORDED)) {
      permits(new Monitor(asynchronous, recorded, DECLARED, true), recorded, protocol);
      permits(monitor(asynchronous, recorded), recorded, neverDecides);
    }
  }

  private static void permits(Monitor monitor, ImmutableSet<Action> recorded, Protocol protocol) {
    Configuration configuration = protocol.configuration();
    StateGraph<ProtocolState, Action> graph = StateGraph.of(protocol);
    ImmutableListMultimap<Integer, StateGraph.Edge<Action>> edges =
        Multimaps.index(graph.edges(), StateGraph.Edge::from);
    SubsetConstruction sets = new SubsetConstruction(monitor);
    Set<Pair> met = new HashSet<>();
    Deque<Pair> open = new ArrayDeque<>();
    open.add(new Pair(0, sets.initial()));
    for (Pair pair = open.poll(); pair != null; pair = open.poll()) {
      for (StateGraph.Edge<Action> edge : edges.get(pair.state())) {
        ProtocolState from = graph.states().get(edge.from());
        ProtocolState to = graph.states().get(edge.to());
        int set = pair.set();
        if (recorded.contains(edge.action())) {
          set = sets.next(set, seen(configuration, edge, from, to));
          assertNotEquals(SubsetConstruction.NONE, set, () -> edge + "\n" + from);
        }
        assertEquals(!to.inCall(), sets.isIdle(set));
        Pair next = new Pair(edge.to(), set);
        if (met.add(next)) {
          open.add(next);
        }
      }
    }
    assertTrue(met.size() >= graph.stateCount());
  }

  private static Observation seen(
      Configuration configuration,
      StateGraph.Edge<Action> edge,
      ProtocolState from,
      ProtocolState to) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    switch (edge.action()) {
      case DELIVER_BAND -> mark(marks, Mark.LAST, from.held() == Held.LAST_BAND);
      case CALLBACK_FAILS_E_FAIL, CALLBACK_FAILS_E_ABORT -> mark(marks, Mark.IS_ERROR, true);
      case RETURN_FROM_ACQUIRE -> {
        HResult code = to.result().orElseThrow();
        mark(marks, Mark.IS_OK, code.equals(HResult.S_OK));
        mark(marks, Mark.IS_ERROR, code.isError());
        mark(marks, Mark.REPORTS_CANCEL, configuration.platform().reportsCancel(code));
        mark(marks, Mark.OF_CALLBACK, code.equals(from.answer()));
        mark(marks, Mark.OF_DEVICE, code.equals(Protocol.FAULT));
      }
      default -> {}
    }
    return new Observation(edge.action(), Sets.immutableEnumSet(marks));
  }

  private static void mark(Set<Mark> marks, Mark mark, boolean is) {
    if (is) {
      marks.add(mark);
    }
  }

  /** What was observed, and then what is refused there, by which rule. */
  private static final ImmutableTable<Rule, String, List<Observation>> REFUSED = refused();

  private static ImmutableTable<Rule, String, List<Observation>> refused() {
    return ImmutableTable.<Rule, String, List<Observation>>builder()
        .put(Rule.D4, "a transfer runs already", List.of(ENTER, ENTER))
        .put(Rule.A4, "no transfer runs", List.of(Observation.of(Action.ANSWER_BUSY)))
        .put(Rule.A4, "no other transfer runs", List.of(ENTER, RETURNS_BUSY))
        .put(Rule.D6, "no transfer runs", List.of(START))
        .put(Rule.D13, "the device is on", List.of(ENTER, START, START))
        .put(Rule.D13, "the device is off", List.of(ENTER, STOP))
        .put(
            Rule.D9,
            "no read follows the last band",
            List.of(ENTER, START, LAST, Observation.of(Action.SUBMIT_READ)))
        .put(
            Rule.D22,
            "a cancel or an error was observed before",
            List.of(ENTER, START, CANCEL_BESIDE_CALLER, STATUS, OK, READ_BY_CALLER))
        .put(
            Rule.D23,
            "another read is in flight",
            List.of(
                ENTER,
                START,
                Observation.of(Action.READ_BAND, Mark.CALLERS_THREAD, Mark.IN_FLIGHT)))
        .put(
            Rule.D23,
            "the same thread has stopped the device",
            List.of(ENTER, START, STOP, READ_OF_STOPPED))
        .put(
            Rule.D18,
            "drvAcquireItemData runs on another thread",
            List.of(ENTER, Observation.of(Action.DELIVER_BAND, Mark.OTHER_THREAD)))
        .put(Rule.D18, "another callback is in flight", List.of(ENTER, BAND, BAND))
        .put(Rule.D18, "no transfer runs", List.of(BAND))
        .put(Rule.D18, "no callback is in flight", List.of(ENTER, OK))
        .put(
            Rule.D12,
            "the band belongs to another transfer",
            List.of(ENTER, Observation.of(Action.DELIVER_BAND, Mark.OLD_BAND)))
        .put(Rule.D5, "a cancel or an error was observed before", List.of(ENTER, NOTIFY, BAND))
        .put(Rule.D6, "a callback is in flight", List.of(ENTER, BAND, RETURNS_OK))
        .put(Rule.D6, "the device is still on", List.of(ENTER, START, RETURNS_OK))
        .put(Rule.A3, "the device is still on", List.of(ENTER, START, NOTIFY, RETURNS_CANCEL))
        .put(Rule.A9, "the device is still on", List.of(ENTER, START, BAND, FAILS, RETURNS_ERROR))
        .put(Rule.D10, "the device is still on", List.of(ENTER, START, FAULT, RETURNS_ERROR))
        .put(Rule.L2, "no transfer runs", List.of(RETURNS_OK))
        .put(
            Rule.A9,
            "the callback had returned another code",
            List.of(ENTER, BAND, FAILS, RETURNS_OK))
        .put(
            Rule.D10,
            "the device had failed with another code",
            List.of(ENTER, START, FAULT, STOP, RETURNS_ERROR))
        .put(Rule.L3, "the cancel was lost", List.of(ENTER, BAND, CANCELS, RETURNS_OK))
        .put(Rule.A5, "the transfer was canceled", List.of(ENTER, BAND, CANCELS, RETURNS_ERROR))
        .put(
            Rule.D7,
            "the last band was not acknowledged with S_OK",
            List.of(ENTER, BAND, OK, RETURNS_OK))
        .put(
            Rule.D7,
            "bands were delivered out of order",
            List.of(
                ENTER,
                Observation.of(Action.DELIVER_BAND, Mark.LAST, Mark.NOT_NEXT),
                OK,
                RETURNS_OK))
        .put(Rule.D11, "nothing in this transfer gave that code", List.of(ENTER, RETURNS_ERROR))
        .put(
            Rule.D11,
            "nothing in this transfer gave that code; a driver that cancels by its own decision says"
                + " so: the capability CancelsByItself in the header",
            List.of(ENTER, RETURNS_CANCEL))
        .put(
            Rule.D11,
            "the driver does not say that it may; a driver that cancels by its own decision says so:"
                + " the capability CancelsByItself in the header",
            List.of(ENTER, Observation.of(Action.DRIVER_CANCELS)))
        .buildOrThrow();
  }

  @Test
  void whatIsRefusedIsRefusedByItsRule() {
    Set<Refusal> refused = new HashSet<>();
    for (var cell : REFUSED.cellSet()) {
      List<Observation> seen = cell.getValue();
      SubsetConstruction sets = new SubsetConstruction(monitor(true, ALL));
      int set = sets.initial();
      for (Observation one : seen.subList(0, seen.size() - 1)) {
        set = sets.next(set, one);
        assertNotEquals(SubsetConstruction.NONE, set, seen::toString);
      }
      Observation newest = seen.get(seen.size() - 1);
      assertEquals(SubsetConstruction.NONE, sets.next(set, newest), seen::toString);
      Refusal refusal = sets.refusal(set, newest);
      assertEquals(cell.getRowKey() + ": " + cell.getColumnKey(), says(refusal));
      refused.add(refusal);
    }
    assertEquals(EnumSet.allOf(Refusal.class), refused);
    assertEquals(REFUSED.rowKeySet(), Refusal.RULES);
  }

  private static String says(Refusal refusal) {
    return refusal.rule() + ": " + refusal.why();
  }

  /** Where the sources are silent, and where nobody recorded it, either way is permitted. */
  @Test
  void whatIsNotForbiddenIsPermitted() {
    for (Observation code : List.of(RETURNS_OK, RETURNS_CANCEL)) {
      assertTrue(explains(true, ALL, ENTER, LAST, OK, NOTIFY, code), "D9");
      assertTrue(explains(true, ALL, ENTER, AT_ENTRY, LAST, OK, code), "D1");
      assertTrue(explains(false, ALL, ENTER, NOTIFY, LAST, OK, code), "B5");
    }
    for (Observation code : List.of(RETURNS_OK, RETURNS_UNKNOWN)) {
      assertTrue(explains(true, ALL, ENTER, LAST, UNKNOWN, code), "D19");
    }
    assertTrue(explains(true, ALL, ENTER, OVERLAPPING, LAST, OK, RETURNS_CANCEL), "D5");
    Observation[] phantoms = {RETURNS_CANCEL, RETURNS_ERROR};
    for (Observation code : phantoms) {
      assertTrue(explains(true, Monitor.ALWAYS_RECORDED, ENTER, code), "a button, a fault unseen");
      ImmutableSet<Action> reads =
          ImmutableSet.<Action>builder()
              .addAll(Monitor.ALWAYS_RECORDED)
              .addAll(Action.DEVICE_ANSWERS)
              .add(Action.START_FAILS)
              .build();
      assertTrue(!explains(true, reads, ENTER, code), "but reads and starts were recorded");
    }
  }

  /** Its own decision is a cancel that no event shows; whatever else holds, holds. */
  @Test
  void whoSaysSoMayCancelByItself() {
    Monitor declared = new Monitor(true, ALL_BUT_DECISIONS, DECLARED, true);
    assertEquals(Optional.empty(), refused(declared, ENTER, RETURNS_CANCEL));
    assertEquals(Optional.empty(), refused(declared, ENTER, START, BAND, OK, STOP, RETURNS_CANCEL));
    assertEquals(Optional.empty(), refused(declared, ENTER, START, LAST, OK, STOP, RETURNS_CANCEL));
    assertEquals(Optional.empty(), refused(declared, ENTER, START, FAULT, STOP, RETURNS_CANCEL));
    assertEquals(
        Optional.of(Refusal.ON_AFTER_CANCEL), refused(declared, ENTER, START, RETURNS_CANCEL));
    assertEquals(Optional.of(Refusal.ON), refused(declared, ENTER, START, LAST, OK, RETURNS_OK));
    assertEquals(Optional.of(Refusal.PHANTOM), refused(declared, ENTER, RETURNS_ERROR));
    assertEquals(
        Optional.of(Refusal.OTHER_THAN_CALLBACK),
        refused(declared, ENTER, BAND, FAILS, RETURNS_CANCEL));
    assertEquals(
        Optional.of(Refusal.CANCEL_LOST), refused(declared, ENTER, BAND, CANCELS, RETURNS_OK));
    assertEquals(
        Optional.of(Refusal.PHANTOM_CANCEL), refused(monitor(true, ALL), ENTER, RETURNS_CANCEL));
  }

  /** Where decisions are recorded there is no other. */
  @Test
  void aRecordedDecisionIsACause() {
    Monitor declared = new Monitor(true, ALL, DECLARED, true);
    Observation[] inTime = {ENTER, START, BAND, OK, DECIDES, STOP, RETURNS_CANCEL};
    assertEquals(Optional.empty(), refused(declared, inTime));
    assertEquals(
        Optional.of(Refusal.PHANTOM_CANCEL), refused(declared, ENTER, START, STOP, RETURNS_CANCEL));
    assertEquals(
        Optional.of(Refusal.CANCEL_LOST),
        refused(declared, ENTER, START, DECIDES, STOP, RETURNS_OK));
    assertEquals(
        Optional.of(Refusal.BAND_AFTER_CAUSE), refused(declared, ENTER, START, DECIDES, BAND));
    assertEquals(
        Optional.of(Refusal.BEGUN_AFTER_CAUSE),
        refused(declared, ENTER, START, DECIDES, READ_BY_CALLER));
    assertEquals(
        Optional.empty(), refused(declared, ENTER, START, DECIDES_BESIDE_CALLER, BAND, OK));
    for (Observation code : List.of(RETURNS_OK, RETURNS_CANCEL)) {
      Observation[] late = {ENTER, START, LAST, OK, DECIDES, STOP, code};
      assertEquals(Optional.empty(), refused(declared, late));
    }
    assertEquals(Optional.empty(), refused(declared, DECIDES, ENTER, START, LAST, OK, STOP));
  }

  /** Nothing was started, so nothing is stopped (D13); else it is as after a read's fault (D10). */
  @Test
  void aStartThatFailsIsAFault() {
    Monitor monitor = monitor(true, ALL);
    Observation fails = Observation.of(Action.START_FAILS, Mark.CALLERS_THREAD);
    Observation failsBeside =
        Observation.of(Action.START_FAILS, Mark.OTHER_THREAD, Mark.OVERLAPPING);
    Observation startByCaller = Observation.of(Action.START_DEVICE, Mark.CALLERS_THREAD);
    Observation button = Observation.of(Action.READ_BUTTON, Mark.CALLERS_THREAD);
    Observation ofDevice =
        Observation.of(Action.RETURN_FROM_ACQUIRE, Mark.IS_ERROR, Mark.OF_DEVICE);
    assertEquals(Optional.empty(), refused(monitor, ENTER, fails, ofDevice));
    assertEquals(
        Optional.of(Refusal.OTHER_THAN_DEVICE), refused(monitor, ENTER, fails, RETURNS_ERROR));
    assertEquals(Optional.of(Refusal.NOT_STARTED), refused(monitor, ENTER, fails, STOP));
    assertEquals(Optional.of(Refusal.BAND_AFTER_CAUSE), refused(monitor, ENTER, fails, BAND));
    assertEquals(Optional.of(Refusal.STARTED_TWICE), refused(monitor, ENTER, START, fails));
    assertEquals(Optional.of(Refusal.DEVICE_WHILE_RESTING), refused(monitor, fails));
    Optional<Refusal> d22 = Optional.of(Refusal.BEGUN_AFTER_CAUSE);
    assertEquals(d22, refused(monitor, ENTER, fails, startByCaller));
    assertEquals(d22, refused(monitor, ENTER, fails, READ_BY_CALLER));
    assertEquals(d22, refused(monitor, ENTER, fails, fails));
    assertEquals(d22, refused(monitor, ENTER, START, button, STOP, fails));
    Observation[] begunBefore = {ENTER, START, button, STOP, failsBeside, RETURNS_CANCEL};
    assertEquals(Optional.empty(), refused(monitor, begunBefore));
    assertEquals(d22, refused(monitor, ENTER, START, button, STOP, failsBeside, failsBeside));
    for (Observation code : List.of(ofDevice, RETURNS_CANCEL)) {
      assertEquals(Optional.empty(), refused(monitor, ENTER, failsBeside, BAND, CANCELS, code));
      assertEquals(Optional.empty(), refused(monitor, ENTER, BAND, failsBeside, CANCELS, code));
    }
    assertEquals(
        Optional.of(Refusal.BAND_AFTER_CAUSE),
        refused(monitor, ENTER, BAND, failsBeside, CANCELS, BAND));
  }

  /** The last band is acknowledged, or taken for that (D9, D19): whatever comes is too late. */
  @Test
  void aStartThatFailsTooLateChangesNothing() {
    Observation fails = Observation.of(Action.START_FAILS, Mark.CALLERS_THREAD);
    Monitor monitor = monitor(true, ALL);
    for (Observation answer : List.of(OK, UNKNOWN)) {
      assertEquals(Optional.empty(), refused(monitor, ENTER, LAST, answer, fails, RETURNS_OK));
      assertEquals(
          Optional.of(Refusal.PHANTOM),
          refused(
              monitor,
              ENTER,
              LAST,
              answer,
              fails,
              Observation.of(Action.RETURN_FROM_ACQUIRE, Mark.IS_ERROR, Mark.OF_DEVICE)));
    }
  }

  /** What is not in the records may have happened: a start that fails, too, but not too late. */
  @Test
  void aStartMayFailUnseen() {
    Monitor unseen =
        monitor(true, Sets.immutableEnumSet(Sets.difference(ALL, Set.of(Action.START_FAILS))));
    assertEquals(Optional.empty(), refused(unseen, ENTER, RETURNS_ERROR));
    assertEquals(Optional.of(Refusal.PHANTOM_CANCEL), refused(unseen, ENTER, RETURNS_CANCEL));
    Observation[] stopped = {ENTER, START, BAND, OK, STOP, RETURNS_ERROR};
    assertEquals(Optional.empty(), refused(unseen, stopped));
    assertEquals(Optional.of(Refusal.ON), refused(unseen, ENTER, START, RETURNS_ERROR));
    for (Observation answer : List.of(OK, UNKNOWN)) {
      assertEquals(
          Optional.of(Refusal.PHANTOM), refused(unseen, ENTER, LAST, answer, RETURNS_ERROR));
    }
  }

  /** Who has not called out since may have begun one thing before; and older traces go free. */
  @Test
  void oneThingMayHaveBegunBeforeTheCause() {
    Monitor monitor = monitor(true, ALL);
    Observation falls = Observation.of(Action.CALLBACK_CANCELS, Mark.CALLERS_THREAD);
    Observation fails =
        Observation.of(Action.CALLBACK_FAILS_E_FAIL, Mark.CALLERS_THREAD, Mark.IS_ERROR);
    Observation button = Observation.of(Action.READ_BUTTON, Mark.CALLERS_THREAD);
    Observation startByCaller = Observation.of(Action.START_DEVICE, Mark.CALLERS_THREAD);
    Observation unnamed = Observation.of(Action.SUBMIT_READ);
    Optional<Refusal> d22 = Optional.of(Refusal.BEGUN_AFTER_CAUSE);
    assertEquals(d22, refused(monitor, ENTER, START, BAND, falls, READ_BY_CALLER));
    assertEquals(d22, refused(monitor, ENTER, START, BAND, fails, READ_BY_CALLER));
    assertEquals(d22, refused(monitor, ENTER, START, button, READ_BY_CALLER));
    assertEquals(d22, refused(monitor, ENTER, START, button, STOP, startByCaller));
    assertEquals(
        d22, refused(monitor, ENTER, START, BAND, CANCEL_BESIDE_CALLER, OK, READ_BY_CALLER));
    Observation[] overlapping = {ENTER, START, CANCEL_BESIDE_CALLER, READ_BY_CALLER};
    assertEquals(Optional.empty(), refused(monitor, overlapping));
    assertEquals(
        d22, refused(monitor, ENTER, START, CANCEL_BESIDE_CALLER, READ_BY_CALLER, READ_BY_CALLER));
    assertEquals(Optional.empty(), refused(monitor, ENTER, START, button, READ_BY_OTHER));
    assertEquals(d22, refused(monitor, ENTER, START, button, READ_BY_OTHER, READ_BY_OTHER));
    assertEquals(
        d22,
        refused(
            monitor,
            ENTER,
            START,
            CANCEL_BESIDE_CALLER,
            Observation.of(Action.READ_NOT_READY, Mark.CALLERS_THREAD),
            READ_BY_CALLER));
    assertEquals(d22, refused(monitor, ENTER, START, CANCEL_BESIDE_CALLER, button, READ_BY_CALLER));
    assertEquals(
        Optional.empty(),
        refused(monitor, ENTER, START, CANCEL_BESIDE_CALLER, button, READ_BY_OTHER));
    assertEquals(Optional.empty(), refused(monitor, ENTER, START, button, unnamed, unnamed));
    assertEquals(Optional.empty(), refused(monitor, ENTER, START, BAND, CANCELS, READ_BY_CALLER));
    Monitor older = new Monitor(true, ALL, ImmutableSet.of(), false);
    assertEquals(
        Optional.empty(), refused(older, ENTER, START, button, READ_BY_CALLER, READ_BY_CALLER));
    assertEquals(Optional.empty(), refused(older, ENTER, START, STOP, READ_OF_STOPPED));
    Observation beside = Observation.of(Action.READ_BAND, Mark.CALLERS_THREAD, Mark.IN_FLIGHT);
    assertEquals(Optional.empty(), refused(older, ENTER, START, beside));
    Observation other = Observation.of(Action.READ_BAND, Mark.OTHER_THREAD, Mark.IN_FLIGHT);
    assertEquals(Optional.empty(), refused(monitor, ENTER, START, other));
    assertEquals(
        Optional.empty(), refused(monitor(true, Monitor.ALWAYS_RECORDED), ENTER, START, beside));
  }

  private static Optional<Refusal> refused(Monitor monitor, Observation... seen) {
    SubsetConstruction sets = new SubsetConstruction(monitor);
    int set = sets.initial();
    for (Observation one : seen) {
      int next = sets.next(set, one);
      if (next == SubsetConstruction.NONE) {
        return Optional.of(sets.refusal(set, one));
      }
      set = next;
    }
    return Optional.empty();
  }

  private static boolean explains(
      boolean asynchronous, ImmutableSet<Action> recorded, Observation... seen) {
    SubsetConstruction sets = new SubsetConstruction(monitor(asynchronous, recorded));
    int set = sets.initial();
    for (Observation one : seen) {
      set = sets.next(set, one);
      if (set == SubsetConstruction.NONE) {
        return false;
      }
    }
    return sets.isIdle(set);
  }

  /**
   * As many sets of states as there can be: the memory that a trace needs, however long. Where D22
   * and D23 are not judged, which is in format 1, it is as if there were neither.
   */
  @Tag("long")
  @ParameterizedTest
  @CsvSource({"false, 1775, 1363, 1034, 758", "true, 6199, 4735, 3594, 2616"})
  void thereAreNoMoreThanSoManySets(
      boolean judgesReads, int all, int allOfOthers, int least, int leastOfOthers) {
    assertEquals(
        List.of(all, allOfOthers),
        List.of(sets(true, ALL, judgesReads), sets(false, ALL, judgesReads)));
    assertEquals(
        List.of(least, leastOfOthers),
        List.of(
            sets(true, Monitor.ALWAYS_RECORDED, judgesReads),
            sets(false, Monitor.ALWAYS_RECORDED, judgesReads)));
  }

  private static int sets(
      boolean asynchronous, ImmutableSet<Action> recorded, boolean judgesReads) {
    Monitor monitor = new Monitor(asynchronous, recorded, ImmutableSet.of(), judgesReads);
    SubsetConstruction sets = new SubsetConstruction(monitor);
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(sets.initial()));
    Set<ImmutableSet<Mark>> marks = new HashSet<>(Set.of(ImmutableSet.of()));
    for (Mark one : Mark.values()) {
      for (Mark other : Mark.values()) {
        marks.add(Sets.immutableEnumSet(one, other)); // No effect depends on more than two.
      }
    }
    for (Integer set = open.poll(); set != null; set = open.poll()) {
      if (seen.add(set)) {
        for (Action action : Action.BANDED) {
          for (ImmutableSet<Mark> mark : marks) {
            int next = sets.next(set, new Observation(action, mark));
            if (next != SubsetConstruction.NONE) {
              open.add(next);
            }
          }
        }
      }
    }
    assertInstanceOf(MonitorState.class, sets.states(0).asList().get(0));
    return seen.size();
  }
}
