package org.returntoidle.spec.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.returntoidle.spec.harness.Spread;
import org.returntoidle.spec.harness.StatusFigures;

/** The figures of status messages, for a file. */
final class StatusJson {
  private StatusJson() {}

  static ObjectNode of(StatusFigures status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("messages", status.messages()).put("silent", status.silent());
    json.put("falls", status.falls()).put("bytesRight", status.bytesRight());
    put(json.putObject("percent"), status.percent());
    put(json.putObject("ofPage"), status.ofPage());
    return json;
  }

  private static void put(ObjectNode json, Spread spread) {
    json.put("least", spread.least()).put("most", spread.most());
  }

  /** What {@link #of} was made of. */
  static StatusFigures figures(JsonNode json) {
    return new StatusFigures(
        json.path("messages").asLong(),
        json.path("silent").asLong(),
        spread(json.path("percent")),
        json.path("falls").asLong(),
        json.path("bytesRight").asLong(),
        spread(json.path("ofPage")));
  }

  private static Spread spread(JsonNode json) {
    return new Spread(json.path("least").asInt(), json.path("most").asInt());
  }
}
