package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;

/** A driver has answered the same question in two ways, so it is no machine. */
final class NotDeterministicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ImmutableList<Move> word;
  private final transient ImmutableList<Step> before;
  private final transient Step first;
  private final transient Step second;
  private final transient Execution run;

  /**
   * Two answers to the last letter of a word.
   *
   * @param before what both runs have in common, from the beginning
   * @param run the second one
   */
  NotDeterministicException(
      ImmutableList<Move> word,
      ImmutableList<Step> before,
      Step first,
      Step second,
      Execution run) {
    super("the driver is not deterministic");
    this.word = word;
    this.before = before;
    this.first = first;
    this.second = second;
    this.run = run;
  }

  ImmutableList<Move> word() {
    return word;
  }

  ImmutableList<Step> before() {
    return before;
  }

  Step first() {
    return first;
  }

  Step second() {
    return second;
  }

  Execution run() {
    return run;
  }
}
