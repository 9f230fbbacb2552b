package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Suppliers;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.ProtocolState.Device;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.tla.engine.GraphEdge;
import org.returntoidle.tla.engine.Mirror;
import org.returntoidle.tla.engine.StateText;
import org.returntoidle.tla.engine.Steps;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcGraph;

/** The mirror check, and what it says when one of the two graphs is wrong. */
@Execution(ExecutionMode.CONCURRENT)
class MirrorTest {
  private static final Configuration FREE = Configuration.DEFAULT.with(Bounds.NONE);

  private final Tlc tlc = new Tlc(1);

  static final Bounds BOUNDS = Bounds.of(3, 3, 2, 1);

  static Stream<Configuration> configurations() {
    return Stream.of(FREE.with(Platform.ME).with(DriverKind.BLOCKING));
  }

  /** What {@code prove --all} compares, and the default. */
  static Stream<Configuration> others() {
    return Stream.concat(Stream.of(Configuration.DEFAULT), claimed("bounded-.*|inductive-.*"));
  }

  static Stream<Configuration> unbounded() {
    return claimed("inductive-.*");
  }

  private static Stream<Configuration> claimed(String name) {
    return TlaFiles.JAR.claims().stream()
        .filter(claim -> claim.name().matches(name))
        .map(Claim::configuration);
  }

  @Tag("ci")
  @Test
  void soHaveTheyWithBounds() {
    javaAndTlaHaveTheSameGraph(Configuration.DEFAULT.with(Bounds.of(3, 1, 1, 2)));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("others")
  void soIsEveryOther(Configuration configuration) {
    javaAndTlaHaveTheSameGraph(configuration);
  }

  /** Reachable or not. */
  @Tag("whole")
  @ParameterizedTest
  @MethodSource("unbounded")
  void soAreTheStepsFromEveryTypeCorrectState(Configuration configuration) {
    Mirror.Result result = Mirrors.everywhere(tlc, TlaFiles.JAR, configuration);
    assertEquals(Optional.empty(), result.difference());
    assertEquals(TypeCorrect.count(configuration), result.states());
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void javaAndTlaHaveTheSameGraph(Configuration configuration) {
    StateGraph<ProtocolState, Action> graph = Explorer.graph(new Protocol(configuration));
    Mirror.Result result = Mirrors.reachable(tlc, TlaFiles.JAR, configuration, graph);
    assertEquals(Optional.empty(), result.difference());
    assertTrue(result.equal());
    assertEquals(graph.stateCount(), result.states());
    assertEquals(graph.edgeCount(), result.edges());
  }

  /** Any number of CANCEL_IO under way: what one of many leads to is there twice in both. */
  @Tag("ci")
  @ParameterizedTest
  @MethodSource("few")
  void soTheyHaveForAnyNumberOfCancels(Configuration configuration) {
    Mirror.Result result = Mirrors.many(tlc, TlaFiles.JAR, configuration);
    assertEquals(Optional.empty(), result.difference());
  }

  static Stream<Configuration> few() {
    return Stream.of(FREE.with(DriverKind.NOT_ASYNCHRONOUS));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("unbounded")
  void soTheyHaveInEvery(Configuration configuration) {
    soTheyHaveForAnyNumberOfCancels(configuration);
  }

  /** A Java model that is wrong in one place: what the comparison must find. */
  abstract static class Wrong implements JavaSide {
    @Override
    public Map<String, ProtocolState> steps(Protocol protocol, ProtocolState state) {
      Map<String, ProtocolState> steps = new HashMap<>(new JavaSide.Model().steps(protocol, state));
      change(state, steps);
      return steps;
    }

    abstract void change(ProtocolState state, Map<String, ProtocolState> steps);
  }

  /** A cancel between entry and start does not keep the device from being started. */
  static final class GuardChanged extends Wrong {
    @Override
    void change(ProtocolState s, Map<String, ProtocolState> steps) {
      if (s.step() == Step.WORKING && s.device() == Device.OFF && s.ends()) {
        steps.put("StartDevice", s);
      }
    }
  }

  /** A reported button does not count as the cause. */
  static final class EffectChanged extends Wrong {
    @Override
    void change(ProtocolState s, Map<String, ProtocolState> steps) {
      steps.computeIfPresent("ReadButton", (action, after) -> s);
    }
  }

  static final class Renamed extends Wrong {
    @Override
    void change(ProtocolState s, Map<String, ProtocolState> steps) {
      Optional.ofNullable(steps.remove("StopDevice")).ifPresent(t -> steps.put("HaltDevice", t));
    }
  }

  static final class Missing extends Wrong {
    @Override
    void change(ProtocolState s, Map<String, ProtocolState> steps) {
      steps.remove("NotifyOtherEvent");
    }
  }

  static final class Extra extends Wrong {
    @Override
    void change(ProtocolState s, Map<String, ProtocolState> steps) {
      steps.put("PowerFails", s);
    }
  }

  /** Nobody waits while the device is off, as long as the rest of the protocol is right. */
  static final class UnreachableGuardChanged extends Wrong {
    @Override
    void change(ProtocolState s, Map<String, ProtocolState> steps) {
      if (s.device() == Device.OFF) {
        steps.remove("SendStatus");
      }
    }
  }

  static final class UnreachableEffectChanged extends Wrong {
    @Override
    void change(ProtocolState s, Map<String, ProtocolState> steps) {
      if (s.held() == Held.OLD_BAND) {
        steps.computeIfPresent("InterruptRead", (action, after) -> s);
      }
    }
  }

  @Tag("ci")
  @Test
  void aWrongModelIsFoundWithThePathToTheDifference() {
    String guard = reachable(new GuardChanged());
    assertStarts("after [AcquireItemData, DriverCancels], in the state", guard);
    assertContains("only Java allows: StartDevice (changes nothing)", guard);
    assertContains("only TLA+ allows: nothing", guard);

    String effect = reachable(new EffectChanged());
    assertContains("SubmitRead, PressCancelButton], in the state", effect);
    assertContains("only Java allows: ReadButton (changes nothing)", effect);
    assertContains(
        "only TLA+ allows: ReadButton to [button = FALSE, cause = \"Button\","
            + " state = \"Canceling\", step = \"Working\"]",
        effect);

    assertContains(
        "TLA+ has an action that Java does not have: StopDevice", reachable(new Renamed()));
    assertContains(
        "TLA+ has an action that Java does not have: NotifyOtherEvent", reachable(new Missing()));
    assertContains(
        "Java has an action that TLA+ does not have: PowerFails", reachable(new Extra()));
  }

  /** Where only unreachable states differ, the reachable graphs are equal; the kernel is not. */
  @Tag("long")
  @Test
  void aDifferenceThatCannotBeReachedIsFoundInTheKernel() {
    assertEquals("equal", reachable(new UnreachableGuardChanged()));
    assertEquals("equal", reachable(new UnreachableEffectChanged()));
    String guard = kernel(UnreachableGuardChanged.class);
    assertStarts("not reachable, in the state", guard);
    assertContains("only Java allows: nothing", guard);
    assertContains("only TLA+ allows: SendStatus to [step = \"Calling\"]", guard);
    assertContains(
        "only TLA+ allows: InterruptRead to [step = \"Working\"]",
        kernel(UnreachableEffectChanged.class));
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      classes = {
        GuardChanged.class,
        EffectChanged.class,
        Renamed.class,
        Missing.class,
        Extra.class
      })
  void theKernelFindsWhatTheReachableStatesShow(Class<? extends JavaSide> wrong) {
    assertContains("in the state", kernel(wrong));
  }

  @Tag("ci")
  @Test
  void theKernelOfTheModelIsEqualOnAPartOfTheTypeCorrectStates() {
    Mirror.Result result =
        Mirrors.everywhere(tlc, TlaFiles.JAR, FREE, "SomeStates", JavaSide.Model.class);
    assertEquals(Optional.empty(), result.difference());
    assertEquals(17_280, result.states());
    assertTrue(result.edges() > result.states());
  }

  /** Many that are two, and no more: in Java nothing is raised where two are. */
  @Tag("ci")
  @Test
  void twoAreNotMany() {
    TlcGraph many =
        tlc.graph(
            TlaFiles.JAR.modules().withRoot(InTransit.MANY.module()),
            TlaFiles.walk(FREE, InTransit.MANY, "SafeOfMany"));
    Steps two = Steps.of(Explorer.graph(new Protocol(FREE)), StateText::of, InTransit.MANY::label);
    String difference = Mirror.compare(many, two).difference().orElseThrow();
    assertStarts("after [CancelPendingIOOfMany, CancelPendingIOOfMany], in the state", difference);
    assertContains("only Java allows: nothing", difference);
    assertContains("only TLA+ allows: CancelPendingIOOfMany (changes nothing)", difference);
    assertContains("NotifyCancelIOOfMany (changes nothing)", difference);
  }

  @Tag("ci")
  @Test
  void anotherProtocolIsNotTheSameGraph() {
    StateGraph<ProtocolState, Action> blocking =
        Explorer.graph(new Protocol(FREE.with(DriverKind.BLOCKING)));
    Mirror.Result result = Mirror.compare(FREE_GRAPH.get(), Mirrors.steps(blocking));
    assertFalse(result.equal());
    assertEquals(
        Optional.of("TLA+ has an action that Java does not have: InterruptRead"),
        result.difference());
  }

  private static String reachable(JavaSide java) {
    Protocol protocol = new Protocol(FREE);
    Multiset<GraphEdge> edges = HashMultiset.create();
    Deque<ProtocolState> queue = new ArrayDeque<>(List.of(ProtocolState.INITIAL));
    Set<ProtocolState> known = new HashSet<>(queue);
    while (!queue.isEmpty()) {
      ProtocolState state = queue.remove();
      java.steps(protocol, state)
          .forEach(
              (label, after) -> {
                edges.add(new GraphEdge(StateText.of(state), label, StateText.of(after)));
                if (known.add(after)) {
                  queue.add(after);
                }
              });
    }
    Steps ours = Steps.of(Set.of(StateText.of(ProtocolState.INITIAL)), edges);
    return Mirror.compare(FREE_GRAPH.get(), ours).difference().orElse("equal");
  }

  private static String kernel(Class<? extends JavaSide> java) {
    return Mirrors.everywhere(new Tlc(1), TlaFiles.JAR, FREE, "SomeStates", java)
        .difference()
        .orElse("equal");
  }

  private static final Supplier<TlcGraph> FREE_GRAPH =
      Suppliers.memoize(
          () -> new Tlc(1).graph(TlaFiles.JAR.modules(), TlaFiles.walk(FREE, "Safe")));

  private static void assertContains(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  private static void assertStarts(String start, String text) {
    assertTrue(text.startsWith(start), text);
  }
}
