package org.returntoidle.spec.process;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/**
 * A line that a driver's process wrote: a word of the vocabulary and what belongs to it.
 *
 * @param text as it was written
 * @param words what it consists of; at least one, which may be empty
 */
record Line(String text, ImmutableList<String> words) {
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings().trimResults();

  /** What is written while the service waits. */
  private static final ImmutableSet<String> ANSWERS =
      ImmutableSet.of("Notified", "AnswerBusy", "AnswerAgain");

  Line(String text) {
    this(text, split(text));
  }

  private static ImmutableList<String> split(String text) {
    ImmutableList<String> words = ImmutableList.copyOf(WORDS.split(text));
    return words.isEmpty() ? ImmutableList.of("") : words;
  }

  String word() {
    return words.get(0);
  }

  boolean isAnswer() {
    return ANSWERS.contains(word());
  }
}
