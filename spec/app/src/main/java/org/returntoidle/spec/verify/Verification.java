package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.engine.Mirror;

/**
 * The outcome of {@code verify}; a part that was not asked for is empty.
 *
 * @param platform the Windows version
 * @param seed of the random schedules
 * @param model what the explorer found
 * @param proof what TLC found
 * @param driver what the harness found
 * @param inside what came out where two threads were in the driver at once
 * @param unfinished the other parts that were asked for and for which the time was too short
 */
public record Verification(
    Platform platform,
    long seed,
    Optional<ModelPart> model,
    Optional<ProofPart> proof,
    Optional<DriverPart> driver,
    Optional<InsidePart> inside,
    ImmutableList<String> unfinished) {

  /** One for which there was time enough; nothing was interleaved. */
  public Verification(
      Platform platform,
      long seed,
      Optional<ModelPart> model,
      Optional<ProofPart> proof,
      Optional<DriverPart> driver) {
    this(platform, seed, model, proof, driver, Optional.empty(), ImmutableList.of());
  }

  /** The same, with what came out inside the driver. */
  public Verification with(Optional<InsidePart> interleaved) {
    return new Verification(
        platform,
        seed,
        model,
        proof,
        interleaved.flatMap(InsidePart::rule).isEmpty()
            ? driver
            : driver.map(part -> part.violatedInside(interleaved.get().rule().get())),
        interleaved,
        unfinished);
  }

  /** The same, of which so much else is not finished. */
  public Verification withUnfinished(ImmutableList<String> parts) {
    return new Verification(platform, seed, model, proof, driver, inside, parts);
  }

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

  /** Whether the model, its proof and their comparison are in order: our side. */
  public boolean oursHolds() {
    return model.map(ModelPart::holds).orElse(true)
        && proof.map(part -> part.holds() && part.mirror().equal()).orElse(true);
  }

  /** Whether all was done that was asked for. */
  public boolean complete() {
    return unfinished.isEmpty()
        && driver.map(DriverPart::complete).orElse(true)
        && inside.map(part -> !part.cut() && part.rule().isEmpty()).orElse(true);
  }

  /** What the time was too short for, in words. */
  public ImmutableList<String> cut() {
    ImmutableList.Builder<String> cut = ImmutableList.<String>builder().addAll(unfinished);
    driver.flatMap(part -> part.reach().cutIn()).ifPresent(phase -> cut.add(phase.toString()));
    inside.filter(InsidePart::cut).ifPresent(part -> cut.add("the part inside"));
    return cut.build();
  }

  /** Whether nothing is violated. */
  public boolean holds() {
    return oursHolds()
        && driver.map(DriverPart::holds).orElse(true)
        && inside.flatMap(InsidePart::violated).isEmpty();
  }
}
