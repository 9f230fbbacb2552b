package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.returntoidle.model.Explorer.Exploration;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Quickness;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Extent;
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
 * @param unfinished the other parts that were asked for and for which the time was too short
 */
public record Verification(
    Platform platform,
    long seed,
    Optional<ModelPart> model,
    Optional<ProofPart> proof,
    Optional<DriverPart> driver,
    ImmutableList<String> unfinished) {

  /** One for which there was time enough. */
  public Verification(
      Platform platform,
      long seed,
      Optional<ModelPart> model,
      Optional<ProofPart> proof,
      Optional<DriverPart> driver) {
    this(platform, seed, model, proof, driver, ImmutableList.of());
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

  /**
   * The harness' part.
   *
   * @param name of the driver
   * @param reading how the rules were read
   * @param scope of the enumeration
   * @param reach how much of it was run, and of the rest
   * @param counts how many schedules were run
   * @param rules the verdict on each rule
   * @param mayDiffer whether runs need not repeat themselves exactly
   * @param speed how quickly it heeds a cancel
   * @param counterexample the violation, if there is one
   * @param replay where it was written; empty if it did not show again
   * @param gone accepted violations that no longer occur
   * @param milliseconds wall clock
   */
  public record DriverPart(
      String name,
      Reading reading,
      Scope scope,
      Reach reach,
      Counts counts,
      ImmutableList<RuleVerdict> rules,
      boolean mayDiffer,
      Speed speed,
      Optional<Counterexample> counterexample,
      Optional<Path> replay,
      ImmutableList<DriverSearch.Accepted> gone,
      long milliseconds) {
    /** Whether nothing is violated but what is accepted, and that still is. */
    public boolean holds() {
      return counterexample.isEmpty() && gone.isEmpty();
    }

    /** Whether all was run that was to be run: neither time nor a violation ended it. */
    public boolean complete() {
      return reach.cutIn().isEmpty() && counterexample.isEmpty();
    }

    /** The same, with the file of its counterexample. */
    DriverPart withReplay(Path file) {
      return new DriverPart(
          name,
          reading,
          scope,
          reach,
          counts,
          rules,
          mayDiffer,
          speed,
          counterexample,
          Optional.of(file),
          gone,
          milliseconds);
    }

    /** How many rules have this verdict. */
    public long count(RuleVerdict.Verdict verdict) {
      return rules.stream().filter(rule -> rule.verdict() == verdict).count();
    }
  }

  /**
   * How many schedules were run.
   *
   * @param recorded counterexamples of earlier runs, each as often as it was run
   * @param enumerated all within the scope, each once
   * @param throwing all within the scope in which something is thrown, each once
   * @param random beyond it
   * @param racing beyond it, with races
   */
  public record Counts(long recorded, long enumerated, long throwing, long random, long racing) {}

  /** What {@link DriverVerifier} does, in this order. */
  public enum Phase {
    RECORDED("the recorded counterexamples"),
    ENUMERATION("the enumeration"),
    THROWING("the schedules that throw"),
    RANDOM("the random schedules"),
    RACING("the racing schedules");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * How far the search of a driver came.
   *
   * @param enumeration how much of the scope was enumerated
   * @param cutIn what was being done when the time was up; empty if it was not
   * @param within the time for everything, if there was a limit
   * @param climb the time for which the scope was chosen; empty if time had no say in it
   */
  public record Reach(
      Extent enumeration,
      Optional<Phase> cutIn,
      Optional<Duration> within,
      Optional<Duration> climb) {}

  /**
   * How much is still done between an observed cancel and the return: shown, not judged.
   *
   * @param driver at most, by this driver
   * @param reference at most, by the reference; empty if there was no time to find out
   */
  public record Speed(Quickness driver, Optional<Quickness> reference) {}

  /** Whether the model, its proof and their comparison are in order: our side. */
  public boolean oursHolds() {
    return model.map(ModelPart::holds).orElse(true)
        && proof.map(part -> part.holds() && part.mirror().equal()).orElse(true);
  }

  /** Whether all was done that was asked for. */
  public boolean complete() {
    return unfinished.isEmpty() && driver.map(DriverPart::complete).orElse(true);
  }

  /** What the time was too short for, in words. */
  public ImmutableList<String> cut() {
    ImmutableList.Builder<String> cut = ImmutableList.<String>builder().addAll(unfinished);
    driver.flatMap(part -> part.reach().cutIn()).ifPresent(phase -> cut.add(phase.toString()));
    return cut.build();
  }

  /** Whether nothing is violated. */
  public boolean holds() {
    return oursHolds() && driver.map(DriverPart::holds).orElse(true);
  }
}
