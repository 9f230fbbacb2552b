package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.StatusFigures;
import org.returntoidle.spec.rules.CancelLatency;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Extent;
import org.returntoidle.spec.search.SearchResult;

/**
 * What was learned of a driver's own machine. Where nothing was found and nothing is {@code
 * otherwise}, what the checks say holds for runs of any length, if the driver has no more than
 * {@code states + extra} states.
 *
 * @param states how many the machine has, as far as it is known
 * @param extra by how many the driver may have more
 * @param pages how many the application has wanted at most; 0 unless the driver writes to streams
 * @param runs how often the driver was run
 * @param checks how often each rule had something to say
 * @param accepted for each accepted rule that was broken, a run in which it was
 * @param found a violation
 * @param otherwise why nothing is certain; empty if something is, or a violation was found
 * @param milliseconds wall clock
 */
public record LearnedPart(
    int states,
    int extra,
    int pages,
    long runs,
    ImmutableMap<Rule, Long> checks,
    ImmutableMap<Rule, Counterexample> accepted,
    Optional<Counterexample> found,
    Optional<Otherwise> otherwise,
    long milliseconds) {
  /**
   * Why something was not learned.
   *
   * @param why in a few words
   * @param lines what shows it
   * @param byTime whether more time would have helped
   */
  public record Otherwise(String why, ImmutableList<String> lines, boolean byTime) {}

  /** Whether the machine was told from all others of that size, and nothing was found. */
  public boolean complete() {
    return found.isEmpty() && otherwise.isEmpty();
  }

  /** How many rules had something to say, and were kept. */
  public long rules() {
    return checks.keySet().stream().filter(rule -> !accepted.containsKey(rule)).count();
  }

  /** The same as what a search has found. What is not certain shows nothing of the rules. */
  SearchResult result() {
    boolean finished = found.isEmpty() && otherwise.filter(Otherwise::byTime).isEmpty();
    return new SearchResult(
        runs,
        complete() || found.isPresent() ? checks : ImmutableMap.of(),
        CancelLatency.AT_ONCE,
        StatusFigures.NONE,
        Order.ONE_THREAD,
        accepted,
        found,
        new Extent(finished, 0, ImmutableSet.of()));
  }
}
