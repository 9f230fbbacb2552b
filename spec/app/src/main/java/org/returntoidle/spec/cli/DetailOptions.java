package org.returntoidle.spec.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How much is printed for people; files and JSON are the same in any case. */
final class DetailOptions {
  /** One of them. */
  static final class Level {
    @Option(
        names = {"-q", "--quiet"},
        description = "Prints only what is wrong, and the verdict in one line.")
    private boolean quiet;

    @Option(
        names = "--verbose",
        description = "Also prints what came out for each rule, and each statement in a race.")
    private boolean verbose;
  }

  @ArgGroup private @Nullable Level level;

  boolean quiet() {
    return level != null && level.quiet;
  }

  boolean verbose() {
    return level != null && level.verbose;
  }
}
