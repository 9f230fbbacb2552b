package org.returntoidle.spec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Requirement;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.verify.RequirementText;

/** Each bullet of the hardware requirement is checked, or says why not. */
class RequirementTest {
  private static final int BULLETS = 28;

  static Stream<Requirement> checked() {
    return Requirement.all().stream().filter(Requirement::isChecked);
  }

  @Test
  void theyAreNumberedFromOne() {
    assertEquals(BULLETS, Requirement.all().size());
    for (int i = 0; i < BULLETS; i++) {
      assertEquals(i + 1, Requirement.all().get(i).bullet());
    }
  }

  @ParameterizedTest
  @MethodSource("checked")
  void whatIsCheckedIsJudgedAndADriverBreaksIt(Requirement one) {
    assertTrue(one.rules().stream().anyMatch(Judge.STREAM_RULES::contains), one::toString);
    assertFalse(RequirementText.brokenBy(one).isEmpty(), one::toString);
  }

  /** A rule that cites the requirement is named by that bullet. */
  @Test
  void rulesAndBulletsNameEachOther() {
    for (Rule rule : Rule.values()) {
      if (rule.source().equals(Requirement.NAME)) {
        for (Requirement one : Requirement.all()) {
          boolean cited =
              Stream.of(rule.place().replace("bullet ", "").split(", "))
                  .anyMatch(Integer.toString(one.bullet())::equals);
          assertTrue(!cited || one.rules().contains(rule), () -> rule + " and " + one);
        }
      }
    }
  }

  @Test
  void theCommandPrintsThem() throws Exception {
    Cli cli = Cli.run("rules", "--requirement");
    assertEquals(ExitCode.HOLDS, cli.exitCode(), cli::err);
    assertTrue(cli.out().contains("27   not call SendMessage or GetNextStream after"), cli::out);
    assertTrue(cli.out().contains("checked by V12"), cli::out);
    assertTrue(cli.out().contains("not checked here: it is about properties"), cli::out);
    assertTrue(cli.out().contains("verify shows it and does not judge it"), cli::out);
    assertTrue(Cli.run("rules", "--requirement", "--json").out().contains("\"bullet\" : 28"));
  }
}
