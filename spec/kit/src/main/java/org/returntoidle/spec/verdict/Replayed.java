package org.returntoidle.spec.verdict;

import java.time.Duration;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.Exits;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.search.Dependence;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Regression;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;

/**
 * A recorded counterexample that was run again.
 *
 * @param driver its name
 * @param outcome what happened
 * @param exits whether the driver has ended the program
 */
public record Replayed(String driver, Regression.Outcome outcome, boolean exits) {

  /**
   * Runs it.
   *
   * @throws BadInputException if something is thrown there, and the driver does not claim to
   *     survive that (D21)
   * @throws org.returntoidle.spec.harness.DriverNotUsableException if there is no driver
   */
  public static Replayed run(Recorded recorded, Subject subject, Duration hangAfter) {
    Regression.Outcome outcome = outcome(recorded, subject, hangAfter);
    boolean exits = Exits.isByDriver();
    return new Replayed(
        subject.name(), exits ? outcome : outcome.located(subject.factory(), hangAfter), exits);
  }

  private static Regression.Outcome outcome(
      Recorded recorded, Subject subject, Duration hangAfter) {
    if (!recorded.replay().after().isEmpty()) {
      return afterOthers(recorded.replay(), subject, hangAfter);
    }
    Limits limits = Limits.beyond(RandomSearch.SCOPE, hangAfter, true);
    try (Harness harness = DriverVerifier.harness(subject, recorded.replay().platform(), limits)) {
      if (recorded.replay().schedule().throwsSomething() && !harness.survivesExceptions()) {
        throw new BadInputException(
            recorded.file() + ": here device or callback throws; " + subject.whyNothingIsThrown());
      }
      return Regression.run(harness, recorded.replay().schedule(), Tally.of(subject.reading()));
    }
  }

  /** Runs one that shows only after others: first alone, then after them (D14). */
  static Regression.Outcome afterOthers(ReplayFile replay, Subject subject, Duration hangAfter) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, hangAfter, replay.schedule().hasRace());
    DriverFactory factory = subject.factory();
    return Dependence.again(
        () -> new Harness(factory.inFreshClasses().orElse(factory), replay.platform(), limits),
        replay.after(),
        replay.schedule());
  }

  /** Whether the driver still breaks a rule. */
  public boolean fails() {
    return outcome.found().isPresent() || exits;
  }

  /** For people; lines, without the last line's end. */
  public String text() {
    String name = Shown.name(driver);
    if (outcome.found().isPresent()) {
      return DriverText.counterexample(outcome.found().get()) + "\n\n" + name + " still fails";
    }
    return exits
        ? "D17 violated: the driver ended the program (System.exit)\n" + name + " still fails"
        : name + " keeps the rules on this schedule";
  }
}
