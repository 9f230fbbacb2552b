package org.returntoidle.spec.cli;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.verdict.BadInputException;
import picocli.CommandLine.Option;

/** The options that say how long a verification may take, and what if that is too short. */
final class TimeOptions {
  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      description =
          "Ends everything after so many seconds, finished or not, and says how far it came."
              + " Without it the first scope is finished in any case; a larger one follows if it is"
              + " expected to fit into 25 seconds.")
  private @Nullable Integer within;

  @Option(
      names = "--require-complete",
      description = "Exit code 3 if nothing is violated, but --within ended the search.")
  private boolean requireComplete;

  /** The time begins now. */
  Deadline deadline() {
    if (within == null) {
      return Deadline.NEVER;
    }
    if (within < 1) {
      throw new BadInputException("--within is " + within + "; it must be at least 1");
    }
    return Deadline.within(Duration.ofSeconds(within), Ticker.systemTicker());
  }

  boolean requireComplete() {
    return requireComplete;
  }

  /** The options as they were given. */
  ImmutableList<String> words() {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    if (within != null) {
      words.add("--within", within.toString());
    }
    if (requireComplete) {
      words.add("--require-complete");
    }
    return words.build();
  }
}
