package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.rules.Quickness;

/**
 * What a search found.
 *
 * @param schedules how many schedules were run, all different if the search is exhaustive
 * @param checks how often each rule was looked at
 * @param quickness the slowest way from an observed cancel to the return
 * @param mayDiffer whether the driver's own threads or locks decided what came first: then a run
 *     need not repeat itself exactly, and neither do the counts
 * @param accepted for each accepted rule that was broken, the first schedule on which it was
 * @param counterexample the first violation that is not accepted; in an exhaustive search no
 *     shorter schedule has one
 */
public record SearchResult(
    long schedules,
    ImmutableMap<Rule, Long> checks,
    Quickness quickness,
    boolean mayDiffer,
    ImmutableMap<Rule, Counterexample> accepted,
    Optional<Counterexample> counterexample) {
  /** Of a search that was not made. */
  public static final SearchResult NONE =
      new SearchResult(
          0, ImmutableMap.of(), Quickness.AT_ONCE, false, ImmutableMap.of(), Optional.empty());
}
