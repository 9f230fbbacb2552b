package org.returntoidle.model;

import com.google.common.collect.ImmutableList;

/** What must hold in every state and at every step, one claim per rule or more. */
public final class Properties {
  private Properties() {}

  /** The claims about {@code protocol}: those about states, then those about steps. */
  public static ImmutableList<Property> of(Protocol protocol) {
    ImmutableList.Builder<Property> all = ImmutableList.builder();
    StateRules.of(protocol).forEach(rule -> all.add(rule.property()));
    return all.addAll(StepRules.of(protocol.configuration()))
        .addAll(History.of(protocol.configuration()))
        .build();
  }
}
