package org.returntoidle.spec.rules;

import org.returntoidle.model.Rule;

/**
 * One rule looked at once, in a run in which it had something to say.
 *
 * @param rule the rule
 * @param holds whether it was kept
 * @param transfer in which transfer, from 1; 0 before the first
 * @param message what went wrong; empty if it holds
 */
public record Finding(Rule rule, boolean holds, int transfer, String message) {
  /**
   * What went wrong, without the numbers and the error codes of one run: two findings of the same
   * kind are taken for the same fault.
   */
  public String kind() {
    return rule
        + ": "
        + message.replaceAll("\\b((E|WIA|RPC|STG)_\\w+|0x\\p{XDigit}+|\\d+)\\b", "#");
  }
}
