package org.returntoidle.spec.report;

import com.google.common.collect.ImmutableList;
import org.returntoidle.model.Action;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;

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
    Protocol protocol = new Protocol(configuration);
    ProtocolState state = ProtocolState.INITIAL;
    for (Action action : actions) {
      ProtocolState before = state;
      state =
          protocol
              .next(before, action)
              .orElseThrow(() -> new IllegalStateException(action + " cannot happen in " + before));
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
