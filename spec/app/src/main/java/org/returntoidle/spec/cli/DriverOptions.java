package org.returntoidle.spec.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.returntoidle.spec.verdict.BadInputException;
import picocli.CommandLine.Option;

/** The options that say where a driver's classes are and when it is said to hang. */
final class DriverOptions {
  @Option(
      names = "--classpath",
      paramLabel = "JAR",
      arity = "1..*",
      description = "Jars and folders with the driver's classes.")
  private List<String> classpath = new ArrayList<>();

  private static final String HANG_AFTER = "10";

  @Option(
      names = "--hang-after",
      paramLabel = "SECONDS",
      defaultValue = HANG_AFTER,
      description =
          "A driver that uses so much processor time without a call to the outside hangs"
              + " (default: ${DEFAULT-VALUE}); by the clock it has ten times as long.")
  private int hangAfter;

  List<String> classpath() {
    return classpath;
  }

  Duration hangAfter() {
    if (hangAfter < 1) {
      throw new BadInputException("--hang-after is " + hangAfter + "; it must be at least 1");
    }
    return Duration.ofSeconds(hangAfter);
  }

  /** The options again, as the words of a command line; what is not given is left out. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (hangAfter != Integer.parseInt(HANG_AFTER)) {
      words.add("--hang-after");
      words.add(Integer.toString(hangAfter));
    }
    if (!classpath.isEmpty()) {
      words.add("--classpath");
      words.addAll(classpath);
    }
    return words;
  }
}
