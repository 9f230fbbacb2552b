package org.returntoidle.spec.cli;

import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.spec.verify.BadInputException;
import picocli.CommandLine.Option;

/** The options that say how much may happen. */
final class BoundOptions {
  @Option(
      names = "--bands",
      paramLabel = "N",
      defaultValue = "2",
      description = "Bands of an image, at least 1 (default: ${DEFAULT-VALUE}).")
  private int bands;

  @Option(
      names = "--transfers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Transfers, at least 1 (default: ${DEFAULT-VALUE}).")
  private int transfers;

  @Option(
      names = "--cancels",
      paramLabel = "N",
      defaultValue = "2",
      description = "Cancels of all kinds together, at least 0 (default: ${DEFAULT-VALUE}).")
  private int cancels;

  @Option(
      names = "--faults",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Faults of device and callbacks together, at least 0 (default: ${DEFAULT-VALUE}).")
  private int faults;

  Configuration configuration() {
    try {
      return Configuration.DEFAULT.with(Bounds.of(bands, transfers, cancels, faults));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--" + e.getMessage());
    }
  }
}
