package org.returntoidle.spec.trace;

import com.google.common.collect.ImmutableList;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.TraceEvent.Numbered;

/**
 * What is to be said of a trace.
 *
 * @param events how many it has
 * @param transfers how many were begun
 * @param devices how many drivers took part
 * @param problems for each driver that did not keep the rules, or did not come to rest, the first;
 *     in the order of their lines
 */
public record TraceVerdict(
    long events, long transfers, int devices, ImmutableList<Problem> problems) {

  /** What is wrong with one driver's part of a trace. */
  public sealed interface Problem {
    /** The driver; empty if the trace names none. */
    String device();

    /** The line of the last event of {@link #last()}. */
    long line();

    /** What would have been permitted instead, or next. */
    ImmutableList<String> allowed();

    /** The last events of this driver, the newest at the end. */
    ImmutableList<Numbered> last();
  }

  /**
   * An event that no run explains.
   *
   * @param rule that it breaks
   * @param says why, in a few words
   */
  public record Violation(
      String device,
      long line,
      Rule rule,
      String says,
      ImmutableList<String> allowed,
      ImmutableList<Numbered> last)
      implements Problem {}

  /** The trace ends before the driver is idle. */
  public record Unfinished(
      String device, long line, ImmutableList<String> allowed, ImmutableList<Numbered> last)
      implements Problem {}

  /** Whether every driver kept the rules and came to rest. */
  public boolean isGood() {
    return problems.isEmpty();
  }
}
