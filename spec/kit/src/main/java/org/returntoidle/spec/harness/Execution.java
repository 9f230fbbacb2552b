package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import org.returntoidle.model.Platform;

/**
 * What one schedule made a driver do.
 *
 * @param platform the Windows version that was played
 * @param asynchronous whether the driver claims asynchronous cancel
 * @param cancelsByItself whether it says that it may cancel by its own decision
 * @param bytes whether the device's bands carry bytes (D24); else they are known by numbers
 * @param trace everything that happened, in order
 * @param visits the points that were reached, with what was possible and what was done there
 * @param gaveUp whether the harness ended the run because the driver did not
 * @param order who decides what comes first
 * @param status what status messages said: shown, not judged (V22)
 */
public record Execution(
    Platform platform,
    boolean asynchronous,
    boolean cancelsByItself,
    boolean bytes,
    ImmutableList<TraceEvent> trace,
    ImmutableList<Visit> visits,
    boolean gaveUp,
    Order order,
    StatusFigures status) {

  /** A run of which nobody looks at the status messages. */
  public Execution(
      Platform platform,
      boolean asynchronous,
      boolean cancelsByItself,
      boolean bytes,
      ImmutableList<TraceEvent> trace,
      ImmutableList<Visit> visits,
      boolean gaveUp,
      Order order) {
    this(
        platform,
        asynchronous,
        cancelsByItself,
        bytes,
        trace,
        visits,
        gaveUp,
        order,
        StatusFigures.NONE);
  }

  /**
   * A point that was reached.
   *
   * @param point where
   * @param options what was possible, the ordinary move first
   * @param chosen what was done
   * @param events how many events the trace had before it
   */
  public record Visit(Point point, ImmutableList<Move> options, Move chosen, int events) {}

  /** Whether another run of the same schedule can differ, because the driver has more threads. */
  public boolean mayDiffer() {
    return order != Order.ONE_THREAD;
  }

  /** The place of {@code point} among the visits; the last one if it was never reached. */
  public int indexOf(Point point) {
    for (int i = 0; i < visits.size(); i++) {
      if (visits.get(i).point().equals(point)) {
        return i;
      }
    }
    return visits.size() - 1;
  }

  /** This run, shown up to the end of {@code transfer} and what follows it directly. */
  public Execution upTo(int transfer) {
    return with(
        trace.stream()
            .filter(event -> event.transfer() <= transfer)
            .collect(ImmutableList.toImmutableList()));
  }

  /** This run as far as its first events go. */
  public Execution first(int events) {
    return with(trace.subList(0, events));
  }

  private Execution with(ImmutableList<TraceEvent> events) {
    return new Execution(
        platform, asynchronous, cancelsByItself, bytes, events, visits, gaveUp, order, status);
  }

  /** The schedule that this run followed: every visit that was not ordinary. */
  public Schedule schedule() {
    Schedule schedule = Schedule.ORDINARY;
    for (Visit visit : visits) {
      if (!visit.chosen().equals(visit.options().get(0))) {
        schedule = schedule.plus(visit.point(), visit.chosen());
      }
    }
    return schedule;
  }
}
