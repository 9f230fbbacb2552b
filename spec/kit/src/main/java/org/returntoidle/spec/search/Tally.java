package org.returntoidle.spec.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.returntoidle.model.Rule;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.StatusFigures;
import org.returntoidle.spec.rules.CancelLatency;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Judgement;
import org.returntoidle.spec.rules.Reading;

/** Judges the runs of a search and keeps count. For use by one thread at a time. */
public final class Tally {
  private final Reading reading;
  private final ImmutableSet<String> accepted;
  private final Twice twice;
  private final boolean keeps;
  private final Map<Rule, Long> checks = new EnumMap<>(Rule.class);
  private final Map<Rule, Counterexample> known = new EnumMap<>(Rule.class);
  private CancelLatency latency = CancelLatency.AT_ONCE;
  private StatusFigures status = StatusFigures.NONE;
  private Order order = Order.ONE_THREAD;
  private long runs;
  private int levels;
  private ImmutableSet<Rule> rulesOfLevels = ImmutableSet.of();

  /**
   * A new count.
   *
   * @param reading how the rules are read
   * @param accepted the kinds of findings that are known and do not end the search, by {@link
   *     Finding#kind}
   */
  public Tally(Reading reading, Set<String> accepted) {
    this(reading, accepted, new Twice());
  }

  /**
   * A new count that also compares runs with those of others.
   *
   * @param twice what others have run
   */
  public Tally(Reading reading, Set<String> accepted, Twice twice) {
    this(reading, ImmutableSet.copyOf(accepted), twice, true);
  }

  private Tally(Reading reading, ImmutableSet<String> accepted, Twice twice, boolean keeps) {
    this.reading = reading;
    this.accepted = accepted;
    this.twice = twice;
    this.keeps = keeps;
  }

  /**
   * A new count of a part of what this counts, to be added to it.
   *
   * @param first whether nothing is run before it, nor beside it that comes first
   */
  Tally part(boolean first) {
    return new Tally(reading, accepted, twice, first);
  }

  /** Adds a part that comes behind what is counted so far. */
  void add(Tally part) {
    runs += part.runs;
    order = order.orLooser(part.order);
    latency = latency.orSlower(part.latency);
    status = status.and(part.status);
    part.checks.forEach((rule, count) -> checks.merge(rule, count, Long::sum));
    part.known.forEach(known::putIfAbsent);
  }

  /** A count for which every violation is news. */
  public static Tally of(Reading reading) {
    return new Tally(reading, ImmutableSet.of());
  }

  /** Judges {@code run}; its violation, unless that is an accepted one. */
  public Optional<Counterexample> add(Schedule schedule, Execution run) {
    Judgement judgement = Judge.judge(run, reading);
    runs++;
    order = order.orLooser(twice.order(schedule, run, keeps));
    latency = latency.orSlower(judgement.latency());
    status = status.and(run.status());
    for (Finding finding : judgement.findings()) {
      checks.merge(finding.rule(), 1L, Long::sum);
    }
    judgement
        .violation()
        .filter(this::isAccepted)
        .ifPresent(f -> known.putIfAbsent(f.rule(), new Counterexample(schedule, run, f)));
    return judgement
        .violation()
        .filter(finding -> !isAccepted(finding))
        .map(finding -> new Counterexample(schedule, run, finding));
  }

  /** The violation in {@code run}, unless that is an accepted one; counts nothing. */
  Optional<Finding> news(Execution run) {
    return Judge.judge(run, reading).violation().filter(finding -> !isAccepted(finding));
  }

  private boolean isAccepted(Finding finding) {
    return accepted.contains(finding.kind());
  }

  /** What is counted, for a file; of the known violations the schedules. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("runs", runs).put("order", order.label());
    json.put("reads", latency.reads()).put("callbacks", latency.callbacks());
    if (!status.equals(StatusFigures.NONE)) {
      json.set("status", StatusJson.of(status));
    }
    ObjectNode looked = json.putObject("checks");
    checks.forEach((rule, count) -> looked.put(rule.name(), count));
    Block.Writer schedules = new Block.Writer();
    known.values().forEach(one -> schedules.add(one.schedule()));
    Block block = schedules.end();
    if (block.size() > 0) {
      json.putObject("known").put("size", block.size()).put("of", block.bytes());
    }
    return json;
  }

  /**
   * This, which has counted nothing, with what {@link #toJson} was made of.
   *
   * @param again runs a schedule again
   */
  Tally with(JsonNode json, Function<Schedule, Execution> again) throws IOException {
    JsonNode violated = json.path("known");
    if (!violated.isMissingNode()) {
      for (Schedule schedule :
          new Block(violated.path("size").asInt(), violated.path("of").binaryValue())) {
        add(schedule, again.apply(schedule));
      }
    }
    checks.clear();
    for (Rule rule : Rule.values()) {
      if (json.path("checks").has(rule.name())) {
        checks.put(rule, json.path("checks").path(rule.name()).asLong());
      }
    }
    runs = json.path("runs").asLong();
    latency = new CancelLatency(json.path("reads").asInt(), json.path("callbacks").asInt());
    status = json.has("status") ? StatusJson.figures(json.path("status")) : StatusFigures.NONE;
    order =
        Arrays.stream(Order.values())
            .filter(one -> one.label().equals(json.path("order").asText()))
            .findFirst()
            .orElseThrow();
    return this;
  }

  /** How many runs were judged. */
  public long runs() {
    return runs;
  }

  /** Notes that every schedule with one move more than before was run. */
  void levelIsDone() {
    levels++;
    rulesOfLevels = ImmutableSet.copyOf(checks.keySet());
  }

  /**
   * What was found.
   *
   * @param found the violation that ended the search, if one did
   * @param finished whether every schedule was run
   */
  public SearchResult result(Optional<Counterexample> found, boolean finished) {
    return new SearchResult(
        runs,
        Maps.immutableEnumMap(checks),
        latency,
        status,
        order,
        ImmutableMap.copyOf(known),
        found,
        new Extent(finished, levels, rulesOfLevels));
  }
}
