package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.returntoidle.spec.harness.Schedule;

/**
 * The same schedule so many times, one run after the other.
 *
 * @param times from 1
 */
public record Repeated(int times, Schedule schedule) {
  /** What is the same several times in a row, told once. */
  public static ImmutableList<Repeated> of(ImmutableList<Schedule> runs) {
    List<Repeated> told = new ArrayList<>();
    for (Schedule run : runs) {
      Repeated last = told.isEmpty() ? new Repeated(0, run) : told.remove(told.size() - 1);
      if (!last.schedule.equals(run)) {
        told.add(last);
        last = new Repeated(0, run);
      }
      told.add(new Repeated(last.times + 1, run));
    }
    return ImmutableList.copyOf(told);
  }

  /** All of them, one after the other. */
  static ImmutableList<Schedule> all(ImmutableList<Repeated> told) {
    return told.stream()
        .flatMap(runs -> Collections.nCopies(runs.times, runs.schedule).stream())
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public String toString() {
    String moves =
        schedule.moves().isEmpty()
            ? "nothing out of the ordinary"
            : String.join("; ", schedule.lines());
    return times + (times == 1 ? " run: " : " runs: ") + moves;
  }
}
