package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verdict.RuleVerdict.Strength;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.RuleChecks;
import org.returntoidle.spec.verify.RuleChecks.By;
import org.returntoidle.spec.verify.RuleChecks.Check;
import org.returntoidle.spec.verify.Verification;

/**
 * A rule, what checks it, and what became of it.
 *
 * @param rule the rule
 * @param model what the explorer checks
 * @param tla what TLC checks
 * @param driver whether runs of drivers are judged by it
 * @param trace whether recorded traces are judged by it
 * @param outOfReach why no driver is shown to break it; empty if one is
 * @param kills the faulty drivers that it finds
 * @param verdict on the driver of this page; empty if there was none
 */
public record RuleRow(
    Rule rule,
    ImmutableList<String> model,
    ImmutableList<String> tla,
    boolean driver,
    boolean trace,
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
    ImmutableList<Check> checks = RuleChecks.of(rule);
    return new RuleRow(
        rule,
        by(checks, By.MACHINE, By.MODEL, By.SITUATION, By.STREAMS, By.STREAM_SITUATION),
        by(checks, By.TLC, By.STREAM_TLC),
        !by(checks, By.DRIVER).isEmpty(),
        !by(checks, By.TRACE).isEmpty(),
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

  /** Their columns say who checks. */
  private static final ImmutableSet<By> UNNAMED = Sets.immutableEnumSet(By.MODEL, By.TLC);

  private static ImmutableList<String> by(ImmutableList<Check> checks, By... who) {
    return checks.stream()
        .filter(check -> Arrays.asList(who).contains(check.by()))
        .map(check -> UNNAMED.contains(check.by()) ? check.what() : check.toString())
        .collect(ImmutableList.toImmutableList());
  }

  /** What the rulebook says about it. */
  public RulebookEntry entry() {
    return RulebookEntry.of(rule);
  }

  /** Whether nothing checks a rule that needs a check. */
  public boolean isGap() {
    return rule.needsCheck() && model.isEmpty() && tla.isEmpty() && !driver && !trace;
  }

  /** Its verdict in a word; empty if there is none. */
  public String word() {
    return verdict.map(v -> v.verdict().toString()).orElse("");
  }

  /** The strength of the evidence in a word or two; empty if there is none. */
  public String evidence() {
    return verdict
        .flatMap(
            known ->
                known
                    .strength()
                    .map(
                        strongest ->
                            strongest
                                + (known.learned() && strongest != Strength.LEARNED
                                    ? " and learned"
                                    : "")))
        .orElse("");
  }
}
