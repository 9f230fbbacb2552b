package org.returntoidle.spec.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.returntoidle.model.Rule;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.Transfers;

/** The rules are the spine: no rule without a check, no check without a rule. */
class RuleChecksTest {
  /** Claims that guard the specification itself rather than a rule. */
  private static final Set<String> ABOUT_THE_SPECIFICATION =
      Set.of(
          "TypeOK",
          "Inductive",
          "MachineSpec",
          "FairMachineSpec",
          "RestFollows",
          "UnboundedSpec",
          "UnboundedSafe",
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
    if (rule.needsCheck() || !rule.onlyStreams()) {
      assertEquals(rule.needsCheck(), !RuleChecks.of(rule).isEmpty(), () -> "" + rule);
    }
  }

  /** What speaks of stream transfers only, and nothing checks; V22 is shown instead. */
  @Test
  void soManyStreamRulesWait() {
    assertEquals(
        "[H9, V22, V23]",
        Stream.of(Rule.values())
            .filter(rule -> rule.onlyStreams() && RuleChecks.of(rule).isEmpty())
            .toList()
            .toString());
  }

  @Test
  void whatIsClaimedOfStreamsStandsUnderItsRule() {
    Set<String> hazards =
        RuleChecks.of(Rule.H1).stream().map(Object::toString).collect(Collectors.toSet());
    assertTrue(
        hazards.stream()
            .anyMatch(
                check ->
                    check.matches(
                        "TLC, streams: NoH1 \\(all-not-asynchronous-callback and \\d+ more, holds\\)")),
        hazards::toString);
    assertTrue(hazards.contains("TLC: NoH1 (hazard-H1 and 2 more, violated)"), hazards::toString);
    assertTrue(
        RuleChecks.of(Rule.V13).stream().anyMatch(c -> c.name().equals("V13_OneReadOneWrite")));
  }

  @Test
  void everyPropertyThatIsClaimedBelongsToARule() {
    Set<String> checked =
        Set.of(Rule.values()).stream()
            .flatMap(rule -> RuleChecks.of(rule).stream())
            .filter(
                check -> check.by() == RuleChecks.By.TLC || check.by() == RuleChecks.By.STREAM_TLC)
            .map(RuleChecks.Check::name)
            .collect(Collectors.toSet());
    List<Claim> claims =
        Stream.of(Transfers.values())
            .flatMap(transfers -> TlaFiles.JAR.claims(transfers).stream())
            .toList();
    for (Claim claim : claims) {
      for (String property : claim.claimed()) {
        if (!ABOUT_THE_SPECIFICATION.contains(property)) {
          assertTrue(checked.contains(property), property);
        }
      }
    }
  }
}
