package org.returntoidle.model.permitted;

import org.returntoidle.model.Rule;

/** What an observation means in a state. */
public sealed interface Outcome {
  /**
   * It is permitted.
   *
   * @param state the state after it
   */
  record Allowed(PermittedState state) implements Outcome {}

  /**
   * It is not permitted.
   *
   * @param rule that it breaks
   * @param why in a few words
   */
  record Refused(Rule rule, String why) implements Outcome {}
}
