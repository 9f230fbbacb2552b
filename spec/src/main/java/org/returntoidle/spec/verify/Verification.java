package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Mirror;

/**
 * The outcome of {@code verify}; a part that was not asked for is empty.
 *
 * @param platform the Windows version
 * @param seed of the random schedules
 * @param model what the explorer found
 * @param proof what TLC found
 * @param driver what the harness found
 */
public record Verification(
    Platform platform,
    long seed,
    Optional<ModelPart> model,
    Optional<ProofPart> proof,
    Optional<DriverPart> driver) {

  /**
   * The explorer's part.
   *
   * @param exploration all states, and which claims hold
   * @param milliseconds wall clock
   */
  public record ModelPart(Exploration exploration, long milliseconds) {
    /** Whether every claim holds. */
    public boolean holds() {
      return exploration.violations().isEmpty();
    }
  }

  /**
   * TLC's part.
   *
   * @param claims the main claims, as answered
   * @param mirror TLC's graph beside the explorer's
   * @param milliseconds wall clock of all runs of TLC, which share the cores
   */
  public record ProofPart(
      ImmutableList<Claim.Checked> claims, Mirror.Result mirror, long milliseconds) {
    /** Whether every claim is answered as expected. */
    public boolean holds() {
      return claims.stream().allMatch(claim -> claim.difference().isEmpty());
    }
  }

  /**
   * The harness' part.
   *
   * @param name of the driver
   * @param reading how the rules were read
   * @param schedules how many different schedules were enumerated
   * @param randomSchedules how many random ones were run besides
   * @param stressSchedules how many random ones with races
   * @param bounds of the enumeration, which was complete if there is no counterexample
   * @param rules the verdict on each rule
   * @param ownThreads whether the driver called from threads of its own
   * @param counterexample the violation, if there is one
   * @param replay where it was written
   * @param milliseconds wall clock
   */
  public record DriverPart(
      String name,
      Reading reading,
      long schedules,
      long randomSchedules,
      long stressSchedules,
      Bounds bounds,
      ImmutableList<RuleVerdict> rules,
      boolean ownThreads,
      Optional<Counterexample> counterexample,
      Optional<Path> replay,
      long milliseconds) {
    /** How many rules have this verdict. */
    public long count(RuleVerdict.Verdict verdict) {
      return rules.stream().filter(rule -> rule.verdict() == verdict).count();
    }
  }

  /** Whether the model, its proof and their comparison are in order: our side. */
  public boolean oursHolds() {
    return model.map(ModelPart::holds).orElse(true)
        && proof.map(part -> part.holds() && part.mirror().equal()).orElse(true);
  }

  /** Whether nothing is violated. */
  public boolean holds() {
    return oursHolds() && driver.map(part -> part.counterexample().isEmpty()).orElse(true);
  }
}
