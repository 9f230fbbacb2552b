package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Harness.Located;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Place;
import org.returntoidle.spec.harness.RanOutException;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.TraceEvent;

/**
 * Finds from which lines of the driver the calls of a counterexample come, by running it once more.
 * The search does not look, since a look takes longer than a run.
 */
public final class CallSites {
  /** So often it is tried, where a run need not repeat itself. */
  private static final int TRIES = 20;

  private CallSites() {}

  /**
   * The same counterexample with the lines; without them if it does not show once more.
   *
   * @param factory makes the same driver
   * @param hangAfter when it is said to hang
   */
  public static Counterexample of(Counterexample found, DriverFactory factory, Duration hangAfter) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, hangAfter, found.schedule().hasRace());
    DriverFactory telling = factory.inFreshClasses().orElse(factory).tellingLines();
    try {
      return of(found, new Harness(telling, found.run().platform(), limits));
    } catch (RanOutException | DriverNotUsableException e) {
      return found; // It is a violation all the same.
    } finally {
      if (telling != factory) {
        telling.close();
      }
    }
  }

  private static Counterexample of(Counterexample found, Harness all) {
    try (Harness harness = all) {
      for (Schedule before : found.after()) {
        harness.run(Scheduler.following(before));
      }
      int tries = found.isUpToChance() ? TRIES : 1;
      for (int i = 0; i < tries; i++) {
        Located again = harness.locate(Scheduler.following(found.schedule()));
        if (again.run().trace().equals(found.run().trace())) {
          return found.with(again.lines());
        }
        if (cut(found, again.run()).equals(found.run().trace())) {
          return found.with(cut(found, again));
        }
      }
      return found;
    }
  }

  private static ImmutableList<TraceEvent> cut(Counterexample found, Execution again) {
    return again.upTo(found.finding().transfer()).trace();
  }

  /** By the number in the run that is shown, which may leave out events in between. */
  private static ImmutableMap<Integer, Place> cut(Counterexample found, Located again) {
    ImmutableMap.Builder<Integer, Place> places = ImmutableMap.builder();
    int shown = 0;
    for (int i = 0; i < again.run().trace().size(); i++) {
      if (again.run().trace().get(i).transfer() <= found.finding().transfer()) {
        Place place = again.lines().get(i);
        if (place != null) {
          places.put(shown, place);
        }
        shown++;
      }
    }
    return places.buildOrThrow();
  }
}
