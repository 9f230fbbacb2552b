package org.returntoidle.spec.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.text.ShellWords;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.Digest;
import org.returntoidle.spec.verify.Subjects;
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

  @Option(
      names = "--throws",
      description =
          "Device and callbacks throw, and answer null, also at a driver that does not claim to"
              + " survive it (D21).")
  private boolean exceptions;

  /** Whether an option names one. */
  boolean isGiven() {
    return driver != null || command != null;
  }

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
    Subject subject = named(otherwise, classpath);
    return exceptions ? Subjects.surviving(subject) : subject;
  }

  private Subject named(String otherwise, List<String> classpath) {
    if (command == null) {
      return Subjects.find(driver == null ? otherwise : driver, classpath);
    }
    if (driver != null) {
      throw new BadInputException("--exec and --driver both name a driver; give one of them");
    }
    return Subjects.process(command);
  }

  /** By what the driver is known again: the bytes that it is made of. */
  String digest(List<String> classpath) {
    return command == null ? Digest.ofClasses(classpath) : Digest.ofProgram(command);
  }

  /** The options again, as the words of a command line. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (command != null) {
      Collections.addAll(words, "--exec", command);
    }
    if (driver != null) {
      Collections.addAll(words, "--driver", driver);
    }
    if (exceptions) {
      words.add("--throws");
    }
    return words;
  }

  /** What {@code replay} needs beyond the file, as words. */
  private List<String> wordsForReplay() {
    if (command != null) {
      return words();
    }
    return exceptions ? List.of("--throws") : List.of();
  }

  /** A command to paste: what the files are called is between quotes where it has to be. */
  String replayCommand(Path file, DriverOptions options) {
    List<String> words = new ArrayList<>(List.of("java", "-jar", OwnJar.name(), "replay"));
    words.add(
        file.toString().startsWith("-") ? Path.of(".", file.toString()).toString() : "" + file);
    words.addAll(wordsForReplay());
    words.addAll(options.words());
    return ShellWords.here(words);
  }
}
