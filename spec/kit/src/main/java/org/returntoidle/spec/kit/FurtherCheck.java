package org.returntoidle.spec.kit;

import java.util.Optional;

/** What a check needs that stands beside those of a contract, in the same test class. */
public final class FurtherCheck {
  private FurtherCheck() {}

  /**
   * What the contract's own checks have found; then there is nothing to add. Runs the driver if
   * nobody has so far, and waits until that is over.
   *
   * @return in a few words; empty if the driver keeps the contract
   */
  public static Optional<String> alreadyWrong(DriverContract contract) {
    return ContractRun.of(contract).wrong();
  }

  /**
   * A failure like those of the contract's own checks.
   *
   * @param message one line, which is what lists of failures show
   * @param counterexample the lines below it
   */
  public static AssertionError violation(String message, String counterexample) {
    AssertionError violation = new ContractViolation(message, new FailingSchedule(counterexample));
    violation.setStackTrace(new StackTraceElement[0]); // The counterexample has the places.
    return violation;
  }
}
