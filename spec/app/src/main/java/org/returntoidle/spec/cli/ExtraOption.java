package org.returntoidle.spec.cli;

import org.returntoidle.spec.verdict.BadInputException;
import picocli.CommandLine.Option;

/** By how much a driver may be larger than the machine that is learned of it. */
final class ExtraOption {
  private static final int MOST = 4;

  @Option(
      names = "--extra",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "By how many states the driver may be larger than the machine that is learned"
              + " (default: ${DEFAULT-VALUE}); each takes about ten times as long.")
  private int extra;

  /** How many. */
  int extra() {
    if (extra < 1 || extra > MOST) {
      throw new BadInputException(
          "--extra is " + extra + "; it must be 1 to " + MOST + ": with 0 almost nothing is asked");
    }
    return extra;
  }
}
