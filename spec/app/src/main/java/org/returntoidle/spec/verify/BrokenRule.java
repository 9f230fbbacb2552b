package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verdict.RuleVerdict.Verdict;

/**
 * A rule that a driver breaks, for a list of what is wrong.
 *
 * @param says what is wrong
 * @param accepted whether that is known, and does not fail the run
 * @param schedule what is not ordinary, in order; empty if no schedule shows it
 * @param replay the replay file; empty if none was written
 */
record BrokenRule(
    Rule rule,
    String says,
    boolean accepted,
    ImmutableList<String> schedule,
    Optional<Path> replay) {

  /** All that the driver breaks; nothing if no driver was run. */
  static ImmutableList<BrokenRule> of(Verification verification) {
    return verification.driver().stream()
        .flatMap(part -> part.rules().stream().map(verdict -> of(part, verdict, verification)))
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<BrokenRule> of(
      DriverPart part, RuleVerdict verdict, Verification verification) {
    Rule rule = verdict.rule();
    if (verdict.verdict() != Verdict.VIOLATED) {
      return Optional.empty();
    }
    if (verdict.accepted()) {
      String says = "violated; known and accepted";
      return Optional.of(new BrokenRule(rule, says, true, ImmutableList.of(), Optional.empty()));
    }
    return inside(rule, verification)
        .or(
            () ->
                part.counterexample()
                    .map(
                        found ->
                            new BrokenRule(
                                rule,
                                says(found),
                                false,
                                ImmutableList.copyOf(found.schedule().lines()),
                                part.replay())));
  }

  private static Optional<BrokenRule> inside(Rule rule, Verification verification) {
    return verification
        .inside()
        .flatMap(InsidePart::violated)
        .flatMap(Explored::violation)
        .filter(found -> found.rule() == rule)
        .map(
            found ->
                new BrokenRule(
                    rule,
                    "transfer " + found.transfer() + ": " + found.says(),
                    false,
                    ImmutableList.of(),
                    Optional.empty()));
  }

  private static String says(Counterexample found) {
    return found.finding().message() + found.seen().map(seen -> "; " + seen).orElse("");
  }
}
