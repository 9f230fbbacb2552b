package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import java.util.Locale;

/** Two answers of one driver to the same question, or of two drivers, in two columns. */
final class BesideEachOther {
  private static final int WIDTH = 44;

  private BesideEachOther() {}

  /** What a driver did the first time, and the second. */
  static ImmutableList<String> lines(NotDeterministicException e) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    e.word().forEach(letter -> lines.add(letter.toString()));
    return lines.addAll(rows("first run", e.first(), "second run", e.second())).build();
  }

  /** Two answers, what is seen line by line. */
  static ImmutableList<String> rows(String left, Step first, String right, Step second) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(row(left, right));
    int count = Math.max(first.does().size(), second.does().size());
    for (int i = 0; i < count; i++) {
      lines.add(row(line(first, i), line(second, i)));
    }
    return lines.build();
  }

  private static String line(Step step, int i) {
    return i < step.does().size() ? step.does().get(i) : "";
  }

  private static String row(String left, String right) {
    return String.format(Locale.ROOT, "    %-" + WIDTH + "s %s", left, right).stripTrailing();
  }
}
