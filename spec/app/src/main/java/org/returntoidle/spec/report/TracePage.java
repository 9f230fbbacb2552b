package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Violation;
import org.returntoidle.spec.verify.TraceReport.Checked;

/** Checked traces as a page: one HTML file that needs nothing else, not even a script. */
public final class TracePage {
  /** A trace. What is in it was written by others. */
  public record Story(
      String file,
      String word,
      boolean good,
      String damage,
      long events,
      long transfers,
      int devices,
      ImmutableList<Wrong> problems) {}

  /**
   * What is wrong with one driver's part of it.
   *
   * @param rule that is broken; empty if the trace ends too early
   */
  public record Wrong(
      String title,
      Optional<Rule> rule,
      String says,
      ImmutableList<String> allowed,
      Sequence sequence) {}

  private TracePage() {}

  /** Makes the page. */
  public static String of(ImmutableList<Checked> traces) {
    ImmutableList<Story> stories =
        traces.stream().map(TracePage::story).collect(ImmutableList.toImmutableList());
    return Page.fill(
        "traces.ftlh",
        ImmutableMap.of(
            "styles",
            Page.resource("page.css"),
            "rule",
            ImmutableMap.of(),
            "good",
            stories.stream().allMatch(Story::good),
            "traces",
            stories));
  }

  private static Story story(Checked checked) {
    return new Story(
        Shown.name(checked.file()),
        checked.word(),
        checked.damage().isEmpty() && checked.verdict().isGood(),
        Shown.message(checked.damage()),
        checked.verdict().events(),
        checked.verdict().transfers(),
        checked.verdict().devices(),
        checked.verdict().problems().stream()
            .map(TracePage::wrong)
            .collect(ImmutableList.toImmutableList()));
  }

  private static Wrong wrong(Problem problem) {
    String place =
        "Line "
            + problem.line()
            + (problem.device().isEmpty() ? "" : ", device " + Shown.name(problem.device()));
    Optional<Violation> violation =
        problem instanceof Violation found ? Optional.of(found) : Optional.empty();
    return new Wrong(
        place,
        violation.map(Violation::rule),
        violation
            .map(found -> Shown.message(found.says()))
            .orElse("The trace ends here, before the driver is idle."),
        problem.allowed(),
        Sequence.of(place, problem.last(), violation.isPresent()));
  }
}
