package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.TraceEvent;

/**
 * Whether a driver with threads of its own does the same when a schedule comes a second time. Where
 * it does not, time has a say, however calm its threads look. Safe for several threads.
 */
public final class Twice {
  /** So many runs are kept, the first ones. */
  private static final int KEPT = 1_000;

  @GuardedBy("this")
  private final Map<Schedule, ImmutableList<TraceEvent>> first = new HashMap<>();

  /** The same for a run that may be kept. */
  Order order(Schedule schedule, Execution run) {
    return order(schedule, run, true);
  }

  /**
   * Who decides what comes first in {@code run}, seen together with the first run, if one was.
   *
   * @param keeps whether this may be kept as the first; of runs at the same time only some may, or
   *     who is faster would decide
   */
  synchronized Order order(Schedule schedule, Execution run, boolean keeps) {
    if (run.order() != Order.SETTLES) {
      return run.order();
    }
    ImmutableList<TraceEvent> before = first.get(schedule);
    if (before == null && keeps && first.size() < KEPT) {
      first.put(schedule, run.trace());
    }
    return before == null || before.equals(run.trace()) ? Order.SETTLES : Order.TIMED;
  }
}
