package org.returntoidle.spec.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.AnyApplication;
import org.returntoidle.spec.rules.ModelOracle;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Decisions.Edge;

/** The schedules of the smoke test, against what the reference does in them. */
class EdgeCoverTest {
  private static final DriverKind KIND = DriverKind.INTERRUPTIBLE;

  static List<Platform> platforms() {
    return List.copyOf(Platform.banded());
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void theReferenceTakesEveryEdgeAndNoScheduleCanGo(Platform platform) {
    EdgeCover cover = EdgeCover.of(platform, KIND);
    List<Set<Edge>> taken = taken(platform, cover);
    assertSame(planned(platform, EdgeCover.SCOPE), union(taken));
    assertEquals(cover.edges(), union(taken).size());
    for (int i = 0; i < taken.size(); i++) {
      List<Set<Edge>> others = new ArrayList<>(taken);
      others.remove(i);
      assertFalse(union(others).containsAll(taken.get(i)), cover.schedules().get(i)::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({"INTERRUPTIBLE, 132, 379", "NOT_ASYNCHRONOUS, 116, 311"})
  void soManySchedulesForSoManyEdges(DriverKind kind, int schedules, int edges) {
    EdgeCover cover = EdgeCover.of(Platform.XP, kind);
    assertEquals(schedules, cover.schedules().size());
    assertEquals(edges, cover.edges());
    assertEquals(cover, EdgeCover.of(Platform.XP, kind));
    assertEquals(schedules, Set.copyOf(cover.schedules()).size());
  }

  /** A larger scope has more orders, and not one edge more; a smaller one has fewer. */
  @Test
  void theScopeIsTheSmallestWithEveryEdge() {
    Set<Edge> all = planned(Platform.XP, EdgeCover.SCOPE);
    assertSame(all, planned(Platform.XP, Scope.together(3, 3, 4)));
    for (Scope smaller :
        List.of(Scope.together(1, 2, 3), Scope.together(2, 1, 3), Scope.together(2, 2, 2))) {
      Set<Edge> fewer = planned(Platform.XP, smaller);
      assertTrue(all.containsAll(fewer) && fewer.size() < all.size(), smaller::toString);
    }
  }

  /** Without the planner: every schedule of a scope is run, and its edges are those of the plan. */
  @Tag("long")
  @Test
  void allRunsTogetherTakeNoOtherEdge() {
    Scope scope = Scope.together(2, 2, 2);
    Set<Edge> taken = new HashSet<>();
    try (Harness harness = reference(Platform.XP, scope)) {
      assertTrue(
          Enumeration.walk(
              harness,
              (schedule, run) -> {
                taken.addAll(edges(run));
                return true;
              },
              () -> true));
    }
    assertSame(planned(Platform.XP, scope), taken);
  }

  /** What a smoke test finds, and what needs a search; a driver that moves is noticed. */
  @Tag("ci")
  @Test
  void someFaultyDriversNeedMoreThanEveryEdge() {
    List<String> notFound =
        Arrays.stream(BuiltInDriver.values())
            .filter(driver -> !driver.streams())
            .filter(driver -> driver != BuiltInDriver.REFERENCE && !isFound(driver))
            .map(BuiltInDriver::label)
            .toList();
    long faulty =
        Arrays.stream(BuiltInDriver.values()).filter(driver -> !driver.streams()).count() - 1;
    System.out.println(
        "every edge once finds "
            + (faulty - notFound.size())
            + " of "
            + faulty
            + " faulty drivers");
    assertEquals(NOT_FOUND, String.join(" ", notFound));
  }

  private static final String NOT_FOUND =
      "deaf-wait one-buffer uses-up unknown-success-fails "
          + "retries-dead-client interrupt-lost canceled-error-as-cancel busy-after-exception "
          + "aborted-read-as-cancel resume-cancels event-while-idle-kept reentrant-guard "
          + "uses-up-slowly stops-twice-at-once gone-for-good button-overtaken "
          + "shared-flag";

  private static boolean isFound(BuiltInDriver driver) {
    Platform platform =
        Platform.banded().stream().filter(driver::failsOn).findFirst().orElseThrow();
    Limits limits = new Limits(EdgeCover.SCOPE, Duration.ofSeconds(3));
    try (Harness harness = new Harness(driver.factory(), platform, limits)) {
      DriverKind kind = harness.asynchronous() ? KIND : DriverKind.NOT_ASYNCHRONOUS;
      return CoverSearch.search(
              harness,
              EdgeCover.of(platform, kind),
              Tally.of(Reading.PERMISSIVE),
              Deadline.NEVER,
              count -> {})
          .counterexample()
          .isPresent();
    }
  }

  private static Harness reference(Platform platform, Scope scope) {
    return new Harness(
        ReferenceMiniDriver::new, platform, new Limits(scope, Duration.ofSeconds(30)));
  }

  private static Set<Edge> planned(Platform platform, Scope scope) {
    Limits limits = new Limits(scope, Duration.ZERO);
    return Set.copyOf(DecisionGraph.of(new Decisions(platform, KIND, limits)).edges());
  }

  private static List<Set<Edge>> taken(Platform platform, EdgeCover cover) {
    List<Set<Edge>> taken = new ArrayList<>();
    try (Harness harness = reference(platform, EdgeCover.SCOPE)) {
      for (Schedule schedule : cover.schedules()) {
        Execution run = harness.run(Scheduler.following(schedule));
        assertEquals(schedule, run.schedule(), "each of its points is reached");
        assertEquals(Optional.empty(), ModelOracle.difference(run));
        taken.add(edges(run));
      }
    }
    return taken;
  }

  /** Tells only what differs. */
  private static void assertSame(Set<Edge> planned, Set<Edge> taken) {
    assertEquals(Set.of(), Sets.difference(planned, taken), "planned only");
    assertEquals(Set.of(), Sets.difference(taken, planned), "taken only");
  }

  /** What a run is in the model. */
  private static Set<Edge> edges(Execution run) {
    Set<Edge> edges = new HashSet<>();
    AnyApplication protocol = new AnyApplication(run.platform(), KIND);
    ModelOracle.follow(
        run,
        (state, action) -> {
          Optional<ProtocolState> after = protocol.next(state, action);
          after.ifPresent(one -> edges.add(new Edge(state.uncounted(), action)));
          return after;
        });
    return edges;
  }

  private static Set<Edge> union(List<Set<Edge>> sets) {
    return sets.stream().reduce(Set.of(), (one, other) -> Set.copyOf(Sets.union(one, other)));
  }
}
