package org.returntoidle.spec.rules;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The rules' verdict on one run.
 *
 * @param findings every rule that had something to say, as often as it had
 * @param latency the slowest way from an observed cancel to the return
 */
public record Judgement(ImmutableList<Finding> findings, CancelLatency latency) {
  /** The first violation; within one transfer the most specific one. */
  public Optional<Finding> violation() {
    return findings.stream().filter(finding -> !finding.holds()).findFirst();
  }
}
