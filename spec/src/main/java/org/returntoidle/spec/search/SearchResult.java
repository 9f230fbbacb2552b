package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.returntoidle.model.Rule;

/**
 * What a search found.
 *
 * @param schedules how many schedules were run, all different if the search is exhaustive
 * @param checks how often each rule was looked at
 * @param counterexample the first violation; in an exhaustive search no shorter schedule has one
 */
public record SearchResult(
    long schedules, ImmutableMap<Rule, Long> checks, Optional<Counterexample> counterexample) {}
