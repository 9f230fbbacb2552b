package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.returntoidle.model.Action;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Hazard;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.StateGraph;

/**
 * The whole graph of the protocol without bounds, in every configuration.
 *
 * @param all in the order of platform, driver, application
 */
record Graphs(ImmutableMap<Configuration, StateGraph> all) {

  /** Lets the explorer build them: some thousand states each. */
  static Graphs explored() {
    ImmutableMap.Builder<Configuration, StateGraph> graphs = ImmutableMap.builder();
    for (Platform platform : new Platform[] {Platform.XP, Platform.ME}) {
      for (DriverKind driver : DriverKind.values()) {
        for (ApplicationKind application : ApplicationKind.values()) {
          Configuration configuration =
              new Configuration(platform, driver, application, Bounds.NONE);
          graphs.put(configuration, Explorer.graph(new Protocol(configuration)));
        }
      }
    }
    return new Graphs(graphs.buildOrThrow());
  }

  /** A name for scripts and links, such as {@code xp-interruptible-both}. */
  static String key(Configuration configuration) {
    return (configuration.platform().label()
            + "-"
            + configuration.driver().label()
            + "-"
            + configuration.application().label())
        .toLowerCase(Locale.ROOT);
  }

  /** A shortest way to {@code hazard} in {@code configuration}; empty if it is gone there. */
  Optional<Walk> shortest(Configuration configuration, Hazard hazard) {
    StateGraph graph = graph(configuration);
    return IntStream.range(0, graph.stateCount())
        .filter(i -> hazard.occurs(configuration, graph.states().get(i)))
        .mapToObj(i -> new Walk(configuration, graph.pathTo(i)))
        .findFirst();
  }

  /** How many of {@code actions} can be taken one after the other, from the initial state. */
  static int possible(Configuration configuration, Iterable<Action> actions) {
    Protocol protocol = new Protocol(configuration);
    int steps = 0;
    Optional<ProtocolState> state = Optional.of(ProtocolState.INITIAL);
    for (Action action : actions) {
      state = protocol.next(state.get(), action);
      if (state.isEmpty()) {
        break;
      }
      steps++;
    }
    return steps;
  }

  private StateGraph graph(Configuration configuration) {
    StateGraph graph = all.get(configuration);
    if (graph == null) {
      throw new IllegalArgumentException("no such configuration: " + configuration);
    }
    return graph;
  }
}
