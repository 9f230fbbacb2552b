package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.returntoidle.model.Action;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.rules.Finding;

/**
 * What was run before one schedule, each time with a new driver on a new device. The N-th run
 * behaves like the first (D14); if it does not, the drivers share something.
 *
 * @param before what was run before
 * @param schedule what is run then
 */
record History(ImmutableList<Schedule> before, Schedule schedule) {

  /** Runs it in classes that were loaded for it; the last run. */
  Execution run(Supplier<Harness> fresh) {
    try (Harness harness = fresh.get()) {
      Execution[] last = new Execution[1];
      harness.runAll(
          ImmutableList.<Schedule>builder().addAll(before).add(schedule).build().iterator(),
          Scheduler::following,
          (one, run) -> {
            last[0] = run;
            return true;
          });
      return last[0];
    }
  }

  /** The same without what was run before. */
  History alone() {
    return new History(ImmutableList.of(), schedule);
  }

  /** The last so many of what was run before. */
  History last(int count) {
    return new History(before.subList(before.size() - count, before.size()), schedule);
  }

  /** So many times the same, and then the schedule. */
  History times(int count, Schedule same) {
    return new History(ImmutableList.copyOf(Collections.nCopies(count, same)), schedule);
  }

  /** Without {@code count} runs from {@code from} on. */
  History without(int from, int count) {
    return new History(
        IntStream.range(0, before.size())
            .filter(i -> i < from || i >= from + count)
            .mapToObj(before::get)
            .collect(ImmutableList.toImmutableList()),
        schedule);
  }

  /** What is wrong if {@code after} is the run of this, and {@code alone} that of the schedule. */
  Counterexample counterexample(Execution alone, Execution after) {
    // A result says more than what has led to it.
    Difference difference =
        Difference.between(results(alone), results(after))
            .or(() -> Difference.between(alone.trace(), after.trace()))
            .orElseThrow();
    String says =
        "after others ("
            + before.size()
            + "), each with a driver and a device of its own, there is "
            + difference.now()
            + ", where alone there is "
            + difference.alone()
            + ": drivers share something that outlives them (static state)";
    return new Counterexample(
        schedule,
        after,
        new Finding(Rule.D14, false, difference.transfer(), says),
        Optional.empty(),
        before);
  }

  private static ImmutableList<TraceEvent> results(Execution run) {
    return run.trace().stream()
        .filter(e -> e instanceof Happened h && h.action() == Action.RETURN_FROM_ACQUIRE)
        .collect(ImmutableList.toImmutableList());
  }

  /** Where two runs first differ, in words. */
  private record Difference(int transfer, String alone, String now) {
    static Optional<Difference> between(
        ImmutableList<TraceEvent> alone, ImmutableList<TraceEvent> now) {
      for (int i = 0; i < Math.max(alone.size(), now.size()); i++) {
        Optional<TraceEvent> one = at(alone, i);
        Optional<TraceEvent> other = at(now, i);
        if (!one.equals(other)) {
          int transfer = other.or(() -> one).map(TraceEvent::transfer).orElse(0);
          return Optional.of(new Difference(transfer, text(one), text(other)));
        }
      }
      return Optional.empty();
    }

    private static Optional<TraceEvent> at(ImmutableList<TraceEvent> events, int i) {
      return i < events.size() ? Optional.of(events.get(i)) : Optional.empty();
    }

    private static String text(Optional<TraceEvent> event) {
      return event.map(TraceEvent::toString).orElse("nothing more");
    }
  }
}
