package org.returntoidle.spec.inside;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What came out of the interleavings, in words. */
public final class InsideText {
  private static final String NOT_SEEN =
      "not seen here: memory order, and threads that were made elsewhere";

  private InsideText() {}

  /** In lines for people. */
  public static String lines(InsidePart part) {
    String time = String.format(Locale.ROOT, "%.1f s", part.milliseconds() / 1000.0);
    String runs = String.format(Locale.ROOT, "%,d interleavings", part.interleavings());
    String says =
        part.violated()
            .flatMap(Explored::violation)
            .map(found -> found.rule() + " VIOLATED, found after " + runs)
            .orElseGet(
                () ->
                    part.why()
                        .map(why -> "not tested: " + why)
                        .orElse(runs + (part.all() ? ", which are all" : "") + ", no violation"));
    String line = String.format(Locale.ROOT, "%-10s %-70s %6s", "inside", says, time);
    return line
        + "\n           "
        + NOT_SEEN
        + part.violated().map(InsideText::violation).orElse("");
  }

  private static String violation(Explored explored) {
    Explored.Violation found = explored.violation().orElseThrow();
    return "\n\nrule       "
        + found.rule()
        + "\nwrong      transfer "
        + found.transfer()
        + ": "
        + found.says()
        + "\nscene      "
        + explored.scene()
        + "\n"
        + found.trace();
  }

  /** For JSON. */
  public static ObjectNode json(InsidePart part) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("strength", "interleaved");
    node.put("interleavings", part.interleavings());
    node.put("all", part.all());
    node.put("notTested", part.why().orElse(null));
    node.put("milliseconds", part.milliseconds());
    ArrayNode scenes = node.putArray("scenes");
    part.scenes()
        .forEach(
            one ->
                scenes
                    .addObject()
                    .put("scene", one.scene().toString())
                    .put("interleavings", one.interleavings())
                    .put("all", one.all()));
    part.violated()
        .flatMap(Explored::violation)
        .ifPresent(
            found ->
                node.putObject("violation")
                    .put("rule", found.rule())
                    .put("says", found.says())
                    .put("trace", found.trace())
                    .put("detail", found.detail()));
    return node;
  }
}
