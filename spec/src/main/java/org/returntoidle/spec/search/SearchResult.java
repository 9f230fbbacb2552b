package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.returntoidle.model.Rule;

/**
 * What a search found.
 *
 * @param schedules how many schedules were run, all different if the search is exhaustive
 * @param checks how often each rule was looked at
 * @param ownThreads whether the driver called from threads of its own: then a run need not repeat
 *     itself exactly, and neither do the counts
 * @param counterexample the first violation; in an exhaustive search no shorter schedule has one
 */
public record SearchResult(
    long schedules,
    ImmutableMap<Rule, Long> checks,
    boolean ownThreads,
    Optional<Counterexample> counterexample) {
  /** Of a search that was not made. */
  public static final SearchResult NONE =
      new SearchResult(0, ImmutableMap.of(), false, Optional.empty());
}
