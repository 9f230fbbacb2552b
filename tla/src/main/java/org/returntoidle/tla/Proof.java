package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.returntoidle.tla.engine.Mirror;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;

/**
 * Everything that is proved: the claims, each by TLC and again in Java, and the comparisons of the
 * two graphs in every configuration that a claim is about.
 *
 * @param tlc that runs
 * @param files of the proof
 * @param transfers the protocol that it is about
 */
public record Proof(Tlc tlc, TlaFiles files, Transfers transfers) {
  /** The proof for banded transfers. */
  public Proof(Tlc tlc, TlaFiles files) {
    this(tlc, files, Transfers.BANDED);
  }

  /**
   * One line of the proof.
   *
   * @param name of the claim or the comparison
   * @param says what it shows, in words
   * @param verdict {@code holds} or {@code violated}; of a comparison {@code equal} or {@code
   *     differs}
   * @param claims what was claimed, by the names in the TLA+ modules
   * @param fairness the components that are assumed not to stand still
   * @param difference how it is not as expected; empty if it is
   * @param states how many were looked at, up to a violation
   * @param generatedSteps likewise, as TLC counts them: see {@link TlcResult#generatedSteps}
   * @param depth length of the longest of the shortest paths; 0 after a violation
   * @param counterexample the actions that lead to the violation
   * @param loop what it does for ever, where it is an infinite one
   * @param visited the states that it leads through, as {@link TlcResult#states} has them
   * @param loopStart which of them comes after the last, where it is an infinite one
   * @param milliseconds wall clock
   */
  public record Line(
      String name,
      String says,
      String verdict,
      List<String> claims,
      List<String> fairness,
      Optional<String> difference,
      long states,
      long generatedSteps,
      int depth,
      List<String> counterexample,
      Optional<String> loop,
      List<String> visited,
      OptionalInt loopStart,
      long milliseconds) {}

  /** The claims; each throws what {@link Claim#check(Tlc, TlaFiles)} does. */
  public ImmutableList<Callable<Line>> claims() {
    return lines(claim -> claim.withAll().isEmpty());
  }

  /** Those that TLC is asked about only if it is asked about everything; the same is thrown. */
  public ImmutableList<Callable<Line>> claimsWithAll() {
    return lines(claim -> claim.withAll().isPresent());
  }

  private ImmutableList<Callable<Line>> lines(Predicate<Claim> which) {
    return files.claims(transfers).stream()
        .filter(which)
        .map(claim -> (Callable<Line>) () -> line(claim))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The claim with this name; empty if there is none.
   *
   * @throws TlaFilesException if the claims are not readable
   */
  public Optional<Callable<Line>> claim(String name) {
    return files.claims(transfers).stream()
        .filter(claim -> claim.name().equals(name))
        .map(claim -> (Callable<Line>) () -> line(claim))
        .findFirst();
  }

  /**
   * The graphs of what can be reached, TLC's and Java's, in every configuration: bounded, and
   * without bounds with two {@code CANCEL_IO} under way at once, and with many.
   */
  public ImmutableList<Callable<Line>> mirrors() {
    Stream<Callable<Line>> counted =
        claims("bounded-.*|inductive-.*").map(claim -> () -> mirror(claim));
    Stream<Callable<Line>> many = claims("many-.*").map(claim -> () -> mirrorOfMany(claim));
    return Stream.concat(counted, many).collect(ImmutableList.toImmutableList());
  }

  /** All steps from all type-correct states, in every configuration without bounds. */
  public ImmutableList<Callable<Line>> kernels() {
    return claims("inductive-.*")
        .map(claim -> (Callable<Line>) () -> kernel(claim))
        .collect(ImmutableList.toImmutableList());
  }

  private Stream<Claim> claims(String name) {
    return files.claims(transfers).stream().filter(claim -> claim.name().matches(name));
  }

  private Line mirror(Claim claim) {
    return mirror(claim, Mirrors.reachable(tlc, files, claim.subject()));
  }

  private Line mirrorOfMany(Claim claim) {
    return mirror(claim, Mirrors.many(tlc, files, claim.configuration()));
  }

  private static Line mirror(Claim claim, Mirror.Result result) {
    return line(
        "mirror-" + unbounded(claim),
        "Java and TLA+ have the same reachable graph, edge for edge",
        result);
  }

  private Line kernel(Claim claim) {
    return line(
        "kernel-" + unbounded(claim),
        "the same steps from every type-correct state, reachable or not",
        claim.subject() instanceof Streamed streamed
            ? Mirrors.everywhere(tlc, files, streamed.configuration())
            : Mirrors.everywhere(tlc, files, claim.configuration()));
  }

  /** The claim's name, if that tells of which protocol it is. */
  private static String unbounded(Claim claim) {
    return claim.name().replaceFirst("^inductive-", "unbounded-");
  }

  private static Line line(String name, String says, Mirror.Result result) {
    return new Line(
        name,
        says,
        result.equal() ? "equal" : "differs",
        List.of(),
        List.of(),
        result.difference(),
        result.states(),
        result.edges(),
        0,
        List.of(),
        Optional.empty(),
        List.of(),
        OptionalInt.empty(),
        result.milliseconds());
  }

  private Line line(Claim claim) {
    TlcResult result;
    List<String> differences = new ArrayList<>();
    Claim.Checked checked = claim.check(tlc, files);
    result = checked.tlc();
    checked.difference().ifPresent(differences::add);
    JavaCheck.difference(claim, JavaCheck.of(claim)).ifPresent(differences::add);
    Replay.difference(claim, result).ifPresent(differences::add);
    return new Line(
        claim.name(),
        claim.says(),
        result.outcome().name().toLowerCase(Locale.ROOT),
        claim.claimed(),
        claim.fairness().stream().map(Component::toString).toList(),
        differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences)),
        result.distinctStates(),
        result.generatedSteps(),
        result.outcome() == TlcResult.Outcome.HOLDS ? result.depth() : 0,
        result.counterexample(),
        result.loop(),
        result.states(),
        result.loopStart(),
        result.milliseconds());
  }
}
