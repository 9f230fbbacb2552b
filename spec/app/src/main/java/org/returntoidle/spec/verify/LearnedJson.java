package org.returntoidle.spec.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import org.returntoidle.spec.learn.Learned;
import org.returntoidle.spec.verdict.LearnedPart;

/** What was learned, as one JSON document. */
public final class LearnedJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LearnedJson() {}

  /**
   * The document of {@code learn --json}.
   *
   * @param replay the file of the counterexample; empty if there is none
   * @param other the name of what it was compared with; empty if it was not
   * @param differs whether it is another machine than that
   */
  public static ObjectNode of(
      Learned learned, Optional<Path> replay, Optional<String> other, boolean differs) {
    LearnedPart part = learned.part();
    ObjectNode root = JSON.createObjectNode();
    root.put("format", 1).put("driver", learned.driver());
    root.put("platform", learned.platform().label());
    root.put("verdict", verdict(part));
    root.set("learned", JsonReport.learned(part));
    ArrayNode rules = root.putArray("rules");
    if (part.complete()) {
      part.checks().keySet().forEach(rule -> rules.add(rule.name()));
    }
    root.set(
        "counterexample",
        part.found().map(found -> JsonReport.counterexample(found, replay)).orElse(null));
    root.put("against", other.orElse(null));
    boolean isCompared = other.isPresent() && learned.otherwise().isEmpty();
    root.put("differs", isCompared ? differs : null);
    return root;
  }

  private static String verdict(LearnedPart part) {
    if (part.found().isPresent()) {
      return "violated";
    }
    return part.complete() ? "holds" : "not-tested";
  }
}
