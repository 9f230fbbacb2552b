package org.returntoidle.tla;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the manifest with something wrong. */
final class TestClaims {
  private TestClaims() {}

  static Claim with(Claim claim, List<String> invariants, String expect) {
    return copy(
        claim,
        invariants,
        expect,
        claim.distinctStates(),
        claim.edges(),
        claim.depth(),
        claim.steps());
  }

  static Claim withFigures(
      Claim claim, @Nullable Long states, @Nullable Long edges, @Nullable Integer depth) {
    return copy(claim, claim.invariants(), claim.expect(), states, edges, depth, claim.steps());
  }

  static Claim withSteps(Claim claim, int steps) {
    return copy(claim, claim.invariants(), claim.expect(), null, null, null, steps);
  }

  private static Claim copy(
      Claim claim,
      List<String> invariants,
      String expect,
      @Nullable Long states,
      @Nullable Long edges,
      @Nullable Integer depth,
      @Nullable Integer steps) {
    return new Claim(
        claim.name(),
        claim.says(),
        claim.platform(),
        claim.driver(),
        claim.application(),
        claim.bounds(),
        claim.specification(),
        claim.fairness(),
        invariants,
        claim.properties(),
        expect,
        claim.exitCode(),
        claim.messageCode(),
        states,
        edges,
        depth,
        steps);
  }
}
