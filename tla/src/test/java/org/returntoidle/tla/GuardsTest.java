package org.returntoidle.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.returntoidle.model.Action;
import org.returntoidle.tla.engine.Mutation;

/**
 * {@code guards.json} names what protects each guard and effect that the specification has today.
 */
class GuardsTest {
  @Test
  void everyGuardAndEffectIsThereOnce() {
    assertEquals(
        Mutations.all().stream().map(Mutation::toString).toList(),
        GuardSweep.guards().stream().map(GuardSweep.Guard::key).toList());
  }

  @Test
  void eachIsProtectedByAClaimOrHasAReason() {
    Set<String> claims =
        TlaFiles.JAR.claims().stream().map(Claim::name).collect(Collectors.toSet());
    for (GuardSweep.Guard guard : GuardSweep.guards()) {
      if (guard.claim() != null) {
        assertTrue(claims.contains(guard.claim()), guard::key);
      } else {
        String reason = Optional.ofNullable(guard.reason()).orElse("");
        assertTrue(reason.length() > 30, guard::key);
      }
    }
  }

  @Test
  void everyActionIsSwept() {
    Set<String> swept =
        Mutations.all().stream().map(Mutation::operator).collect(Collectors.toSet());
    for (Action action : Action.values()) {
      // The two that carry a code in their name are wrappers around one operator.
      String operator = action.label().replaceFirst("_E_.*", "");
      assertTrue(swept.contains(operator), operator);
    }
  }

  @Test
  void aGuardIsRemovedAnEffectLeftOutAndAFrameConditionLeftAlone() {
    List<Mutation> found =
        Mutations.SWEEP.of(
            "M",
            List.of(
                "Stop ==",
                "  /\\ device = \"On\"",
                "  /\\ device' = IF x THEN \"Off\"",
                "                   ELSE device",
                "  /\\ UNCHANGED x",
                "Reads == a /\\ b"));
    assertEquals(
        List.of(
            "Stop: device = \"On\" -> TRUE",
            "Stop: device' = IF x THEN \"Off\" ELSE device -> device' = device",
            "Reads: a -> TRUE",
            "Reads: b -> TRUE"),
        found.stream().map(Mutation::toString).toList());
    assertTrue(found.get(1).text().contains("  /\\ device' = device\n  /\\ UNCHANGED x\n"));
    assertTrue(found.get(2).text().endsWith("Reads == b\n"));
    assertNotEquals(found.get(0).text(), found.get(1).text());
  }
}
