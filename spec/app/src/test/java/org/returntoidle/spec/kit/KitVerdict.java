package org.returntoidle.spec.kit;

import java.util.Optional;
import org.returntoidle.model.Rule;

/** What the kit says about a driver, for tests that do not run its checks one by one. */
public final class KitVerdict {
  private KitVerdict() {}

  /** The rule that is violated; empty if none is. Fails if the run comes to nothing. */
  public static Optional<Rule> violated(DriverContract contract) {
    Outcome outcome = ContractRun.outcome(contract);
    if (outcome instanceof Outcome.Failed failed) {
      throw new AssertionError(failed.why());
    }
    return outcome instanceof Outcome.Violated violated
        ? Optional.of(violated.violated())
        : Optional.empty();
  }
}
