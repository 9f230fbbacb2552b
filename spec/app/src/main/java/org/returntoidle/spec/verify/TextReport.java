package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.learn.LearnedText;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Extent;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Shard;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverPart.Reach;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverText;
import org.returntoidle.spec.verdict.NotCovered;
import org.returntoidle.spec.verdict.Phase;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verdict.RuleVerdict.Verdict;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verification.ProofPart;
import org.returntoidle.tla.Claim;

/** A verification in lines for people. */
public final class TextReport {
  private TextReport() {}

  /** The machine, which is checked by its own construction and tests. */
  public static String machine() {
    TreeSet<Rule> rules =
        TransferMachine.table().values().stream()
            .flatMap(cell -> cell.rules().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return line(
        "machine",
        String.format(
            Locale.ROOT,
            "%d states, every one of %d (state, input) cells defined; rules %s to %s",
            TransferState.values().length,
            TransferMachine.table().size(),
            rules.first(),
            rules.last()),
        Optional.empty());
  }

  /** How the platform is read, in a line; empty if it can be read in one way only. */
  public static Optional<String> reading(Platform platform) {
    return platform.reading().isEmpty()
        ? Optional.empty()
        : Optional.of("platform   " + platform + ": " + platform.reading() + " (--me)");
  }

  /** What the explorer found, in a line, and a line for each violation. */
  public static String model(ModelPart part) {
    String summary =
        String.format(
            Locale.ROOT,
            "%,d states, %,d edges; %d invariants %s, %d races reached",
            part.exploration().states(),
            part.exploration().edges(),
            part.exploration().properties().size(),
            part.holds() ? "hold" : "checked",
            part.exploration().situations().size());
    StringBuilder text =
        new StringBuilder(line("model", summary, Optional.of(part.milliseconds())));
    part.exploration()
        .violations()
        .forEach(
            violation ->
                text.append("\n           VIOLATED ")
                    .append(violation.property().name())
                    .append(" by ")
                    .append(violation.path()));
    return text.toString();
  }

  /** What TLC found, in two lines. */
  public static String proof(ProofPart part) {
    Set<String> properties =
        part.claims().stream()
            .flatMap(claim -> claim.claim().claimed().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    String summary =
        part.holds()
            ? String.format(
                Locale.ROOT,
                "%,d distinct states; return to idle (L1), L2 to L5, %d more hold",
                part.claims().get(0).tlc().distinctStates(),
                properties.stream().filter(name -> !name.startsWith("L")).count())
            : part.claims().stream()
                .filter(claim -> claim.difference().isPresent())
                .map(TextReport::difference)
                .collect(Collectors.joining("; "));
    String mirror =
        part.mirror()
            .difference()
            .map(difference -> "NOT the same graph: " + difference)
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT,
                        "Java and TLA+: same %,d states, same %,d edges, same action names",
                        part.mirror().states(),
                        part.mirror().edges()));
    return line("TLC", summary, Optional.of(part.milliseconds()))
        + "\n"
        + line("mirror", mirror, Optional.of(part.mirror().milliseconds()));
  }

  private static String difference(Claim.Checked checked) {
    return checked.claim().name() + ": " + checked.difference().orElse("as expected");
  }

  /** Under which conditions drivers are run. */
  public static String conditions(long seed, Duration hangAfter) {
    return "seed       "
        + seed
        + "; a driver hangs after "
        + hangAfter.toSeconds()
        + " s of work between two calls, or when it stands still";
  }

  /**
   * What the harness found, with the counterexample if there is one.
   *
   * @param replay the command that replays a file
   */
  public static String driver(DriverPart part, Function<Path, String> replay) {
    return Shown.wrapped(driver(part))
        + part.replay().map(file -> "\n\n" + replay(file, replay.apply(file))).orElse("");
  }

  /** Where a counterexample was written, and the whole command that runs it again. */
  public static String replay(Path file, String command) {
    return Shown.line("replay     " + file) + "\n           " + command;
  }

  private static String driver(DriverPart part) {
    String run = DriverText.runs(part);
    String name = Shown.name(part.name());
    if (part.counterexample().isPresent()) {
      Counterexample found = part.counterexample().get();
      return line(
              "driver",
              name
                  + ": "
                  + found.finding().rule()
                  + " VIOLATED"
                  + DriverText.howOften(found)
                  + ", found after "
                  + run,
              Optional.of(part.milliseconds()))
          + "\n\n"
          + DriverText.counterexample(found)
          + (found.replays() ? "" : "\n\nreplay     no file: it did not show again");
    }
    return part.learned().map(known -> LearnedText.of(name, known) + "\n").orElse("")
        + line(
            "driver",
            name
                + ": "
                + run
                + ", "
                + part.count(Verdict.HOLDS)
                + " rules, no "
                + (part.rules().stream().anyMatch(RuleVerdict::accepted) ? "new " : "")
                + "violation"
                + byTime(part.reach()),
            Optional.of(part.milliseconds()))
        + "\n           "
        + DriverText.bound(part)
        + ";\n           where the sources are silent they are read "
        + (part.reading() == Reading.STRICT ? "strictly" : "permissively")
        + (part.reach().cover().isPresent()
            ? ""
            : "\n           every order of events at the driver's own calls")
        + DriverText.order(part.order())
        + "\n           between an observed cancel and the return at most "
        + part.speed().driver()
        + part.speed()
            .reference()
            .map(reference -> " (the reference: " + reference + ")")
            .orElse("")
        + part.status().map(said -> "\n           status messages (V22): " + said).orElse("")
        + notTested(part)
        + accepted(part)
        + notCovered(part);
  }

  /** What one of several parts of the work has brought. */
  public static String part(String driver, Shard shard, ImmutableMap<Phase, SearchResult> results) {
    StringBuilder text = new StringBuilder();
    results.forEach(
        (phase, result) ->
            text.append(
                    line(
                        "part " + shard,
                        String.format(
                            Locale.ROOT,
                            "%s: %,d %s%s",
                            Shown.name(driver, Shown.NAME / 2),
                            result.schedules(),
                            phase.counted(),
                            result
                                .counterexample()
                                .map(found -> ", " + found.finding().rule() + " VIOLATED")
                                .orElse(result.isCut() ? ", not all" : "")),
                        Optional.empty()))
                .append('\n'));
    return text.append("           ")
        .append("the verdict is that of all parts together: merge FILE...")
        .toString();
  }

  private static String notCovered(DriverPart part) {
    String sentences =
        NotCovered.by(part).stream()
            .map(NotCovered::sentence)
            .collect(Collectors.joining("\n           "));
    return sentences.isEmpty() ? "" : "\nnot covered\n           " + sentences;
  }

  /** What time has decided, to be put behind the verdict; empty if it had no say. */
  private static String byTime(Reach reach) {
    String time = reach.within().map(w -> "--within " + w.toSeconds()).orElse("");
    if (reach.cutIn().isPresent()) {
      return String.format(
          Locale.ROOT,
          "; not complete: %s ended %s%s",
          time,
          reach.cutIn().get(),
          reach.cover().isPresent() ? "" : level(reach.enumeration()));
    }
    return reach
        .climb()
        .map(climb -> time.isEmpty() ? climb.toSeconds() + " s reach" : time + " reaches")
        .map(", as far as "::concat)
        .orElse("");
  }

  private static String level(Extent enumeration) {
    if (enumeration.finished()) {
      return "";
    }
    return enumeration.levels() == 0
        ? " before any of it was complete"
        : " beyond " + DriverText.moves(enumeration.levels() - 1);
  }

  /** A part for which the time was too short. */
  public static String unfinished(String part) {
    return line(part, "not finished: the time was up (--within)", Optional.empty());
  }

  private static String accepted(DriverPart part) {
    StringBuilder text = new StringBuilder();
    for (RuleVerdict verdict : part.rules()) {
      if (verdict.accepted()) {
        text.append("\n           violated, and accepted: ").append(verdict.rule());
      }
    }
    for (DriverSearch.Accepted known : part.gone()) {
      text.append("\n           accepted, but no longer violated: ")
          .append(known.rule())
          .append(' ')
          .append(Shown.name(known.recorded().file()))
          .append("; take it off the list");
    }
    return text.toString();
  }

  private static String notTested(DriverPart part) {
    String rules =
        part.rules().stream()
            .filter(rule -> rule.verdict() == Verdict.NOT_TESTED && rule.why().isEmpty())
            .map(rule -> rule.rule().name())
            .collect(Collectors.joining(", "));
    StringBuilder text =
        new StringBuilder(
            rules.isEmpty() ? "" : "\n           not tested within these bounds: " + rules);
    ImmutableListMultimap.Builder<String, String> reasons = ImmutableListMultimap.builder();
    for (RuleVerdict verdict : part.rules()) {
      verdict.why().ifPresent(why -> reasons.put(why, verdict.rule().name()));
    }
    reasons
        .build()
        .asMap()
        .forEach(
            (why, those) ->
                text.append("\n           not tested: ")
                    .append(String.join(", ", those))
                    .append(", ")
                    .append(why));
    return text.toString();
  }

  /** What came out for each rule that says something about such a driver, a line each. */
  public static String rules(DriverPart part) {
    return part.rules().stream()
        .filter(verdict -> verdict.verdict() != Verdict.NOT_APPLICABLE)
        .map(
            verdict ->
                String.format(
                    Locale.ROOT,
                    "  %-4s %-10s %-11s %-7s %,11d checks  %s",
                    verdict.rule(),
                    verdict.verdict(),
                    verdict.strength().map(Object::toString).orElse(""),
                    verdict.learned() ? "learned" : "",
                    verdict.checks(),
                    verdict.rule().sentence()))
        .collect(Collectors.joining("\n"));
  }

  /** Everything in one line. */
  public static String verdict(Verification all) {
    return line("verdict", says(all), Optional.empty());
  }

  private static String says(Verification all) {
    String where = " on Windows " + all.platform().label();
    if (!all.oursHolds()) {
      return "none: the model, its proof or their comparison failed";
    }
    Optional<DriverPart> driver = all.driver();
    String open = all.complete() || !all.holds() ? "" : "; not complete";
    if (driver.isEmpty()) {
      return "the model keeps its rules" + where + open;
    }
    String name = Shown.name(driver.get().name());
    return violated(all)
        .map(rule -> name + " breaks " + rule + where)
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "%s keeps %d rules%s: no %sviolation%s",
                    name,
                    driver.get().count(Verdict.HOLDS),
                    where,
                    driver.get().rules().stream().anyMatch(RuleVerdict::accepted) ? "new " : "",
                    open));
  }

  private static Optional<String> violated(Verification all) {
    return all.driver()
        .flatMap(DriverPart::counterexample)
        .map(found -> found.finding().rule().name())
        .or(() -> all.inside().flatMap(InsidePart::rule).map(Rule::name))
        .or(() -> all.holds() ? Optional.empty() : Optional.of("what was accepted"));
  }

  private static String line(String part, String says, Optional<Long> milliseconds) {
    String time =
        milliseconds.map(ms -> String.format(Locale.ROOT, "%.1f s", ms / 1000.0)).orElse("");
    return String.format(Locale.ROOT, "%-10s %-70s %6s", part, says, time).stripTrailing();
  }
}
