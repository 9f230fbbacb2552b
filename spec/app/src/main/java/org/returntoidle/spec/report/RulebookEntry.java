package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.RuleChecks;
import org.returntoidle.spec.verify.RuleChecks.By;

/**
 * What the rulebook says about a rule. The document, the command {@code explain} and the page are
 * made from this.
 *
 * @param rule with its sentence, intent, strength and source
 * @param checks what checks it; empty for a rule that is only noted
 * @param shownBy the faulty drivers that break it
 * @param outOfReach why no driver can break it; empty if one can
 */
public record RulebookEntry(
    Rule rule,
    ImmutableList<Check> checks,
    ImmutableList<BuiltInDriver> shownBy,
    Optional<String> outOfReach) {

  /**
   * Something that checks the rule.
   *
   * @param by in words
   * @param link to it, from the folder of the document
   * @param names of the checks in it; empty if there is no need to tell them apart
   * @param byConstruction the names of those that no type-correct state can break
   */
  public record Check(
      String by, String link, ImmutableList<String> names, ImmutableList<String> byConstruction) {
    /** In words, with the names. */
    public String text() {
      return by + list(name -> name, RuleChecks.TRUE_BY_CONSTRUCTION);
    }

    /** Behind a colon, the names as {@code shown}; behind {@code mark} those by construction. */
    String list(UnaryOperator<String> shown, String mark) {
      List<String> parts = new ArrayList<>();
      if (!names.isEmpty()) {
        parts.add(names.stream().map(shown).collect(Collectors.joining(", ")));
      }
      if (!byConstruction.isEmpty()) {
        parts.add(
            byConstruction.stream().map(shown).collect(Collectors.joining(", ", mark + " ", "")));
      }
      return parts.isEmpty() ? "" : ": " + String.join("; ", parts);
    }
  }

  /** Where a kind of check is to be found. */
  private enum Kind {
    MACHINE(By.MACHINE, "the transition table", "#the-machine", false),
    MODEL(
        By.MODEL,
        "the model",
        "../model/src/main/java/org/returntoidle/model/Properties.java",
        true),
    SITUATION(
        By.SITUATION,
        "the model, which must reach this",
        "../model/src/main/java/org/returntoidle/model/CoverProperty.java",
        true),
    TLC(By.TLC, "TLA+", "../tla/src/main/tla", true),
    STREAMS(
        By.STREAMS,
        "the model of stream transfers",
        "../model/src/main/java/org/returntoidle/model/stream/StreamRules.java",
        true),
    STREAM_SITUATION(
        By.STREAM_SITUATION,
        "the model of stream transfers, which must reach this",
        "../model/src/main/java/org/returntoidle/model/stream/StreamSituation.java",
        true),
    STREAM_TLC(By.STREAM_TLC, "TLA+, of stream transfers", "../tla/src/main/tla", true),
    DRIVER(
        By.DRIVER, "every run of a driver", "kit/src/main/java/org/returntoidle/spec/rules", false),
    TRACE(By.TRACE, "recorded traces", "TRACE-FORMAT.md#verdict", false);

    private final By who;
    private final String by;
    private final String link;
    private final boolean named;

    Kind(By who, String by, String link, boolean named) {
      this.who = who;
      this.by = by;
      this.link = link;
      this.named = named;
    }

    /** The checks of this kind; which claims there are, and how many, is for {@code rules}. */
    Optional<Check> of(ImmutableList<RuleChecks.Check> checks) {
      List<RuleChecks.Check> mine = checks.stream().filter(check -> check.by() == who).toList();
      return mine.isEmpty()
          ? Optional.empty()
          : Optional.of(new Check(by, link, names(mine, false), names(mine, true)));
    }

    private ImmutableList<String> names(List<RuleChecks.Check> checks, boolean byConstruction) {
      return checks.stream()
          .filter(check -> named && check.isTrueByConstruction() == byConstruction)
          .map(RuleChecks.Check::name)
          .collect(ImmutableList.toImmutableList());
    }
  }

  /** The entry of {@code rule}. */
  public static RulebookEntry of(Rule rule) {
    ImmutableList<RuleChecks.Check> checks = RuleChecks.of(rule);
    return new RulebookEntry(
        rule,
        Arrays.stream(Kind.values())
            .flatMap(kind -> kind.of(checks).stream())
            .collect(ImmutableList.toImmutableList()),
        Arrays.stream(BuiltInDriver.values())
            .filter(driver -> driver.breaks().contains(rule))
            .collect(ImmutableList.toImmutableList()),
        KillMatrix.outOfReach(rule));
  }

  /** The name of its anchor in the document. */
  public String anchor() {
    return anchor(rule);
  }

  /** The name of a rule's anchor in the document. */
  public static String anchor(Rule rule) {
    return rule.name().toLowerCase(Locale.ROOT);
  }

  /** Where the rule comes from, in words. */
  public String source() {
    if (!rule.heading().isEmpty()) {
      return rule.place().isEmpty() ? rule.heading() : rule.heading() + ", " + rule.place();
    }
    String rules = rule.follows().stream().map(Rule::name).collect(Collectors.joining(" and "));
    return rules.isEmpty()
        ? rule.source()
        : rule.source().replaceFirst(", from .*", "") + ", from " + rules;
  }
}
