package org.returntoidle.model.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Property.Eventually;
import org.returntoidle.model.engine.Property.Sometimes;

/** Visits the states of a system and checks what is claimed of them. */
public final class Search {
  /**
   * A claim that does not hold.
   *
   * @param property the claim
   * @param path a shortest path to what breaks it; empty if nothing does, which is what breaks a
   *     {@link Sometimes}
   */
  public record Violation<S, A>(Property<S, A> property, Optional<Path<S, A>> path) {}

  /**
   * What was found.
   *
   * @param count how many states and steps there are
   * @param violations each claim that does not hold, in the order of the claims
   */
  public record Found<S, A>(BreadthFirst.Count count, ImmutableList<Violation<S, A>> violations) {}

  /**
   * What was found from given states.
   *
   * @param states how many there were
   * @param edges how many steps lead from them
   * @param broken the claims that do not hold
   */
  public record FoundFrom<S, A>(long states, long edges, ImmutableSet<Always<S, A>> broken) {}

  private Search() {}

  /** Counts the states and steps, on one core. */
  public static BreadthFirst.Count count(BranchingSystem<?, ?> system) {
    return BreadthFirst.count(new Packed<>(new Table<>(system)), 1, states -> {});
  }

  /**
   * The same of a system whose counters end earlier than those of {@code table} and which is
   * otherwise that of {@code table}: no step of it sets a counter to its greatest value.
   *
   * @param most the greatest value of each counter, in their order, as in the table or less
   */
  public static BreadthFirst.Count count(Table<?, ?> table, List<Integer> most) {
    return BreadthFirst.count(new Packed<>(table, most), 1, states -> {});
  }

  /**
   * Visits every state. A condition is looked at for one step of each kind that occurs: states that
   * differ only in counters, but with room for one more in the same ones, have the same steps (see
   * {@link BranchingSystem#counters}), and a condition must not tell them apart. The whole graph,
   * with memory for every state, is built only for a {@link Eventually}, and for the path to what
   * breaks an {@link Always}.
   *
   * @param workers parts of the states that are worked on at once, 1 to 64
   * @param progress is told from time to time how many states are known; on the calling thread
   * @throws IllegalArgumentException if {@code workers} is not 1 to 64
   * @throws IllegalStateException if the system does not count as its counters say
   */
  public static <S, A> Found<S, A> run(
      BranchingSystem<S, A> system,
      List<? extends Property<S, A>> properties,
      int workers,
      LongConsumer progress) {
    return run(new Table<>(system), properties, workers, progress);
  }

  /** The same of the system of {@code table}, which other searches may have filled in part. */
  public static <S, A> Found<S, A> run(
      Table<S, A> table,
      List<? extends Property<S, A>> properties,
      int workers,
      LongConsumer progress) {
    BranchingSystem<S, A> system = table.system();
    Packed<S, A> packed = new Packed<>(table);
    BreadthFirst.Count count = BreadthFirst.count(packed, workers, progress);
    Map<Property<S, A>, Condition<S, A>> missed = new LinkedHashMap<>();
    properties.forEach(property -> watched(property).ifPresent(c -> missed.put(property, c)));
    system.initial().forEach(s -> missed.values().removeIf(c -> c.testInitial(s)));
    for (S before : packed.examplesSeen()) {
      system.steps(before, (a, after) -> missed.values().removeIf(c -> c.test(before, a, after)));
    }
    LazyGraph<S, A> graph = new LazyGraph<>(table);
    ImmutableList.Builder<Violation<S, A>> violations = ImmutableList.builder();
    for (Property<S, A> property : properties) {
      violation(property, missed.containsKey(property), graph).ifPresent(violations::add);
    }
    return new Found<>(count, violations.build());
  }

  /** What decides about a property where it is seen. */
  private static <S, A> Optional<Condition<S, A>> watched(Property<S, A> property) {
    if (property instanceof Always<S, A> always) {
      return Optional.of(always.condition().negate());
    }
    return property instanceof Sometimes<S, A> sometimes
        ? Optional.of(sometimes.condition())
        : Optional.empty();
  }

  private static <S, A> Optional<Violation<S, A>> violation(
      Property<S, A> property, boolean missed, LazyGraph<S, A> graph) {
    if (property instanceof Eventually<S, A> eventually) {
      return graph
          .get()
          .counterexample(eventually)
          .map(path -> new Violation<>(property, Optional.of(path)));
    }
    if (property instanceof Always<S, A> always) {
      return missed
          ? Optional.empty()
          : Optional.of(
              new Violation<>(property, graph.get().shortestPath(always.condition().negate())));
    }
    return missed ? Optional.of(new Violation<>(property, Optional.empty())) : Optional.empty();
  }

  /** The whole graph, built when it is needed. */
  private static final class LazyGraph<S, A> {
    private final Table<S, A> table;
    private @Nullable StateGraph<S, A> graph;

    LazyGraph(Table<S, A> table) {
      this.table = table;
    }

    StateGraph<S, A> get() {
      StateGraph<S, A> known = graph;
      if (known == null) {
        known = StateGraph.of(table);
        graph = known;
      }
      return known;
    }
  }

  /**
   * Checks claims at each of {@code states}, reachable or not, and at every step from them: what an
   * induction asks.
   */
  public static <S, A> FoundFrom<S, A> from(
      Stream<S> states, BranchingSystem<S, A> system, List<Always<S, A>> claims) {
    Map<Always<S, A>, Condition<S, A>> unbroken = new LinkedHashMap<>();
    claims.forEach(claim -> unbroken.put(claim, claim.condition().negate()));
    long[] counts = new long[2];
    states.forEach(
        s -> {
          counts[0]++;
          unbroken.values().removeIf(wrong -> wrong.testInitial(s));
          system.steps(
              s,
              (action, t) -> {
                counts[1]++;
                unbroken.values().removeIf(wrong -> wrong.test(s, action, t));
              });
        });
    return new FoundFrom<>(
        counts[0],
        counts[1],
        claims.stream()
            .filter(claim -> !unbroken.containsKey(claim))
            .collect(ImmutableSet.toImmutableSet()));
  }
}
