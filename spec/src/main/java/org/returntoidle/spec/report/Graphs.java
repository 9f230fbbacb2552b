package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import org.returntoidle.model.ApplicationKind;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
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
}
