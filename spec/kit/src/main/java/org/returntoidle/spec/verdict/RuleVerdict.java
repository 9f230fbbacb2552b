package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.SearchResult;

/**
 * What was found out about one rule on one driver.
 *
 * @param rule the rule
 * @param verdict whether the driver keeps it
 * @param strength how strong the evidence is; empty if there is none
 * @param checks how often the rule had something to say; in races only if nowhere else
 * @param accepted whether it is violated, and that is known and accepted
 * @param why it is not tested, if there is a reason besides the bounds
 */
public record RuleVerdict(
    Rule rule,
    Verdict verdict,
    Optional<Strength> strength,
    long checks,
    boolean accepted,
    Optional<String> why) {

  /** Whether a rule is kept. */
  public enum Verdict {
    HOLDS("holds"),
    VIOLATED("violated"),
    /** The rule says nothing about a driver, or nothing on this platform. */
    NOT_APPLICABLE("not-applicable"),
    /** The rule never had anything to say within the bounds. */
    NOT_TESTED("not-tested");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** How strong the evidence is. */
  public enum Strength {
    /** Every schedule within the bounds was run. */
    EXHAUSTIVE("exhaustive"),
    /** The time was up before every schedule within the bounds was run; some reached the rule. */
    PARTIAL("partial"),
    /** Only random schedules reached the rule. */
    RANDOM("random"),
    /** Only schedules with races, whose outcome is up to chance, reached the rule. */
    STRESS("stress");

    private final String label;

    Strength(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * What the searches have looked at, the strongest evidence first.
   *
   * @param recorded counterexamples of earlier runs
   * @param exhaustive the enumerated schedules
   * @param throwing those in which something is thrown; they count for D21
   * @param random the random ones
   * @param stress the random ones with races
   */
  record Evidence(
      SearchResult recorded,
      SearchResult exhaustive,
      SearchResult throwing,
      SearchResult random,
      SearchResult stress) {
    private long thrown(Rule rule) {
      return rule == Rule.D21 ? throwing.checks().getOrDefault(rule, 0L) : 0;
    }

    /** Races count only where nothing else does: how often they show something is up to chance. */
    long checks(Rule rule) {
      long certain =
          thrown(rule)
              + Stream.of(recorded, exhaustive, random)
                  .mapToLong(result -> result.checks().getOrDefault(rule, 0L))
                  .sum();
      return certain > 0 ? certain : stress.checks().getOrDefault(rule, 0L);
    }

    Strength strength(Rule rule) {
      boolean complete = !exhaustive.isCut() || exhaustive.extent().rules().contains(rule);
      if (exhaustive.checks().containsKey(rule)) {
        return complete ? Strength.EXHAUSTIVE : Strength.PARTIAL;
      }
      if (throwing.checks().containsKey(rule)) {
        return throwing.isCut() ? Strength.PARTIAL : Strength.EXHAUSTIVE;
      }
      boolean random = this.random.checks().containsKey(rule);
      return random || recorded.checks().containsKey(rule) ? Strength.RANDOM : Strength.STRESS;
    }

    boolean accepted(Rule rule) {
      return Stream.of(recorded, exhaustive, throwing, random, stress)
          .anyMatch(result -> result.accepted().containsKey(rule));
    }
  }

  /**
   * The verdicts on all rules that need a check, in the order of the rulebook.
   *
   * @param untested why a rule cannot be tested on this driver; for all others there are the bounds
   */
  static ImmutableList<RuleVerdict> of(
      Platform platform,
      boolean asynchronous,
      Evidence evidence,
      ImmutableMap<Rule, String> untested,
      Optional<Counterexample> counterexample) {
    Set<Rule> applicable = Judge.applicable(platform, asynchronous);
    Optional<Rule> violated = counterexample.map(found -> found.finding().rule());
    return Arrays.stream(Rule.values())
        .filter(Rule::needsCheck)
        .map(
            rule -> {
              long checks = evidence.checks(rule);
              Verdict verdict = Verdict.HOLDS;
              boolean isNew = violated.equals(Optional.of(rule));
              boolean accepted = evidence.accepted(rule) && !isNew;
              if (accepted || isNew) {
                verdict = Verdict.VIOLATED;
              } else if (untested.containsKey(rule)) {
                verdict = Verdict.NOT_TESTED;
              } else if (!applicable.contains(rule)) {
                verdict = Verdict.NOT_APPLICABLE;
              } else if (checks == 0 || violated.isPresent()) {
                // A violation ends the search, so nothing is known of the schedules behind it.
                verdict = Verdict.NOT_TESTED;
              }
              Optional<Strength> strength =
                  verdict == Verdict.HOLDS || verdict == Verdict.VIOLATED
                      ? Optional.of(evidence.strength(rule))
                      : Optional.empty();
              Optional<String> why =
                  verdict == Verdict.NOT_TESTED
                      ? Optional.ofNullable(untested.get(rule))
                      : Optional.empty();
              return new RuleVerdict(rule, verdict, strength, checks, accepted, why);
            })
        .collect(ImmutableList.toImmutableList());
  }
}
