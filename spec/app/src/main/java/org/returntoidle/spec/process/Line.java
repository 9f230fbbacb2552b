package org.returntoidle.spec.process;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.returntoidle.spec.harness.Place;

/**
 * A line that a driver's process wrote: a word of the vocabulary and what belongs to it.
 *
 * @param text as it was written
 * @param words what it consists of; at least one, which may be empty
 * @param place where in the driver it was written; empty unless the driver says so
 */
record Line(String text, ImmutableList<String> words, Optional<Place> place) {
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings().trimResults();

  /** What is written while the service waits. */
  private static final ImmutableSet<String> ANSWERS =
      ImmutableSet.of("Notified", "AnswerBusy", "AnswerAgain");

  /** Behind the words, in the end: the file, which may have blanks in its name, and the line. */
  private static final Pattern PLACE = Pattern.compile("(.*?) @(.+):(\\d{1,9})");

  /** One that says nothing of its place. */
  Line(String text) {
    this(text, split(text), Optional.empty());
  }

  /** One that may end with the place where it was written. */
  static Line withPlace(String text) {
    Matcher matcher = PLACE.matcher(text);
    return matcher.matches()
        ? new Line(
            text,
            split(matcher.group(1)),
            Optional.of(new Place("", matcher.group(2), Integer.parseInt(matcher.group(3)))))
        : new Line(text);
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
