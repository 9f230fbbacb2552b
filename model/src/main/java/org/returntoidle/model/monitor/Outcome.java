package org.returntoidle.model.monitor;

import org.returntoidle.model.Rule;

/** What an observation means in a state. */
public sealed interface Outcome {
  /**
   * It is permitted.
   *
   * @param state the state after it
   */
  record Allowed(MonitorState state) implements Outcome {}

  /**
   * It is not permitted.
   *
   * @param rule that it breaks
   * @param why in a few words
   */
  record Refused(Rule rule, String why) implements Outcome {}
}
