package org.returntoidle.spec.inside;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverText;
import org.returntoidle.spec.verdict.RuleVerdict.Strength;

/** What came out of the interleavings, in words. */
public final class InsideText {
  private static final String INDENT = "\n           ";

  private static final String NOT_SEEN =
      INDENT + "not seen here: memory order, and threads that were made elsewhere";

  private InsideText() {}

  /** In lines for people, with the counterexample if there is one. */
  public static String lines(String driver, InsidePart part) {
    String time = String.format(Locale.ROOT, "%.1f s", part.milliseconds() / 1000.0);
    String says = Shown.name(driver) + ": " + says(part);
    return Shown.wrapped(
        String.format(Locale.ROOT, "%-10s %-70s %6s", "inside", says, time)
            + notTested(part)
            + (part.interleavings() == 0 ? "" : NOT_SEEN)
            + part.violated().map(InsideText::violation).orElse(""));
  }

  private static String says(InsidePart part) {
    long meetings = part.meetings();
    String runs =
        String.format(
            Locale.ROOT,
            "%,d interleavings of its statements in %d meeting%s",
            part.interleavings(),
            meetings,
            meetings == 1 ? "" : "s");
    if (part.rule().isPresent()) {
      return part.rule().get() + " VIOLATED, found after " + runs;
    }
    if (part.interleavings() == 0) {
      return part.cut() ? "not tested: the time was up" : "not tested";
    }
    return runs + ", " + part.reach() + "; no violation";
  }

  private static String notTested(InsidePart part) {
    StringBuilder text = new StringBuilder();
    part.notTested().ifPresent(why -> text.append(INDENT).append("not tested: ").append(why));
    for (Explored one : part.scenes()) {
      one.notTested()
          .ifPresent(
              why ->
                  text.append(INDENT)
                      .append("not tested: ")
                      .append(one.scene())
                      .append(", ")
                      .append(why));
    }
    return text.toString();
  }

  /** A violation: the rule, how threads met, and what happened, step by step. */
  static String violation(Explored explored) {
    Explored.Violation found = explored.violation().orElseThrow();
    return "\n\nrule       "
        + found.rule()
        + " ("
        + found.rule().strength()
        + "): "
        + found.rule().sentence()
        + DriverText.rulebook(found.rule())
        + "\nwrong      transfer "
        + found.transfer()
        + ": "
        + found.says()
        + "\nmeeting    "
        + explored.scene()
        + "; interleaving "
        + explored.interleavings()
        + "\n"
        + found.trace();
  }

  /** For JSON. */
  public static ObjectNode json(InsidePart part) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("strength", Strength.INTERLEAVED.toString());
    node.put("interleavings", part.interleavings());
    node.put("all", part.all());
    node.put("complete", !part.cut());
    node.put("notTested", part.notTested().orElse(null));
    node.put("milliseconds", part.milliseconds());
    ArrayNode meetings = node.putArray("meetings");
    part.scenes()
        .forEach(
            one ->
                meetings
                    .addObject()
                    .put("meeting", one.scene().toString())
                    .put("interleavings", one.interleavings())
                    .put("all", one.all())
                    .put("notTested", one.notTested().orElse(null)));
    node.set(
        "violation",
        part.violated()
            .flatMap(Explored::violation)
            .map(
                found -> {
                  ObjectNode violation = new ObjectMapper().createObjectNode();
                  violation.put("rule", found.rule().name()).put("says", found.says());
                  found.trace().lines().forEach(violation.putArray("trace")::add);
                  found.detail().lines().forEach(violation.putArray("statements")::add);
                  return violation;
                })
            .orElse(null));
    return node;
  }
}
