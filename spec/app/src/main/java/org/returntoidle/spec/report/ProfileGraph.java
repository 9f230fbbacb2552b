package org.returntoidle.spec.report;

import java.util.Optional;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.StateGraph;
import org.returntoidle.model.stream.StreamProtocol;
import org.returntoidle.model.stream.StreamState;
import org.returntoidle.spec.graph.Diagram;

/** The graphs of the protocols, by the names that these have on the page. */
public final class ProfileGraph {
  private ProfileGraph() {}

  private static String name(Configuration configuration) {
    return Profile.of(configuration).key();
  }

  /** The protocol with bands that has this name, without bounds; empty if none has. */
  public static Optional<Configuration> banded(String name) {
    return Configuration.all(Bounds.NONE)
        .filter(configuration -> name(configuration).equals(name))
        .findFirst();
  }

  /** The graph of a protocol with bands. */
  public static Diagram of(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    StateGraph<ProtocolState, Action> graph = Explorer.graph(protocol);
    return Diagram.of(configuration.toString(), View.BANDS.variables(), graph);
  }

  /** The graph of a protocol with streams, without bounds; empty if none has this name. */
  public static Optional<Diagram> streams(String name) {
    return Profiles.streams().stream()
        .filter(each -> each.profile().key().equals(name))
        .findFirst()
        .map(
            found -> {
              StateGraph<StreamState, Action> graph =
                  StateGraph.of(new StreamProtocol(found.configuration()));
              return Diagram.of(found.configuration().toString(), View.STREAMS.variables(), graph);
            });
  }
}
