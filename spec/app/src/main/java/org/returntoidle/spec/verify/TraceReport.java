package org.returntoidle.spec.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.Locale;
import org.returntoidle.spec.harness.TraceEvent.Numbered;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.trace.TraceVerdict;
import org.returntoidle.spec.trace.TraceVerdict.Problem;
import org.returntoidle.spec.trace.TraceVerdict.Violation;
import org.returntoidle.spec.verdict.Columns;
import org.returntoidle.spec.verdict.DriverText;

/** Checked traces, for people and for programs. */
public final class TraceReport {
  /**
   * A trace that was read to its end, or not.
   *
   * @param file its name
   * @param verdict on it; of no meaning if it is damaged
   * @param damage why it could not be read; empty if it could
   * @param milliseconds that it took
   */
  public record Checked(String file, TraceVerdict verdict, String damage, long milliseconds) {
    /** The verdict in a word. */
    public String word() {
      if (!damage.isEmpty()) {
        return "unreadable";
      }
      if (verdict.isGood()) {
        return "permitted";
      }
      return verdict.problems().stream().anyMatch(Violation.class::isInstance)
          ? "violated"
          : "unfinished";
    }
  }

  private TraceReport() {}

  /** A trace in lines; of a damaged one there is nothing to say here. */
  public static String text(Checked checked) {
    TraceVerdict verdict = checked.verdict();
    StringBuilder text = new StringBuilder();
    text.append("trace      ")
        .append(Shown.name(checked.file()))
        .append(": ")
        .append(verdict.isGood() ? "permitted" : checked.word().toUpperCase(Locale.ROOT))
        .append(", ")
        .append(count(verdict.events(), "event"))
        .append(", ")
        .append(count(verdict.transfers(), "transfer"));
    if (verdict.devices() > 1) {
      text.append(", ").append(verdict.devices()).append(" devices");
    }
    text.append(String.format(Locale.ROOT, ", %.1f s", checked.milliseconds() / 1000.0));
    verdict.problems().forEach(problem -> text.append('\n').append(text(problem)));
    return text.toString();
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  /** A problem in lines: the rule, what is wrong, what would have been allowed, the last events. */
  public static String text(Problem problem) {
    String place =
        "line "
            + problem.line()
            + (problem.device().isEmpty() ? "" : ", device " + Shown.name(problem.device()));
    String allowed = problem.allowed().isEmpty() ? "nothing" : String.join(", ", problem.allowed());
    String what;
    if (problem instanceof Violation violation) {
      what =
          "\nrule       "
              + violation.rule()
              + " ("
              + violation.rule().strength()
              + "): "
              + violation.rule().sentence()
              + DriverText.rulebook(violation.rule())
              + "\nwrong      "
              + place
              + ": "
              + newest(problem)
              + "; "
              + violation.says()
              + "\nallowed    "
              + allowed;
    } else {
      what =
          "\nwrong      the trace ends at "
              + place
              + " before the driver is idle"
              + "\nnext       "
              + allowed;
    }
    return Shown.wrapped(what + "\n" + Columns.of(problem.last()));
  }

  private static String newest(Problem problem) {
    ImmutableList<Numbered> last = problem.last();
    return last.get(last.size() - 1).event().toString();
  }

  /** The document of {@code check-trace --json}. */
  public static ObjectNode json(ImmutableList<Checked> all) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    ArrayNode traces = root.putArray("traces");
    for (Checked checked : all) {
      ObjectNode node = traces.addObject();
      node.put("file", checked.file());
      node.put("verdict", checked.word());
      node.put("says", checked.damage().isEmpty() ? null : checked.damage());
      node.put("events", checked.verdict().events());
      node.put("transfers", checked.verdict().transfers());
      node.put("devices", checked.verdict().devices());
      node.put("milliseconds", checked.milliseconds());
      ArrayNode problems = node.putArray("problems");
      checked.verdict().problems().forEach(problem -> json(problems.addObject(), problem));
    }
    return root;
  }

  private static void json(ObjectNode node, Problem problem) {
    boolean violated = problem instanceof Violation;
    node.put("verdict", violated ? "violated" : "unfinished");
    node.put("device", problem.device());
    node.put("line", problem.line());
    if (problem instanceof Violation violation) {
      node.put("rule", violation.rule().name());
      node.put("event", newest(problem));
      node.put("says", violation.says());
    }
    problem.allowed().forEach(node.putArray("allowed")::add);
    ArrayNode last = node.putArray("last");
    problem
        .last()
        .forEach(
            event ->
                last.addObject().put("line", event.line()).put("event", event.event().toString()));
  }
}
