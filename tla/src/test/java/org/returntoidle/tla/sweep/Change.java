package org.returntoidle.tla.sweep;

import java.util.function.UnaryOperator;
import org.returntoidle.model.Protocol;

/**
 * One change to the protocol.
 *
 * @param operator what kind of change it is
 * @param where what is changed: an action, a cell of the machine, a definition
 * @param what how, as in TLA+
 * @param make changes the protocol, of whatever kind of application, driver and platform
 */
record Change(Operator operator, String where, String what, UnaryOperator<Protocol> make) {
  /** The ways in which a protocol is changed. */
  enum Operator {
    GUARD_REMOVED,
    GUARD_STRENGTHENED,
    EFFECT_LEFT_OUT,
    EFFECT_CONDITIONAL,
    EFFECT_ON_ONE_BRANCH,
    EFFECT_ON_THE_OTHER_BRANCH,
    VALUE_OVERWRITTEN,
    ACTION_REMOVED,
    DEFINITION_WEAKENED,
    CELL_REPLACED,
    INITIAL_VALUE
  }

  @Override
  public String toString() {
    return operator + " " + where + ": " + what;
  }
}
