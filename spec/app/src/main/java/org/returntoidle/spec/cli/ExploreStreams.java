package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.engine.Path;
import org.returntoidle.model.engine.Property;
import org.returntoidle.model.engine.Search;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.engine.Table;
import org.returntoidle.model.stream.StreamBounds;
import org.returntoidle.model.stream.StreamConfiguration;
import org.returntoidle.model.stream.StreamFeeder;
import org.returntoidle.model.stream.StreamItems;
import org.returntoidle.model.stream.StreamMessages;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamRules;
import org.returntoidle.model.stream.StreamRules.Fair;
import org.returntoidle.model.stream.StreamSituation;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.spec.verdict.Progress;

/**
 * {@code explore --platform vista}: every kind of driver and application, without bounds; alone,
 * and with each of the things that a transfer can have besides. So few states need no estimate.
 */
final class ExploreStreams {
  /** What is canceled returns to idle also where faults are repaired for ever. */
  private static final ImmutableSet<String> ALWAYS = ImmutableSet.of("L3", "L5");

  /**
   * One of them.
   *
   * @param broken each claim that does not hold, with a shortest path to what breaks it
   */
  private record Explored(
      StreamConfiguration configuration,
      int states,
      int edges,
      int depth,
      int claims,
      ImmutableMap<String, ImmutableList<Action>> broken,
      ImmutableMap<StreamSituation, Integer> situations) {}

  private final PrintWriter out;
  private final boolean json;
  private final Function<StreamProtocol, ImmutableList<Property<StreamState, Action>>> claimed;

  /**
   * One that prints.
   *
   * @param claimed what is claimed of each
   */
  ExploreStreams(
      PrintWriter out,
      boolean json,
      Function<StreamProtocol, ImmutableList<Property<StreamState, Action>>> claimed) {
    this.out = out;
    this.json = json;
    this.claimed = claimed;
  }

  /** Everything that is explored. */
  static ImmutableList<StreamConfiguration> configurations() {
    return StreamConfiguration.all(StreamBounds.NONE)
        .flatMap(ExploreStreams::withMore)
        .collect(ImmutableList.toImmutableList());
  }

  /** One, and with each of the things that a transfer can have besides. */
  static Stream<StreamConfiguration> withMore(StreamConfiguration one) {
    return Stream.of(
        one,
        one.with(StreamFeeder.NUMBER),
        one.with(StreamFeeder.ALL).with(StreamItems.SERVICE),
        one.with(StreamMessages.UNHANDLED),
        one.with(StreamMessages.HANDLED));
  }

  /** What is claimed: where faults are repaired for ever nothing needs to return to idle. */
  static ImmutableList<Property<StreamState, Action>> claims(StreamProtocol protocol) {
    boolean handled = protocol.configuration().messages() == StreamMessages.HANDLED;
    return ImmutableList.<Property<StreamState, Action>>builder()
        .addAll(StreamRules.of(protocol))
        .addAll(
            StreamRules.liveness(EnumSet.allOf(Fair.class)).stream()
                .filter(claim -> !handled || ALWAYS.contains(claim.name().substring(0, 2)))
                .toList())
        .build();
  }

  /** Explores {@code all}, prints what was found, and says whether every claim holds. */
  boolean run(ImmutableList<StreamConfiguration> all) {
    ImmutableList.Builder<Explored> found = ImmutableList.builder();
    try (Progress.Bar bar = TerminalProgress.create().start("configurations", all.size())) {
      for (StreamConfiguration one : all) {
        found.add(explored(one));
        bar.step();
      }
    }
    ImmutableList<Explored> explored = found.build();
    boolean holds = explored.stream().allMatch(one -> one.broken().isEmpty());
    if (json) {
      out.println(document(explored, holds).toPrettyString());
    } else {
      print(explored);
    }
    return holds;
  }

  private Explored explored(StreamConfiguration configuration) {
    StreamProtocol protocol = new StreamProtocol(configuration);
    Table<StreamState, Action> table = new Table<>(protocol);
    StateGraph<StreamState, Action> graph = StateGraph.of(table);
    ImmutableList<Property<StreamState, Action>> claims = claimed.apply(protocol);
    ImmutableMap.Builder<String, ImmutableList<Action>> broken = ImmutableMap.builder();
    for (Search.Violation<StreamState, Action> violation :
        Search.run(table, claims, 1, states -> {}).violations()) {
      broken.put(
          violation.property().name(),
          violation.path().map(Path::actions).orElse(ImmutableList.of()));
    }
    ImmutableMap.Builder<StreamSituation, Integer> situations = ImmutableMap.builder();
    for (StreamSituation situation : StreamSituation.values()) {
      graph
          .shortestPath(situation.claim().condition())
          .ifPresent(path -> situations.put(situation, path.actions().size()));
    }
    return new Explored(
        configuration,
        graph.stateCount(),
        graph.edgeCount(),
        graph.depth(),
        claims.size(),
        broken.buildOrThrow(),
        situations.buildOrThrow());
  }

  private void print(ImmutableList<Explored> all) {
    out.println(
        "Windows Vista and later, without bounds on pages, bands, transfers, cancels or faults");
    out.println();
    out.printf(
        Locale.ROOT,
        "%-24s %-15s %-7s %-8s %-10s %8s %9s %6s  %s%n",
        "driver",
        "application",
        "feeder",
        "items",
        "messages",
        "states",
        "edges",
        "depth",
        "claims");
    for (Explored one : all) {
      StreamConfiguration configuration = one.configuration();
      out.printf(
          Locale.ROOT,
          "%-24s %-15s %-7s %-8s %-10s %,8d %,9d %6d  %s%n",
          configuration.driver(),
          configuration.application(),
          configuration.feeder(),
          configuration.items(),
          configuration.messages(),
          one.states(),
          one.edges(),
          one.depth(),
          one.claims() - one.broken().size() + " hold");
      one.broken()
          .forEach((name, path) -> out.println("           VIOLATED " + name + " by " + path));
    }
    out.println();
    nearest(all)
        .forEach(
            (situation, steps) ->
                out.printf(
                    Locale.ROOT,
                    "visited    %-4s %s, after %d steps%n",
                    situation.rule(),
                    situation.description(),
                    steps));
  }

  /** Each situation that occurs somewhere, with the length of the shortest way there. */
  private static Map<StreamSituation, Integer> nearest(ImmutableList<Explored> all) {
    Map<StreamSituation, Integer> nearest = new EnumMap<>(StreamSituation.class);
    all.forEach(
        one ->
            one.situations()
                .forEach((situation, steps) -> nearest.merge(situation, steps, Math::min)));
    return nearest;
  }

  private static ObjectNode document(ImmutableList<Explored> all, boolean holds) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1).put("verdict", holds ? "holds" : "violated").put("platform", "Vista");
    ArrayNode configurations = root.putArray("configurations");
    for (Explored one : all) {
      StreamConfiguration configuration = one.configuration();
      ObjectNode node = configurations.addObject();
      node.put("driver", configuration.driver().label());
      node.put("application", configuration.application().toString());
      node.put("feeder", configuration.feeder().toString());
      node.put("items", configuration.items().toString());
      node.put("messages", configuration.messages().toString());
      node.put("states", one.states()).put("edges", one.edges()).put("depth", one.depth());
      node.put("claims", one.claims());
      ArrayNode violations = node.putArray("violations");
      one.broken()
          .forEach(
              (name, path) -> {
                ObjectNode violation = violations.addObject().put("property", name);
                path.forEach(action -> violation.withArray("/path").add(action.label()));
              });
    }
    ArrayNode situations = root.putArray("situations");
    nearest(all)
        .forEach(
            (situation, steps) ->
                situations
                    .addObject()
                    .put("rule", situation.rule().name())
                    .put("says", situation.description())
                    .put("steps", steps));
    return root;
  }
}
