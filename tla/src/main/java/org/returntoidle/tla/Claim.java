package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcException;
import org.returntoidle.tla.engine.TlcResult;
import org.returntoidle.tla.engine.TlcResult.Outcome;

/**
 * A claim: a configuration of TLC and what TLC must say. {@code claims.json} has them all.
 *
 * @param name of the claim
 * @param says what it shows, in words
 * @param subject the protocol that it is about
 * @param specification the behaviours that are looked at, by its name in TLA+
 * @param invariants what is claimed of every state, by the names in the TLA+ modules
 * @param properties what is claimed of every step or behaviour
 * @param mustHold whether it must hold; otherwise it must be violated
 * @param withAll why TLC is asked about it only if it is asked about everything: what else shows
 *     it; empty if it is always asked
 * @param figures that TLC must count
 */
public record Claim(
    String name,
    String says,
    Subject<?> subject,
    String specification,
    ImmutableList<String> invariants,
    ImmutableList<String> properties,
    boolean mustHold,
    Optional<String> withAll,
    Figures figures) {

  /** The claims that {@code verify} checks: they hold for every platform and all bounds. */
  private static final ImmutableSet<String> MAIN =
      ImmutableSet.of("safety", "liveness", "enough-interruptible");

  /**
   * What became of a claim.
   *
   * @param claim the claim
   * @param tlc TLC's answer
   * @param difference how the answer is not as expected; empty if it is
   */
  public record Checked(Claim claim, TlcResult tlc, Optional<String> difference) {}

  /** The claims that {@code verify} checks for whatever bounds it is given. */
  public static ImmutableList<Claim> main() {
    return TlaFiles.JAR.claims().stream()
        .filter(claim -> MAIN.contains(claim.name()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The components that the specification assumes not to stand still. */
  public ImmutableSet<? extends Component> fairness() {
    return subject.fairness(specification);
  }

  /**
   * The configuration of the banded protocol.
   *
   * @throws IllegalStateException if the claim is about stream transfers
   */
  public Configuration configuration() {
    return banded().configuration();
  }

  /** How many {@code CANCEL_IO} can be under way at once; throws what the configuration does. */
  public InTransit inTransit() {
    return banded().inTransit();
  }

  private Banded banded() {
    if (subject instanceof Banded banded) {
      return banded;
    }
    throw new IllegalStateException(name + " is about stream transfers");
  }

  /** Invariants and properties together. */
  public ImmutableList<String> claimed() {
    return ImmutableList.<String>builder().addAll(invariants).addAll(properties).build();
  }

  /** {@code holds} or {@code violated}. */
  public String expect() {
    return mustHold ? "holds" : "violated";
  }

  /** The same with other bounds; what TLC must count then is not known. */
  public Claim with(Bounds bounds) {
    return new Claim(
        name,
        says,
        new Banded(configuration().with(bounds), inTransit()),
        specification,
        invariants,
        properties,
        mustHold,
        withAll,
        new Figures(figures.exitCode(), figures.messageCode(), null, null, null, null));
  }

  /** The same, but nothing else is claimed than {@code formula}. */
  public Claim only(Formula<?> formula) {
    ImmutableList<String> one = ImmutableList.of(formula.name());
    return new Claim(
        name,
        says,
        subject,
        specification,
        formula.isInvariant() ? one : ImmutableList.of(),
        formula.isInvariant() ? ImmutableList.of() : one,
        mustHold,
        withAll,
        new Figures(figures.exitCode(), figures.messageCode(), null, null, null, null));
  }

  /**
   * Whether TLC finds that it holds, whatever is expected.
   *
   * @throws TlcException if TLC gives no verdict
   */
  public boolean holds(Tlc tlc, TlaFiles files) {
    TlcResult result = tlc.check(subject.modules(files), cfg());
    if (result.outcome() == Outcome.FAILED && result.exitCode() != 11) {
      throw new TlcException(name + ": " + result.problem());
    }
    return result.outcome() == Outcome.HOLDS;
  }

  /** TLC's configuration file for this claim. */
  public String cfg() {
    return cfg(invariants, properties);
  }

  private String cfg(List<String> ofStates, List<String> ofBehaviours) {
    List<String> lines = new ArrayList<>();
    lines.addAll(subject.constants());
    // Without bounds a behaviour never ends; with them it ends where L2_EndsUsedUp says.
    lines.add("CHECK_DEADLOCK " + (subject.isBounded() ? "FALSE" : "TRUE"));
    lines.add("SPECIFICATION " + specification);
    section(lines, "INVARIANTS", ofStates);
    section(lines, "PROPERTIES", ofBehaviours);
    return String.join("\n", lines) + "\n";
  }

  static void section(List<String> lines, String title, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(title);
      names.forEach(name -> lines.add("  " + name));
    }
  }

  /**
   * Lets TLC check this claim.
   *
   * @throws TlcException if TLC gives no verdict
   * @throws TlaFilesException if a module is missing or not what TLC accepts
   */
  public Checked check(Tlc tlc, TlaFiles files) {
    TlcResult result = tlc.check(subject.modules(files), cfg());
    if (result.outcome() == Outcome.FAILED && files.folder().isPresent() && result.isInputWrong()) {
      throw new TlaFilesException(name + ": " + result.problem());
    }
    TlcResult named = mustHold && files.folder().isPresent() ? named(tlc, files, result) : result;
    return new Checked(this, named, claimsNothing().or(() -> difference(named)));
  }

  /** TLC does not say which property of behaviours is violated; so it is asked about each alone. */
  private TlcResult named(Tlc tlc, TlaFiles files, TlcResult result) {
    if (result.outcome() != Outcome.VIOLATED || result.violated().isPresent()) {
      return result;
    }
    for (String property : properties) {
      TlcResult alone = tlc.check(subject.modules(files), cfg(List.of(), List.of(property)));
      if (alone.outcome() == Outcome.VIOLATED) {
        return alone.violating(property);
      }
    }
    return result;
  }

  /**
   * Lets TLC check this claim, which must hold, for another configuration.
   *
   * @param states how many states there must be, as counted by the explorer
   * @throws TlcException if TLC gives no verdict
   */
  public Checked check(Tlc tlc, Configuration other, long states) {
    Claim scaled =
        new Claim(
            name,
            says,
            new Banded(other, inTransit()),
            specification,
            invariants,
            properties,
            mustHold,
            withAll,
            new Figures(figures.exitCode(), figures.messageCode(), states, null, null, null));
    TlcResult result = tlc.checkMany(TlaFiles.JAR.modules(), scaled.cfg());
    return new Checked(this, result, scaled.difference(result));
  }

  /** A run of TLC that is asked nothing succeeds; that proves nothing. */
  private Optional<String> claimsNothing() {
    return claimed().isEmpty()
        ? Optional.of("it claims nothing: no invariant and no property is named")
        : Optional.empty();
  }

  /** How TLC's answer is not what this claim says; empty if it is. */
  Optional<String> difference(TlcResult result) {
    if (result.outcome() == Outcome.FAILED) {
      throw new TlcException(name + ": " + result.problem());
    }
    if (mustHold != (result.outcome() == Outcome.HOLDS)) {
      return Optional.of(
          mustHold
              ? result.violated().orElse("a temporal property") + " is violated"
              : "it holds, but it must fail");
    }
    if (!mustHold && !result.violated().map(claimed()::contains).orElse(claimed().size() == 1)) {
      return Optional.of(
          result.violated().orElse("a property") + " is violated, expected " + claimed());
    }
    return figures.difference(result);
  }

  /** This claim with other figures. */
  Claim with(Figures other) {
    return new Claim(
        name, says, subject, specification, invariants, properties, mustHold, withAll, other);
  }
}
