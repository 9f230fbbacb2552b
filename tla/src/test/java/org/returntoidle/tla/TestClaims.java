package org.returntoidle.tla;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claims with something wrong. */
final class TestClaims {
  private TestClaims() {}

  static Claim with(Claim claim, List<String> invariants, boolean mustHold) {
    return new Claim(
        claim.name(),
        claim.says(),
        claim.subject(),
        claim.specification(),
        ImmutableList.copyOf(invariants),
        claim.properties(),
        mustHold,
        claim.withAll(),
        claim.figures());
  }

  static Claim withFigures(
      Claim claim, @Nullable Long states, @Nullable Long edges, @Nullable Integer depth) {
    Figures figures = claim.figures();
    return claim.with(
        new Figures(figures.exitCode(), figures.messageCode(), states, edges, depth, null));
  }

  static Claim withSteps(Claim claim, int steps) {
    Figures figures = claim.figures();
    return claim.with(
        new Figures(figures.exitCode(), figures.messageCode(), null, null, null, steps));
  }
}
