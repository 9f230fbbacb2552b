package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import org.returntoidle.spec.verdict.BadInputException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The option that asks for a smoke test. */
final class CoverOption {
  /** What has no meaning for a smoke test: it plans its schedules itself, and is never complete. */
  private static final ImmutableList<String> SENSELESS =
      ImmutableList.of(
          "--not-ready",
          "--runs",
          "--inside",
          "--seed",
          "--repeat",
          "--learn",
          "--extra",
          "--only",
          "--all",
          "--all-proofs",
          "--require-complete",
          "--checkpoint",
          "--shard");

  @Option(
      names = "--cover",
      description =
          "A smoke test instead, in about a second: few schedules that take every edge of the model"
              + " once, not every order. It is never complete.")
  private boolean cover;

  boolean isGiven() {
    return cover;
  }

  /** Refuses what makes no sense beside it. */
  void refuseOthers(ParseResult parsed) {
    if (!cover) {
      return;
    }
    for (String other : Iterables.concat(BoundOptions.NAMES, SENSELESS)) {
      if (parsed.hasMatchedOption(other)) {
        throw new BadInputException(
            "--cover and "
                + other
                + " exclude each other: a smoke test plans its schedules itself");
      }
    }
  }
}
