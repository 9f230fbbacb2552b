package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;

/** A driver has answered the same question in two ways, so it is no machine. */
final class NotDeterministicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ImmutableList<Letter> word;
  private final transient Step first;
  private final transient Step second;

  /** Two answers to the last letter of a word. */
  NotDeterministicException(ImmutableList<Letter> word, Step first, Step second) {
    super("the driver is not deterministic");
    this.word = word;
    this.first = first;
    this.second = second;
  }

  ImmutableList<Letter> word() {
    return word;
  }

  Step first() {
    return first;
  }

  Step second() {
    return second;
  }
}
