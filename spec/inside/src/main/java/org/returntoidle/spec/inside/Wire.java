package org.returntoidle.spec.inside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Scene;

/** What the other JVM says: a line for each scene. */
public final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Wire() {}

  /** One scene as a line. */
  public static String line(Explored explored) {
    ObjectNode node = JSON.createObjectNode();
    node.put("scene", explored.scene().toString());
    node.put("interleavings", explored.interleavings());
    node.put("all", explored.all());
    node.put("notTested", explored.notTested().orElse(null));
    explored
        .violation()
        .ifPresent(
            found ->
                node.putObject("violation")
                    .put("rule", found.rule().name())
                    .put("transfer", found.transfer())
                    .put("says", found.says())
                    .put("trace", found.trace())
                    .put("detail", found.detail()));
    return node.toString();
  }

  /** Reads such a line; empty if it is none. */
  static Optional<Explored> read(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      JsonNode found = node.path("violation");
      return Scene.parse(node.path("scene").asText())
          .map(
              scene ->
                  new Explored(
                      scene,
                      node.path("interleavings").asInt(),
                      node.path("all").asBoolean(),
                      found.isObject() ? Optional.of(violation(found)) : Optional.empty(),
                      Optional.ofNullable(node.path("notTested").textValue())));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Explored.Violation violation(JsonNode node) {
    return new Explored.Violation(
        Rule.valueOf(node.path("rule").asText()),
        node.path("transfer").asInt(),
        node.path("says").asText(),
        node.path("trace").asText(),
        node.path("detail").asText());
  }
}
