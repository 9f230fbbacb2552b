package org.returntoidle.spec.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.PercentEscaper;
import java.util.Optional;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verdict.RuleVerdict.Verdict;

/**
 * A verification as SARIF 2.1.0, for whoever shows findings beside the source. A rule that is kept
 * is no result, and one that was not tested is none either; JSON and JUnit tell the two apart.
 */
public final class SarifReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What may stand in a URI as it is; a file's name can contain anything. */
  private static final PercentEscaper URI = new PercentEscaper("-._~/", false);

  private SarifReport() {}

  /**
   * The document of {@code verify --sarif}.
   *
   * @param version of this program
   * @param place where in the driver's source the violation shows, if that is known
   */
  public static ObjectNode of(
      Verification verification, String version, Optional<SourcePlace> place) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode tool = run.putObject("tool").putObject("driver");
    tool.put("name", "return-to-idle").put("version", version);
    ImmutableList<Rule> rules =
        verification.driver().stream()
            .flatMap(part -> part.rules().stream())
            .filter(verdict -> verdict.verdict() != Verdict.NOT_APPLICABLE)
            .map(RuleVerdict::rule)
            .collect(ImmutableList.toImmutableList());
    ArrayNode described = tool.putArray("rules");
    rules.forEach(rule -> describe(described.addObject(), rule));
    invocation(run.putArray("invocations").addObject(), verification);
    ArrayNode results = run.putArray("results");
    String driver = verification.driver().map(DriverPart::name).orElse("");
    for (BrokenRule broken : BrokenRule.of(verification)) {
      ObjectNode result = results.addObject();
      result.put("ruleId", broken.rule().name());
      result.put("ruleIndex", rules.indexOf(broken.rule()));
      tell(result, broken);
      locate(result.putArray("locations").addObject(), driver, place);
    }
    return root;
  }

  private static void describe(ObjectNode node, Rule rule) {
    node.put("id", rule.name());
    node.putObject("shortDescription").put("text", rule.sentence());
    node.putObject("fullDescription").put("text", rule.intent());
    node.putObject("help")
        .put("text", rule.sentence() + " Source: " + rule.source() + ". More: explain " + rule);
    node.putObject("defaultConfiguration").put("level", "error");
    node.putObject("properties").put("strength", rule.strength());
  }

  /**
   * Whether all was done; what is ours and failed is no result, since the driver is not at fault.
   */
  private static void invocation(ObjectNode node, Verification verification) {
    node.put("executionSuccessful", verification.oursHolds());
    ArrayNode notifications = node.putArray("toolExecutionNotifications");
    problems(verification)
        .forEach(
            (text, level) ->
                notifications
                    .addObject()
                    .put("level", level)
                    .putObject("message")
                    .put("text", Shown.escaped(text)));
  }

  /** What is to be said besides the rules that are broken, each with its level. */
  static ImmutableMap<String, String> problems(Verification verification) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    if (!verification.oursHolds()) {
      all.put("the model, its proof or their comparison failed", "error");
    }
    verification.driver().stream()
        .flatMap(part -> part.gone().stream())
        .forEach(
            known ->
                all.put(
                    "accepted, but no longer violated: "
                        + known.rule()
                        + " "
                        + known.recorded().file(),
                    "error"));
    verification
        .cut()
        .forEach(part -> all.put("not finished, the time was up (--within): " + part, "warning"));
    return all.buildKeepingLast();
  }

  private static void tell(ObjectNode result, BrokenRule broken) {
    result.put("level", "error");
    result.putObject("message").put("text", Shown.escaped(broken.says()));
    ObjectNode properties = result.putObject("properties");
    broken.schedule().forEach(properties.putArray("schedule")::add);
    properties.put("replay", broken.replay().map(Object::toString).orElse(null));
    if (broken.accepted()) {
      result.putArray("suppressions").addObject().put("kind", "external");
    }
  }

  private static void locate(ObjectNode location, String driver, Optional<SourcePlace> place) {
    place.ifPresent(
        known -> {
          ObjectNode physical = location.putObject("physicalLocation");
          physical
              .putObject("artifactLocation")
              .put("uri", URI.escape(known.file()))
              .put("uriBaseId", "%SRCROOT%");
          known.line().ifPresent(line -> physical.putObject("region").put("startLine", line));
        });
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", Shown.escaped(driver))
        .put("kind", "type");
  }
}
