package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.engine.TlcResult;

/**
 * With bounds, too, Java and TLA+ mean the same by the invariant, and it is kept; that this is so
 * whatever the bounds are is shown by {@code AnyBoundTest}.
 */
class BoundedInductionTest {
  private static final Bounds BOUNDS =
      new Bounds(OptionalInt.of(2), OptionalInt.empty(), OptionalInt.of(1), OptionalInt.empty());

  private static final Claim CLAIM =
      new Claim(
          "inductive-bounded",
          "from every type-correct state with the invariant the rank of a transfer decreases",
          new Banded(Configuration.DEFAULT.with(BOUNDS), InTransit.TWO),
          "InductiveSpec",
          ImmutableList.of("TypeOK", "Inductive", "L1_NeverStuck", "L1_WithinSteps"),
          ImmutableList.of("L1_RankDecreases", "L1_RankNeverGrows"),
          true,
          Optional.empty(),
          new Figures(0, 2193, null, null, null, null));

  @Tag("ci")
  @Test
  void theInvariantIsTheSameAndKept() {
    Claim.Checked checked = CLAIM.check(new Tlc(1), TlaFiles.JAR);
    assertEquals(Optional.empty(), checked.difference());
    TlcResult tlc = checked.tlc();
    Claim counted =
        TestClaims.withFigures(CLAIM, tlc.distinctStates(), tlc.generatedSteps(), tlc.depth());
    assertEquals(Optional.empty(), JavaCheck.difference(counted, JavaCheck.of(counted)));
  }
}
