package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.StatusFigures;
import org.returntoidle.spec.rules.CancelLatency;

/**
 * Runs schedules again in another order, in classes that are loaded anew. Each run has a new driver
 * on a new device, so nothing may depend on the runs before it; if something does, drivers share
 * static state (D14). Only runs that nothing but the schedule decides are compared.
 */
public final class Reordering {
  /** How many schedules are compared. */
  private static final int SAMPLE = 200;

  /** From how many they are taken. */
  private static final int FROM = 2_000;

  /** How many differences are looked into. */
  private static final int DIFFERENCES = 3;

  private final Supplier<Harness> fresh;
  private final Deadline deadline;

  private Reordering(Supplier<Harness> fresh, Deadline deadline) {
    this.fresh = fresh;
    this.deadline = deadline;
  }

  /**
   * Searches until a difference is explained, or until the sample was compared. Nothing is, if time
   * has a say in the driver's ordinary run.
   *
   * @param fresh makes a harness whose driver's classes nobody has used
   * @param seed of the sample and of its order
   * @param progress is told how many were run again so far
   */
  public static SearchResult search(
      Supplier<Harness> fresh, long seed, Deadline deadline, LongConsumer progress) {
    return new Reordering(fresh, deadline).search(new Random(seed), progress);
  }

  private SearchResult search(Random random, LongConsumer progress) {
    ImmutableMap<Schedule, Execution> first = walk();
    ImmutableMap<Schedule, Execution> second = run(sample(first, random), progress);
    ImmutableList<Schedule> compared =
        second.keySet().stream()
            .filter(schedule -> isComparable(of(first, schedule), of(second, schedule)))
            .collect(ImmutableList.toImmutableList());
    Optional<Counterexample> found =
        compared.stream()
            .filter(s -> !of(first, s).trace().equals(of(second, s).trace()))
            .sorted(Comparator.comparingInt(schedule -> schedule.moves().size()))
            .limit(DIFFERENCES)
            .flatMap(
                schedule ->
                    new Dependence(fresh, deadline)
                        .explain(until(second, schedule), until(first, schedule)).stream())
            .findFirst();
    return new SearchResult(
        compared.size(),
        found.isPresent() ? ImmutableMap.of(Rule.D14, 1L) : ImmutableMap.of(),
        CancelLatency.AT_ONCE,
        StatusFigures.NONE,
        Order.ONE_THREAD,
        ImmutableMap.of(),
        found,
        new Extent(found.isEmpty() && !deadline.isOver(), 0, ImmutableSet.of()));
  }

  private static boolean isComparable(Execution one, Execution other) {
    return one.order() != Order.TIMED && other.order() != Order.TIMED;
  }

  private static Execution of(ImmutableMap<Schedule, Execution> runs, Schedule schedule) {
    return Objects.requireNonNull(runs.get(schedule));
  }

  /** The schedule, after those that were run before it. */
  private static History until(ImmutableMap<Schedule, Execution> runs, Schedule schedule) {
    ImmutableList<Schedule> order = runs.keySet().asList();
    return new History(order.subList(0, order.indexOf(schedule)), schedule);
  }

  /** The order of the enumeration, as far as nothing hangs. */
  private ImmutableMap<Schedule, Execution> walk() {
    Map<Schedule, Execution> runs = new LinkedHashMap<>();
    try (Harness harness = fresh.get()) {
      Enumeration.walk(
          harness,
          (schedule, run) -> {
            runs.put(schedule, run);
            boolean differs = runs.size() == 1 && run.order() == Order.TIMED;
            return !differs && !run.gaveUp() && runs.size() < FROM && !deadline.isOver();
          },
          () -> true);
    }
    return ImmutableMap.copyOf(runs);
  }

  /** In another order; the ordinary one, which comes first in the other, is the last. */
  private static List<Schedule> sample(ImmutableMap<Schedule, Execution> runs, Random random) {
    List<Schedule> others = new ArrayList<>();
    runs.forEach(
        (schedule, run) -> {
          if (run.order() != Order.TIMED && !schedule.equals(Schedule.ORDINARY)) {
            others.add(schedule);
          }
        });
    Collections.shuffle(others, random);
    List<Schedule> sample = new ArrayList<>(others.subList(0, Math.min(SAMPLE, others.size())));
    sample.add(Schedule.ORDINARY);
    return sample;
  }

  private ImmutableMap<Schedule, Execution> run(List<Schedule> sample, LongConsumer progress) {
    Map<Schedule, Execution> runs = new LinkedHashMap<>();
    try (Harness harness = fresh.get()) {
      harness.runAll(
          sample.iterator(),
          Scheduler::following,
          (schedule, run) -> {
            runs.put(schedule, run);
            progress.accept(runs.size());
            return !run.gaveUp() && !deadline.isOver();
          });
    }
    return ImmutableMap.copyOf(runs);
  }
}
