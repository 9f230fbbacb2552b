package org.returntoidle.spec.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.learn.Learned;
import org.returntoidle.spec.learn.Learning;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.Subject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a search learns the driver's machine before it enumerates. */
final class LearnOptions {
  /** Some seconds; a number of runs, since what is learned must not depend on the clock. */
  private static final int RUNS = 40_000;

  /** The same for a program, which takes longer for each. */
  private static final int RUNS_OF_PROGRAM = 10_000;

  @Option(
      names = "--learn",
      paramLabel = "N",
      description =
          "Learns the driver's machine first, if that takes no more than so many runs; 0 for not at"
              + " all (default: 40000, for a program 10000).")
  private @Nullable Integer runs;

  @Mixin private ExtraOption extra = new ExtraOption();

  private @Nullable Learned learned;

  /** Refuses what is wrong before anything is done. */
  void check() {
    if (runs != null && runs < 0) {
      throw new BadInputException("--learn is " + runs + "; it must be at least 0");
    }
    extra.extra();
  }

  /** The same search, which learns if that is asked for. */
  DriverSearch with(DriverSearch search, Subject subject) {
    int most = runs != null ? runs : subject.isProcess() ? RUNS_OF_PROGRAM : RUNS;
    return most == 0
        ? search
        : search.withLearner(
            (driver, how, accepted, bar) -> {
              Learned all =
                  Learning.learn(
                      driver,
                      how.platform(),
                      Learning.Settings.of(extra.extra())
                          .withMost(most)
                          .withDeadline(how.deadline())
                          .withHangAfter(how.hangAfter())
                          .withAccepted(accepted),
                      bar::at);
              learned = all;
              return all.part();
            });
  }

  /** What was learned; empty if nothing was asked. */
  Optional<Learned> learned() {
    return Optional.ofNullable(learned);
  }
}
