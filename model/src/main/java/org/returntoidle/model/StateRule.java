package org.returntoidle.model;

import org.returntoidle.model.rows.Compiled;
import org.returntoidle.model.rows.Term;

/**
 * What a rule says about every state.
 *
 * @param name the id of the rule and what it says, such as {@code A3_CanceledStops}; also that of
 *     the TLA+ operator
 * @param holds where it is kept
 */
public record StateRule(String name, Term<ProtocolState> holds) {
  /** The rule that {@code name} begins with; never null. */
  public Rule rule() {
    return Rule.valueOf(name.substring(0, name.indexOf('_')));
  }

  Property property() {
    return Property.ofStates(name, rule(), Compiled.test(holds));
  }
}
