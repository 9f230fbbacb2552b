package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.StatusFigures;
import org.returntoidle.spec.rules.CancelLatency;

/**
 * What a search found.
 *
 * @param schedules how many schedules were run, all different if the search is exhaustive
 * @param checks how often each rule was looked at
 * @param latency the slowest way from an observed cancel to the return
 * @param status what status messages said: shown, not judged (V22)
 * @param order who decided what came first; unless that was the schedule alone, a run need not
 *     repeat itself exactly, and neither do the counts
 * @param accepted for each accepted rule that was broken, the first schedule on which it was
 * @param counterexample the first violation that is not accepted, made minimal
 * @param extent how far the search got
 */
public record SearchResult(
    long schedules,
    ImmutableMap<Rule, Long> checks,
    CancelLatency latency,
    StatusFigures status,
    Order order,
    ImmutableMap<Rule, Counterexample> accepted,
    Optional<Counterexample> counterexample,
    Extent extent) {
  /** Of a search that was not asked for, or that an earlier violation made needless. */
  public static final SearchResult NONE = nothing(Extent.ALL_OF_NOTHING);

  /** Of a search for which no time was left. */
  public static final SearchResult NO_TIME = nothing(Extent.NOT_BEGUN);

  private static SearchResult nothing(Extent extent) {
    return new SearchResult(
        0,
        ImmutableMap.of(),
        CancelLatency.AT_ONCE,
        StatusFigures.NONE,
        Order.ONE_THREAD,
        ImmutableMap.of(),
        Optional.empty(),
        extent);
  }

  /** The same with another counterexample, or with none; not finished if there is one. */
  public SearchResult with(Optional<Counterexample> other) {
    return new SearchResult(
        schedules,
        checks,
        latency,
        status,
        order,
        accepted,
        other,
        new Extent(extent.finished() && other.isEmpty(), extent.levels(), extent.rules()));
  }

  /** This and what was searched after it, with the levels of this. */
  public SearchResult and(SearchResult later) {
    Map<Rule, Long> all = new EnumMap<>(Rule.class);
    checks.forEach((rule, count) -> all.merge(rule, count, Long::sum));
    later.checks.forEach((rule, count) -> all.merge(rule, count, Long::sum));
    Map<Rule, Counterexample> known = new EnumMap<>(Rule.class);
    known.putAll(later.accepted);
    known.putAll(accepted);
    return new SearchResult(
        schedules + later.schedules,
        Maps.immutableEnumMap(all),
        latency.orSlower(later.latency),
        status.and(later.status),
        order.orLooser(later.order),
        Maps.immutableEnumMap(known),
        counterexample.or(later::counterexample),
        new Extent(
            extent.finished() && later.extent.finished(),
            extent.levels(),
            ImmutableSet.<Rule>builder()
                .addAll(extent.rules())
                .addAll(later.extent.rules())
                .build()));
  }

  /** Whether a run need not repeat itself exactly. */
  public boolean mayDiffer() {
    return order != Order.ONE_THREAD;
  }

  /** The same, finished, with a violation that is known. */
  public SearchResult withAccepted(Counterexample known) {
    return new SearchResult(
        schedules,
        checks,
        latency,
        status,
        order,
        ImmutableMap.of(known.finding().rule(), known),
        Optional.empty(),
        new Extent(true, extent.levels(), extent.rules()));
  }

  /** Whether the time was up before everything was run. */
  public boolean isCut() {
    return !extent.finished() && counterexample.isEmpty();
  }
}
