package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.RuleChecks;
import org.returntoidle.spec.verify.Verification;

/**
 * A rule, what checks it, and what became of it.
 *
 * @param rule the rule
 * @param model what the explorer checks
 * @param tla what TLC checks
 * @param driver whether runs of drivers are judged by it
 * @param outOfReach why no driver can break it; empty if one can
 * @param kills the faulty drivers that it finds
 * @param verdict on the driver of this page; empty if there was none
 */
public record RuleRow(
    Rule rule,
    ImmutableList<String> model,
    ImmutableList<String> tla,
    boolean driver,
    String outOfReach,
    ImmutableList<String> kills,
    Optional<RuleVerdict> verdict) {

  static ImmutableList<RuleRow> all(
      Verification verification, ImmutableList<KillMatrix.Column> matrix) {
    return Arrays.stream(Rule.values())
        .map(rule -> of(rule, verification, matrix))
        .collect(ImmutableList.toImmutableList());
  }

  private static RuleRow of(
      Rule rule, Verification verification, ImmutableList<KillMatrix.Column> matrix) {
    ImmutableList<String> checks = RuleChecks.of(rule);
    return new RuleRow(
        rule,
        starting(checks, "machine: ", "model: ", "model reaches: "),
        starting(checks, "TLC: "),
        !starting(checks, "driver: ").isEmpty(),
        KillMatrix.outOfReach(rule).orElse(""),
        matrix.stream()
            .filter(column -> column.broken().contains(rule))
            .map(column -> column.driver().label())
            .collect(ImmutableList.toImmutableList()),
        verification.driver().stream()
            .flatMap(part -> part.rules().stream())
            .filter(verdict -> verdict.rule() == rule)
            .findFirst());
  }

  private static ImmutableList<String> starting(ImmutableList<String> checks, String... words) {
    return checks.stream()
        .filter(check -> Stream.of(words).anyMatch(check::startsWith))
        .map(check -> check.replaceFirst("^(model|TLC): ", ""))
        .collect(ImmutableList.toImmutableList());
  }

  /** What the rulebook says about it. */
  public RulebookEntry entry() {
    return RulebookEntry.of(rule);
  }

  /** Whether nothing checks a rule that needs a check. */
  public boolean isGap() {
    return rule.needsCheck() && model.isEmpty() && tla.isEmpty() && !driver;
  }

  /** Its verdict in a word; empty if there is none. */
  public String word() {
    return verdict.map(v -> v.verdict().toString()).orElse("");
  }

  /** The strength of the evidence in a word; empty if there is none. */
  public String evidence() {
    return verdict.flatMap(RuleVerdict::strength).map(Object::toString).orElse("");
  }
}
