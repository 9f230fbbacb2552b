package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.function.Predicate;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Estimate;
import org.returntoidle.model.Protocol;
import org.returntoidle.spec.verdict.BadInputException;
import picocli.CommandLine.Option;

/** The options that say how much may happen. */
final class BoundOptions {
  /** The options' names. */
  static final ImmutableList<String> NAMES =
      ImmutableList.of("--bands", "--transfers", "--cancels", "--faults");

  @Option(
      names = "--bands",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Bands of an image, 1 to 1000; in the model a read that reports \"not ready\" counts as one"
              + " (default: ${DEFAULT-VALUE}).")
  private int bands;

  @Option(
      names = "--transfers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Transfers, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int transfers;

  @Option(
      names = "--cancels",
      paramLabel = "N",
      defaultValue = "2",
      description = "Cancels of all kinds together, 0 to 1000 (default: ${DEFAULT-VALUE}).")
  private int cancels;

  @Option(
      names = "--faults",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Faults of device and callbacks together, 0 to 1000 (default: ${DEFAULT-VALUE}).")
  private int faults;

  /** What a visited state takes at most, by the explorer's own measure. */
  private static final int BYTES_PER_STATE = 24;

  /**
   * Refuses bounds whose states would not fit into the memory.
   *
   * @throws BadInputException with an estimate of how many there are
   */
  void refuseTooManyStates(Protocol protocol) {
    if (Estimate.isExact(protocol.configuration().bounds())) {
      return; // So few states fit into any memory.
    }
    double states = Estimate.states(protocol);
    double fit = 0.9 * Runtime.getRuntime().maxMemory() / BYTES_PER_STATE;
    if (states > fit) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "--bands %d --transfers %d --cancels %d --faults %d has about %.1g states;"
                  + " about %.1g fit into the memory of this Java (-Xmx)",
              bands,
              transfers,
              cancels,
              faults,
              states,
              fit));
    }
  }

  /**
   * Refuses bounds with more states than somebody wants.
   *
   * @throws BadInputException with an estimate of how many there are
   */
  void refuseMoreStates(Configuration configuration, int most) {
    double states = Estimate.states(configuration);
    if (states > most) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "--bands %d --transfers %d --cancels %d --faults %d has about %.1g states; a graph can"
                  + " have %,d",
              bands,
              transfers,
              cancels,
              faults,
              states,
              most));
    }
  }

  /**
   * Refuses all bounds, for stream transfers.
   *
   * @param given whether an option is given
   * @throws BadInputException if one is
   */
  static void refuse(Predicate<String> given) {
    for (String bound : NAMES) {
      if (given.test(bound)) {
        throw new BadInputException(
            bound + ": the model of stream transfers is explored without bounds; leave it out");
      }
    }
  }

  Configuration configuration() {
    try {
      return Configuration.DEFAULT.with(Bounds.of(bands, transfers, cancels, faults));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--" + e.getMessage());
    }
  }
}
