package org.returntoidle.model.monitor;

/** What an observation means in a state: it is permitted, or refused. */
public sealed interface Outcome permits Outcome.Allowed, Refusal {
  /**
   * It is permitted.
   *
   * @param state the state after it
   */
  record Allowed(MonitorState state) implements Outcome {}
}
