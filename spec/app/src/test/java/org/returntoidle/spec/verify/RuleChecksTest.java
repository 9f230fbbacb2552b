package org.returntoidle.spec.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.returntoidle.model.Rule;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.TlaFiles;

/** The rules are the spine: no rule without a check, no check without a rule. */
class RuleChecksTest {
  /** Claims that guard the specification itself rather than a rule. */
  private static final Set<String> ABOUT_THE_SPECIFICATION =
      Set.of(
          "TypeOK",
          "Inductive",
          "MachineSpec",
          "FairMachineSpec",
          "UnboundedSpec",
          "ManyCancelsSpec",
          "MappedOneForgotten",
          "MappedTwoAsOne",
          "MappedManyAsTwo",
          "NeverManyLeft",
          "MappedErrorAsCanceling",
          "MappedErrorAsIdle",
          "MappedFrozen",
          "FrozenNeverBegins",
          "Absurd",
          "NeverBegins",
          "NeverCompletes",
          "NeverCancels",
          "NeverFails",
          "NeverFailsLate",
          "NeverReturns",
          "AnyIsWeaker");

  @ParameterizedTest
  @EnumSource(Rule.class)
  void aRuleHasACheckUnlessItIsOnlyNoted(Rule rule) {
    assertEquals(rule.needsCheck(), !RuleChecks.of(rule).isEmpty(), () -> "" + rule);
  }

  @Test
  void everyPropertyThatIsClaimedBelongsToARule() {
    Set<String> checked =
        Set.of(Rule.values()).stream()
            .flatMap(rule -> RuleChecks.of(rule).stream())
            .filter(check -> check.by() == RuleChecks.By.TLC)
            .map(RuleChecks.Check::name)
            .collect(Collectors.toSet());
    for (Claim claim : TlaFiles.JAR.claims()) {
      for (String property : claim.claimed()) {
        if (!ABOUT_THE_SPECIFICATION.contains(property)) {
          assertTrue(checked.contains(property), property);
        }
      }
    }
  }
}
