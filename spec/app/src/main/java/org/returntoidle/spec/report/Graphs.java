package org.returntoidle.spec.report;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.Locale;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.engine.StateGraph;

/**
 * The whole graph of the protocol without bounds, in every configuration.
 *
 * @param all those of the newest platform first, which the page prefers to show
 */
record Graphs(ImmutableMap<Configuration, StateGraph<ProtocolState, Action>> all) {

  /** Lets the explorer build them: some thousand states each. */
  static Graphs explored() {
    return new Graphs(
        Configuration.all(Bounds.NONE)
            .sorted(Comparator.comparingInt(Graphs::age).reversed())
            .collect(toImmutableMap(c -> c, c -> Explorer.graph(new Protocol(c)))));
  }

  private static int age(Configuration configuration) {
    return Platform.banded().indexOf(configuration.platform());
  }

  /** A name for scripts and links, such as {@code xp-interruptible-both}. */
  static String key(Configuration configuration) {
    return (configuration.platform().sameProtocol().label()
            + "-"
            + configuration.driver().label()
            + "-"
            + configuration.application().label())
        .toLowerCase(Locale.ROOT);
  }
}
