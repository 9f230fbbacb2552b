package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.EdgeCover;
import org.returntoidle.spec.search.Repeated;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverPart.Covered;

/** What came out of a driver's search, in words; all reports say it in the same ones. */
public final class DriverText {
  private DriverText() {}

  /** A counterexample: the rule, the schedule, and what happened, step by step. */
  public static String counterexample(Counterexample found) {
    return counterexample(found, Integer.MAX_VALUE);
  }

  /**
   * The same, with no more than the end of a long trace.
   *
   * @param events how many are shown
   */
  public static String counterexample(Counterexample found, int events) {
    Finding finding = found.finding();
    ImmutableList<String> schedule = found.schedule().lines();
    return Shown.wrapped(
        "rule       "
            + finding.rule()
            + " ("
            + finding.rule().strength()
            + "): "
            + finding.rule().sentence()
            + rulebook(finding.rule())
            + "\nwrong      "
            + where(finding)
            + ": "
            + finding.message()
            + after(found)
            + "\nschedule   "
            + (schedule.isEmpty()
                ? "nothing out of the ordinary"
                : String.join("\n           ", schedule))
            + "\n"
            + Columns.of(found.run(), found.places(), events));
  }

  /** What has to be run before, each run with other drivers; empty if nothing has. */
  private static String after(Counterexample found) {
    String runs =
        Repeated.of(found.after()).stream()
            .map(Repeated::toString)
            .collect(Collectors.joining("\n           "));
    return runs.isEmpty() ? "" : "\nafter      " + runs;
  }

  /** Where more is said about {@code rule}: a line to be put below its sentence. */
  public static String rulebook(Rule rule) {
    String anchor = rule.name().toLowerCase(Locale.ROOT);
    return "\nrulebook   explain " + rule + ", or spec/RULES.md#" + anchor;
  }

  /** In which transfer something went wrong, in words. */
  public static String where(Finding finding) {
    return finding.transfer() == 0 ? "before the first transfer" : "transfer " + finding.transfer();
  }

  /** How often it shows, to be put behind the rule; empty if it does every time. */
  public static String howOften(Counterexample found) {
    boolean race =
        found.schedule().hasRace() || (found.run().mayDiffer() && found.seen().isPresent());
    return (race ? " in a race" : "") + found.seen().map(seen -> ", " + seen).orElse("");
  }

  /** How many schedules were run, in words. */
  public static String runs(DriverPart part) {
    Phase all = part.reach().cover().isPresent() ? Phase.COVER : Phase.ENUMERATION;
    return Arrays.stream(Phase.values())
        .filter(phase -> phase == all || part.schedules(phase) > 0)
        .filter(phase -> phase != Phase.LEARNED || part.counterexample().isPresent())
        .map(p -> String.format(Locale.ROOT, "%,d %s", part.schedules(p), p.counted()))
        .collect(Collectors.joining(", "));
  }

  /** Who decides what comes first, in a line of its own; empty where that is the schedule alone. */
  public static String order(Order order) {
    return switch (order) {
      case ONE_THREAD -> "";
      case SETTLES ->
          "\n           its own threads come to rest before each step: the same schedule is the same run";
      case TIMED ->
          "\n           timed: its own threads, locks or time limits have a say, and a run need not"
              + " repeat itself";
    };
  }

  /** Up to where every schedule was run. */
  public static String bound(DriverPart part) {
    return part.reach().cover().map(DriverText::smoke).orElseGet(() -> enumerated(part));
  }

  private static String smoke(EdgeCover cover) {
    return String.format(
        Locale.ROOT,
        "a smoke test: every edge once, not every order; %,d schedules take all %,d edges"
            + "\n           that the model has for a driver like the reference",
        cover.schedules().size(),
        cover.edges());
  }

  private static String enumerated(DriverPart part) {
    ImmutableList<Covered> all = part.reach().covered();
    return all.size() == 1
        ? bound(all.get(0))
        : all.stream()
            .map(
                one -> bound(one) + String.format(Locale.ROOT, " (%,d schedules)", one.schedules()))
            .collect(Collectors.joining("\n           "));
  }

  private static String bound(Covered one) {
    if (one.extent().finished()) {
      return "complete up to " + one.scope();
    }
    return one.extent().levels() == 0
        ? "nothing is complete up to " + one.scope()
        : String.format(
                Locale.ROOT,
                "complete for at most %s out of the ordinary (cancels, faults, more bands, more transfers)",
                moves(one.extent().levels() - 1))
            + "\n           up to "
            + one.scope();
  }

  /** So many moves, in words. */
  public static String moves(int count) {
    return String.format(Locale.ROOT, "%d move%s", count, count == 1 ? "" : "s");
  }
}
