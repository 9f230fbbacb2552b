package org.returntoidle.tla;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Configuration;
import org.returntoidle.tla.TlcResult.Outcome;

/**
 * One entry of the manifest: a configuration of TLC and what it must say.
 *
 * @param name of the entry, and of its file {@code cfg/NAME.cfg}
 * @param says what it shows, in words
 * @param expect {@code holds} or {@code violated}
 * @param exitCode that TLC must end with
 * @param properties what is claimed, by the names in {@code CancelRules.tla}
 * @param fairness the components that are assumed not to stand still
 * @param distinctStates that TLC must count; null where a violation cuts the search short
 * @param steps length of the shortest counterexample; null where none is pinned
 */
public record Claim(
    String name,
    String says,
    String expect,
    int exitCode,
    List<String> properties,
    List<String> fairness,
    @Nullable Long distinctStates,
    @Nullable Integer steps) {

  /** The entries that {@code verify} runs: they hold for every platform and all bounds. */
  private static final ImmutableList<String> MAIN =
      ImmutableList.of("safety", "liveness", "cancel-without-device");

  /**
   * What became of an entry.
   *
   * @param claim the entry
   * @param tlc TLC's answer
   * @param difference how the answer differs from the entry; empty if it is as expected
   */
  public record Checked(Claim claim, TlcResult tlc, Optional<String> difference) {}

  /** The whole manifest, in its order. */
  public static ImmutableList<Claim> manifest() {
    try {
      return ImmutableList.copyOf(
          new ObjectMapper().readValue(TlaFiles.read("manifest.json"), Claim[].class));
    } catch (IOException e) {
      throw new IllegalStateException("the manifest is damaged", e);
    }
  }

  /** The entries that prove the protocol itself: rules, return to idle. */
  public static ImmutableList<Claim> main() {
    return manifest().stream()
        .filter(claim -> MAIN.contains(claim.name()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The main entries, and those that say the same without any bound. */
  public static ImmutableList<Claim> proofs() {
    return manifest().stream()
        .filter(claim -> MAIN.contains(claim.name()) || claim.name().startsWith("unbounded-"))
        .collect(ImmutableList.toImmutableList());
  }

  /** The configuration that this entry's file is about. */
  Configuration configuration() {
    return TlaFiles.configurationOf(TlaFiles.configurationFile(name));
  }

  /**
   * Runs this entry as it stands in its file.
   *
   * @throws TlcException if TLC gives no verdict
   */
  public Checked check(Tlc tlc) {
    TlcResult result = tlc.check(TlaFiles.configurationFile(name));
    return new Checked(this, result, difference(result, distinctStates));
  }

  /**
   * Runs this entry for another configuration.
   *
   * @param states how many states there must be, as counted by the explorer
   * @throws TlcException if TLC gives no verdict
   */
  public Checked check(Tlc tlc, Configuration configuration, long states) {
    String cfg = TlaFiles.withConstants(TlaFiles.configurationFile(name), configuration);
    TlcResult result = tlc.check(cfg);
    return new Checked(this, result, difference(result, states));
  }

  private Optional<String> difference(TlcResult result, @Nullable Long states) {
    if (result.outcome() == Outcome.FAILED) {
      throw new TlcException(name + ": " + result.problem());
    }
    boolean holds = expect.equals("holds");
    if (holds != (result.outcome() == Outcome.HOLDS)) {
      return Optional.of(
          holds
              ? result.violated().orElse("a temporal property") + " is violated"
              : "it holds, but it must fail");
    }
    if (result.exitCode() != exitCode) {
      return Optional.of("exit code " + result.exitCode() + ", expected " + exitCode);
    }
    if (states != null && states != result.distinctStates()) {
      return Optional.of(result.distinctStates() + " distinct states, expected " + states);
    }
    if (steps != null && steps != result.counterexample().size()) {
      return Optional.of(
          result.counterexample().size() + " steps to the violation, expected " + steps);
    }
    if (!holds && !result.violated().map(properties::contains).orElse(true)) {
      return Optional.of(result.violated().get() + " is violated, expected " + properties);
    }
    return Optional.empty();
  }
}
