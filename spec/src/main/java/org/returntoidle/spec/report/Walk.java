package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;

/**
 * A way through the protocol, from its initial state.
 *
 * @param configuration in which it can be gone
 * @param actions what happens, in order
 */
record Walk(Configuration configuration, ImmutableList<Action> actions) {

  /**
   * A walk that was thought of beforehand.
   *
   * @throws IllegalStateException if the protocol does not permit it
   */
  static Walk of(Configuration configuration, Action... actions) {
    int possible = Graphs.possible(configuration, List.of(actions));
    if (possible < actions.length) {
      throw new IllegalStateException(
          "%s cannot happen as step %d".formatted(actions[possible], possible + 1));
    }
    return new Walk(configuration, ImmutableList.copyOf(actions));
  }

  /** The fragment of a link to its end, as the page reads it. */
  String link() {
    StringBuilder link = new StringBuilder("#explore/").append(Graphs.key(configuration));
    actions.forEach(action -> link.append('/').append(action.label()));
    return link.toString();
  }
}
