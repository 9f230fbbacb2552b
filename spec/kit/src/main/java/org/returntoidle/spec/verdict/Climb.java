package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.verdict.DriverPart.Covered;
import org.returntoidle.spec.verdict.Searches.Enumerated;

/** The scopes that were enumerated so far, and which comes next. */
final class Climb {
  private final DriverSearch search;
  private final Enumerated first;

  /**
   * Until when further scopes may be run: half of what is left, the rest is for what comes after.
   */
  private final Deadline further;

  private final Map<Scope, Covered> done = new LinkedHashMap<>();
  private SearchResult result;
  private boolean chosenByTime;
  private boolean isCut;

  Climb(DriverSearch search, Enumerated first) {
    this.search = search;
    this.first = first;
    this.result = first.result();
    done.put(first.scope(), first.covered().get(0));
    Deadline half = search.deadline().half();
    further =
        half.within().isPresent()
            ? half
            : Deadline.within(search.climb(), search.deadline().ticker());
  }

  /** Whether everything so far was finished, without a violation. */
  boolean goesOn() {
    return !DriverVerifier.failed(result) && !result.isCut() && !isCut;
  }

  /** What was begun. */
  Set<Scope> done() {
    return done.keySet();
  }

  /** Takes in what came out of a scope. */
  void add(Scope scope, Enumerated enumerated) {
    SearchResult one = enumerated.result();
    if (chosenByTime && one.isCut()) {
      isCut = true; // It is not claimed: what was done before is.
      return;
    }
    done.put(scope, enumerated.covered().get(0));
    result = result.and(one);
  }

  /** Which scope comes next, if one is expected to fit. */
  Optional<Scope> next(Pace pace) {
    if (!goesOn() || search.platform().streams()) {
      return Optional.empty(); // How large a larger one would be, nobody has counted there.
    }
    chosenByTime = true;
    return IterativeDeepening.further(
        Searches.kind(first.claims().asynchronous()),
        done.keySet(),
        first.result().schedules(),
        pace.nanosecondsEach(),
        further.left().orElse(Duration.ZERO));
  }

  Enumerated result() {
    ImmutableList<Covered> covered =
        IterativeDeepening.largest(search.platform(), done.keySet()).stream()
            .map(scope -> Objects.requireNonNull(done.get(scope)))
            .collect(ImmutableList.toImmutableList());
    return new Enumerated(
        covered,
        first.claims(),
        result,
        chosenByTime
            ? Optional.of(search.deadline().within().orElse(search.climb()))
            : Optional.empty(),
        isCut);
  }
}
