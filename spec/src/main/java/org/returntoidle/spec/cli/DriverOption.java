package org.returntoidle.spec.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.verify.BadInputException;
import org.returntoidle.spec.verify.Subject;
import picocli.CommandLine.Option;

/** The options that say which driver is meant. */
final class DriverOption {
  @Option(
      names = "--driver",
      paramLabel = "NAME|CLASS",
      description = "A built-in driver or a class; reference, if nothing else names one.")
  private @Nullable String driver;

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description =
          "A driver in a process of its own: the program that speaks for it, with its arguments.")
  private @Nullable String command;

  /**
   * The driver.
   *
   * @param otherwise its name if no option says which
   * @throws BadInputException if there is no such driver, or both options are given
   */
  Subject subject(String otherwise, List<String> classpath) {
    if (driver != null && driver.isBlank()) {
      throw new BadInputException("--driver: the name is empty");
    }
    if (command == null) {
      return Subject.find(driver == null ? otherwise : driver, classpath);
    }
    if (driver != null) {
      throw new BadInputException("--exec and --driver both name a driver; give one of them");
    }
    return Subject.process(command);
  }

  /** The options again, as the words of a command line. */
  List<String> words() {
    if (command != null) {
      return List.of("--exec", command);
    }
    return driver == null ? List.of() : List.of("--driver", driver);
  }

  /** What {@code replay} needs beyond the file, as words. */
  List<String> wordsForReplay() {
    return command == null ? List.of() : words();
  }
}
