package org.returntoidle.spec.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.io.Resources;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Place;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.harness.Spread;
import org.returntoidle.spec.harness.StatusFigures;
import org.returntoidle.spec.inside.InsideText;
import org.returntoidle.spec.rules.CancelLatency;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.EdgeCover;
import org.returntoidle.spec.search.Repeated;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverPart.Covered;
import org.returntoidle.spec.verdict.LearnedPart;
import org.returntoidle.spec.verdict.NotCovered;
import org.returntoidle.spec.verdict.Phase;
import org.returntoidle.spec.verdict.RuleVerdict;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verification.ProofPart;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.engine.TlcResult;

/** A verification as one JSON document; parts that were not asked for are null. */
public final class JsonReport {
  /** What the document of {@code verify --json} is like, as a JSON Schema. */
  public static final URL SCHEMA = Resources.getResource(JsonReport.class, "verify.schema.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  /** The document of {@code verify --json}. */
  public static ObjectNode of(Verification verification) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", 1);
    root.put("verdict", verification.holds() ? "holds" : "violated");
    root.put("complete", verification.complete());
    verification.cut().forEach(root.putArray("unfinished")::add);
    root.put("platform", verification.platform().label());
    root.put("reading", verification.platform().reading());
    root.put("seed", verification.seed());
    root.set("model", verification.model().map(JsonReport::model).orElse(null));
    root.set("tlc", verification.proof().map(JsonReport::tlc).orElse(null));
    root.set("mirror", verification.proof().map(JsonReport::mirror).orElse(null));
    root.set("driver", verification.driver().map(JsonReport::driver).orElse(null));
    root.set("inside", verification.inside().map(InsideText::json).orElse(null));
    return root;
  }

  /** What the explorer found. */
  public static ObjectNode model(ModelPart part) {
    ObjectNode node = JSON.createObjectNode();
    node.put("states", part.exploration().states());
    node.put("edges", part.exploration().edges());
    node.put("depth", part.exploration().depth());
    node.put("milliseconds", part.milliseconds());
    ArrayNode properties = node.putArray("properties");
    part.exploration()
        .properties()
        .forEach(
            property -> {
              boolean broken =
                  part.exploration().violations().stream()
                      .anyMatch(violation -> violation.property().equals(property));
              properties
                  .addObject()
                  .put("id", property.rule().name())
                  .put("name", property.name())
                  .put("verdict", broken ? "violated" : "holds");
            });
    return node;
  }

  private static ObjectNode tlc(ProofPart part) {
    TlcResult first = part.claims().get(0).tlc();
    ObjectNode node = JSON.createObjectNode();
    node.put("version", first.version());
    node.put("distinctStates", first.distinctStates());
    node.put("milliseconds", part.milliseconds());
    ImmutableSetMultimap.Builder<String, Claim.Checked> byRule = ImmutableSetMultimap.builder();
    for (Claim.Checked checked : part.claims()) {
      for (String property : checked.claim().claimed()) {
        byRule.put(property.replaceFirst("_.*", ""), checked);
      }
    }
    ArrayNode properties = node.putArray("properties");
    byRule
        .build()
        .asMap()
        .forEach(
            (rule, claims) ->
                properties
                    .addObject()
                    .put("id", rule)
                    .put(
                        "verdict",
                        claims.stream().allMatch(c -> c.difference().isEmpty())
                            ? "holds"
                            : "violated"));
    return node;
  }

  private static ObjectNode mirror(ProofPart part) {
    ObjectNode node = JSON.createObjectNode();
    node.put("equal", part.mirror().equal());
    node.put("states", part.mirror().states());
    node.put("edges", part.mirror().edges());
    return node;
  }

  private static ObjectNode driver(DriverPart part) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", part.name());
    node.put("reading", part.reading().name().toLowerCase(Locale.ROOT));
    for (Phase phase : Phase.values()) {
      node.put(phase.field(), part.schedules(phase));
    }
    node.put("mayDiffer", part.order() != Order.ONE_THREAD);
    node.put("order", part.order().label());
    node.put("complete", part.complete());
    int levels = part.reach().enumeration().levels();
    node.put("completedLevel", levels == 0 ? null : levels - 1);
    node.set("cover", part.reach().cover().map(JsonReport::cover).orElse(null));
    node.put("boundByTime", part.reach().climb().isPresent());
    node.set("bound", scope(part.scope()));
    ArrayNode covered = node.putArray("covered");
    for (Covered one : part.reach().covered()) {
      int done = one.extent().levels();
      covered.add(
          scope(one.scope())
              .put("schedules", one.schedules())
              .put("complete", one.extent().finished())
              .put("completedLevel", done == 0 ? null : done - 1));
    }
    ObjectNode afterCancel = node.putObject("afterCancel");
    afterCancel.set("driver", latency(part.speed().driver()));
    afterCancel.set("reference", part.speed().reference().map(JsonReport::latency).orElse(null));
    node.set("statusMessages", part.status().map(JsonReport::status).orElse(null));
    node.set("learned", part.learned().map(JsonReport::learned).orElse(null));
    ArrayNode gone = node.putArray("acceptedButGone");
    part.gone()
        .forEach(
            known ->
                gone.addObject()
                    .put("rule", known.rule().name())
                    .put("replay", known.recorded().file().toString()));
    ArrayNode notCovered = node.putArray("notCovered");
    NotCovered.by(part)
        .forEach(one -> notCovered.addObject().put("id", one.id()).put("says", one.sentence()));
    node.put("milliseconds", part.milliseconds());
    ArrayNode rules = node.putArray("rules");
    for (RuleVerdict verdict : part.rules()) {
      rules
          .addObject()
          .put("id", verdict.rule().name())
          .put("verdict", verdict.verdict().toString())
          .put("strength", verdict.strength().map(Object::toString).orElse(null))
          .put("learned", verdict.learned())
          .put("checks", verdict.checks())
          .put("accepted", verdict.accepted())
          .put("why", verdict.why().orElse(null));
    }
    node.set(
        "counterexample",
        part.counterexample().map(found -> counterexample(found, part.replay())).orElse(null));
    return node;
  }

  /** What was learned of a driver's machine, without its counterexample. */
  public static ObjectNode learned(LearnedPart learned) {
    ObjectNode node = JSON.createObjectNode();
    node.put("states", learned.states()).put("extra", learned.extra());
    node.put("pages", learned.pages()).put("runs", learned.runs());
    node.put("complete", learned.complete());
    node.put("why", learned.otherwise().map(LearnedPart.Otherwise::why).orElse(null));
    ArrayNode lines = node.putArray("shows");
    learned.otherwise().ifPresent(why -> why.lines().forEach(lines::add));
    node.put("milliseconds", learned.milliseconds());
    return node;
  }

  private static ObjectNode scope(Scope scope) {
    return JSON.createObjectNode()
        .put("bands", scope.bounds().bands().orElseThrow())
        .put("transfers", scope.bounds().transfers().orElseThrow())
        .put("cancels", scope.bounds().cancels().orElseThrow())
        .put("faults", scope.bounds().faults().orElseThrow())
        .put("cancelsAndFaults", scope.events())
        .put("notReady", scope.notReady());
  }

  private static ObjectNode cover(EdgeCover cover) {
    return JSON.createObjectNode()
        .put("schedules", cover.schedules().size())
        .put("edges", cover.edges());
  }

  private static ObjectNode latency(CancelLatency latency) {
    return JSON.createObjectNode()
        .put("reads", latency.reads())
        .put("callbacks", latency.callbacks());
  }

  private static ObjectNode status(StatusFigures status) {
    ObjectNode node = JSON.createObjectNode();
    node.put("messages", status.messages()).put("notSaid", status.silent());
    node.set("percent", spread(status.percent()));
    node.put("falls", status.falls());
    node.put("bytesRight", status.bytesRight()).put("bytesWrong", status.bytesWrong());
    node.set("ofAWholePage", spread(status.ofPage()));
    return node;
  }

  private static @Nullable ObjectNode spread(Spread spread) {
    return spread.isEmpty()
        ? null
        : JSON.createObjectNode().put("least", spread.least()).put("most", spread.most());
  }

  /**
   * A counterexample.
   *
   * @param replay its file; empty if it was not written
   */
  public static ObjectNode counterexample(Counterexample found, Optional<Path> replay) {
    ObjectNode node = JSON.createObjectNode();
    node.put("rule", found.finding().rule().name());
    node.put("says", found.finding().message());
    node.put("race", found.schedule().hasRace());
    node.set(
        "seen",
        found
            .seen()
            .map(
                seen ->
                    JSON.createObjectNode().put("times", seen.times()).put("tries", seen.tries()))
            .orElse(null));
    ArrayNode after = node.putArray("after");
    Repeated.of(found.after()).forEach(runs -> after.add(runs.toString()));
    ArrayNode schedule = node.putArray("schedule");
    found.schedule().lines().forEach(schedule::add);
    ArrayNode steps = node.putArray("steps");
    found.run().trace().forEach(event -> steps.add(event.toString()));
    places(node, found.places());
    node.put("replay", replay.map(Object::toString).orElse(null));
    return node;
  }

  /** From which lines of the driver the steps come. */
  public static void places(ObjectNode node, Map<Integer, Place> lines) {
    ArrayNode places = node.putArray("places");
    new TreeMap<>(lines)
        .forEach(
            (index, place) ->
                places
                    .addObject()
                    .put("step", index + 1)
                    .put("class", place.type().isEmpty() ? null : place.type())
                    .put("file", place.file())
                    .put("line", place.line()));
  }
}
