package org.returntoidle.spec.verdict;

import java.util.Set;

/**
 * Learns the machine of a driver from outside. The library that it takes is no part of the kit, so
 * whoever has one passes it to {@link DriverSearch#withLearner}.
 */
@FunctionalInterface
public interface Learner {
  /**
   * Learns the machine of a driver, and checks the rules in it without any bound. Called by one
   * thread.
   *
   * @param search says how; its deadline is the one for this
   * @param accepted the kinds of findings that are known and are no violations, by {@link
   *     org.returntoidle.spec.rules.Finding#kind}
   * @param bar is told how often the driver was run
   * @throws BadInputException if the driver cannot be made
   */
  LearnedPart learn(Subject subject, DriverSearch search, Set<String> accepted, Progress.Bar bar);
}
