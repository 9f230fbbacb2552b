package org.returntoidle.spec.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Regression;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.text.ShellWords;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverClass;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Subject;

/**
 * Where the counterexample of a test class goes.
 *
 * @param file the path, absolute: a test runs in the folder of its module, people elsewhere
 * @param driver the name from which {@code replay} makes the driver
 * @param found the counterexample: of the new one and that in the file, the shorter one
 */
record CounterexampleFile(Path file, String driver, Counterexample found) {
  /** The argument file, one for all counterexamples in a folder. */
  private static final String ARGUMENTS = "replay.args";

  /** When a replay says that a driver hangs, unless it is told otherwise. */
  static final long HANG_AFTER = 10;

  /**
   * The file for {@code found}.
   *
   * @param contract makes the driver, and has the name of the test class
   * @param driver the class of what it makes
   */
  static CounterexampleFile of(
      Subject contract, Class<?> driver, Terms terms, Counterexample found) {
    // A driver that is made with more than a device, or is not a class of its own, has other faults
    // or none when it is made from its class alone.
    String name =
        byName(driver.getName())
                .flatMap(alone -> again(alone, found, found.schedule(), terms))
                .isPresent()
            ? driver.getName()
            : contract.name();
    Path file =
        terms
            .counterexamples()
            .toAbsolutePath()
            .normalize()
            .resolve(ReplayFile.fileName(name, found.finding().rule(), found.run().platform()));
    Optional<Counterexample> shorter =
        read(file)
            .filter(old -> old.driver().equals(name))
            .map(ReplayFile::schedule)
            .filter(old -> isShorter(old, found.schedule()))
            .flatMap(old -> again(contract, found, old, terms));
    return new CounterexampleFile(file, name, shorter.orElse(found));
  }

  private static Optional<Subject> byName(String driver) {
    try {
      DriverFactory factory = DriverClass.load(driver, CounterexampleFile.class.getClassLoader());
      return Optional.of(new Subject(driver, factory, Reading.PERMISSIVE));
    } catch (ClassNotFoundException | BadInputException e) {
      return Optional.empty();
    }
  }

  private static Optional<ReplayFile> read(Path file) {
    try {
      return Optional.of(ReplayFile.read(file));
    } catch (ReplayFile.DamagedException e) {
      return Optional.empty();
    }
  }

  /** Shorter, and no more up to chance. */
  private static boolean isShorter(Schedule one, Schedule other) {
    return one.moves().size() < other.moves().size() && (other.hasRace() || !one.hasRace());
  }

  /** What {@code subject} does on {@code schedule}, if it breaks the same rule as {@code found}. */
  private static Optional<Counterexample> again(
      Subject subject, Counterexample found, Schedule schedule, Terms terms) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, terms.hangAfter(), true);
    try (Harness harness = DriverVerifier.harness(subject, found.run().platform(), limits)) {
      return Regression.run(harness, schedule, Tally.of(subject.reading()))
          .found()
          .filter(again -> again.finding().rule() == found.finding().rule());
    } catch (RuntimeException e) {
      return Optional.empty(); // Whatever goes wrong here: a violation is known, and told of.
    }
  }

  /**
   * Writes the file.
   *
   * @return two lines for people: where it is, and the command that runs it again
   * @throws IOException if it cannot be written
   */
  String write(Terms terms) throws IOException {
    ReplayFile.write(file, driver, found);
    return file + "\n           " + command(terms);
  }

  private String command(Terms terms) {
    Path arguments = file.resolveSibling(ARGUMENTS);
    try {
      JavaArguments.write(arguments);
    } catch (IOException e) {
      return "no command to run it again: " + e;
    }
    Stream<String> hangs =
        terms.hangAfter().toSeconds() == HANG_AFTER
            ? Stream.of()
            : Stream.of("--hang-after", Long.toString(terms.hangAfter().toSeconds()));
    return ShellWords.here(
        Stream.concat(Stream.of("java", "@" + arguments, "replay", file.toString()), hangs)
            .toList());
  }
}
