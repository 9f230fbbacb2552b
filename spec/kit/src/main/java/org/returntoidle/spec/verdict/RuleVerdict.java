package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
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
 * @param learned whether it also holds without any bound, in the machine that was learned
 * @param checks how often the rule had something to say; in races only if nowhere else
 * @param accepted whether it is violated, and that is known and accepted
 * @param why it is not tested, if there is a reason besides the bounds
 */
public record RuleVerdict(
    Rule rule,
    Verdict verdict,
    Optional<Strength> strength,
    boolean learned,
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
    /** It holds in runs of any length, if the driver is the machine that was learned. */
    LEARNED("learned"),
    /** Some of the schedules within the bounds reached the rule; not all of them were run. */
    PARTIAL("partial"),
    /** An order of the driver's own statements broke the rule, which no schedule did. */
    INTERLEAVED("interleaved"),
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

  /** The same rule, violated between the driver's own statements. */
  RuleVerdict violatedInside() {
    return new RuleVerdict(
        rule,
        Verdict.VIOLATED,
        Optional.of(Strength.INTERLEAVED),
        false,
        checks,
        accepted,
        Optional.empty());
  }

  /** What the phases have looked at. What throws counts for D21 only. */
  record Evidence(ImmutableMap<Phase, SearchResult> phases) {
    private static final ImmutableList<Phase> STRONGEST_FIRST =
        ImmutableList.of(
            Phase.ENUMERATION,
            Phase.THROWING,
            Phase.LEARNED,
            Phase.BESIDE,
            Phase.COVER,
            Phase.REPEATED,
            Phase.REORDERED,
            Phase.RANDOM,
            Phase.RECORDED,
            Phase.RACING);

    private SearchResult of(Phase phase) {
      return phases.getOrDefault(phase, SearchResult.NONE);
    }

    private long checks(Phase phase, Rule rule) {
      boolean counts = phase != Phase.THROWING || rule == Rule.D21;
      return counts ? of(phase).checks().getOrDefault(rule, 0L) : 0;
    }

    /** Races count only where nothing else does: how often they show something is up to chance. */
    long checks(Rule rule) {
      long certain =
          STRONGEST_FIRST.stream()
              .filter(phase -> phase != Phase.RACING)
              .mapToLong(phase -> checks(phase, rule))
              .sum();
      return certain > 0 ? certain : checks(Phase.RACING, rule);
    }

    Strength strength(Rule rule) {
      Phase best =
          STRONGEST_FIRST.stream()
              .filter(phase -> of(phase).checks().containsKey(rule))
              .findFirst()
              .orElse(Phase.RACING);
      SearchResult result = of(best);
      boolean complete = !result.isCut() || result.extent().rules().contains(rule);
      if (best.strength() != Strength.EXHAUSTIVE || complete) {
        return best.strength();
      }
      return learned(rule) ? Strength.LEARNED : Strength.PARTIAL;
    }

    boolean learned(Rule rule) {
      return of(Phase.LEARNED).counterexample().isEmpty() && checks(Phase.LEARNED, rule) > 0;
    }

    boolean accepted(Rule rule) {
      return phases.values().stream().anyMatch(result -> result.accepted().containsKey(rule));
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
        .filter(rule -> rule.needsCheck() || applicable.contains(rule))
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
              boolean learned = verdict == Verdict.HOLDS && evidence.learned(rule);
              return new RuleVerdict(rule, verdict, strength, learned, checks, accepted, why);
            })
        .collect(ImmutableList.toImmutableList());
  }
}
