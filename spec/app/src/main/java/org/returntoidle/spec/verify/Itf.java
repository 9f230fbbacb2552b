package org.returntoidle.spec.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import java.util.Locale;
import org.returntoidle.model.Action;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.TraceEvent;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.tla.Proof;
import org.returntoidle.tla.engine.StateText;

/**
 * A behavior in the Informal Trace Format, which viewers of TLA+ behaviors read: a list of states,
 * each of which says of every variable what it is.
 */
public final class Itf {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What led to a state; no variable of a protocol has this name. */
  private static final String ACTION = "action";

  private static final String INITIALLY = "Initially";

  private Itf() {}

  /** A counterexample of TLC; it has at least one state. */
  public static ObjectNode of(Proof.Line line) {
    ObjectNode root = root(line.name(), line.says());
    ArrayNode vars = root.putArray("vars").add(ACTION);
    StateText.variables(line.visited().get(0)).forEach(each -> vars.add(name(each)));
    line.loopStart().ifPresent(start -> root.put("loop", start));
    ArrayNode states = root.putArray("states");
    for (int i = 0; i < line.visited().size(); i++) {
      ObjectNode state = state(states, i);
      state.put(ACTION, i == 0 ? INITIALLY : line.counterexample().get(i - 1));
      for (String each : StateText.variables(line.visited().get(i))) {
        state.set(name(each), value(each.substring(name(each).length() + " = ".length())));
      }
    }
    return root;
  }

  /** A run of a driver. What it knows nobody sees, so that a state is the event that led to it. */
  public static ObjectNode of(Execution run) {
    return of("run", "a run of a driver on Windows " + run.platform(), run.trace());
  }

  /** What was recorded of drivers, in the same way. */
  public static ObjectNode of(String file, Iterable<TraceEvent> recorded) {
    return of(file, "a recorded trace", recorded);
  }

  private static ObjectNode of(String source, String says, Iterable<TraceEvent> events) {
    ObjectNode root = root(source, says);
    root.putArray("vars").add(ACTION).add("says").add("party").add("transfer");
    ArrayNode states = root.putArray("states");
    event(state(states, 0), INITIALLY, "", "", 0);
    for (TraceEvent event : events) {
      Action action = event instanceof Happened happened ? happened.action() : null;
      event(
          state(states, states.size()),
          action == null ? "Other" : action.label(),
          event.toString(),
          action == null ? "" : action.party().name().toLowerCase(Locale.ROOT),
          event.transfer());
    }
    return root;
  }

  private static void event(
      ObjectNode state, String action, String says, String party, int transfer) {
    state.put(ACTION, action).put("says", says).put("party", party).put("transfer", transfer);
  }

  private static ObjectNode root(String source, String says) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.putObject("#meta")
        .put("format", "ITF")
        .put("format-description", "https://apalache-mc.org/docs/adr/015adr-trace.html")
        .put("source", source)
        .put("description", says);
    return root;
  }

  private static ObjectNode state(ArrayNode states, int index) {
    ObjectNode state = states.addObject();
    state.putObject("#meta").put("index", index);
    return state;
  }

  private static String name(String variable) {
    return Splitter.on(" = ").limit(2).splitToList(variable).get(0);
  }

  /** A value as TLC writes it; what is none of the simple ones stays as it is, and says so. */
  private static JsonNode value(String text) {
    if (text.equals("TRUE") || text.equals("FALSE")) {
      return JSON.booleanNode(text.equals("TRUE"));
    }
    if (text.matches("-?\\d{1,9}")) {
      return JSON.numberNode(Integer.parseInt(text));
    }
    if (text.matches("\"[^\"\\\\]*\"")) {
      return JSON.textNode(text.substring(1, text.length() - 1));
    }
    return JSON.objectNode().put("#unserializable", text);
  }
}
