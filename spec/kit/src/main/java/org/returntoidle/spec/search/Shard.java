package org.returntoidle.spec.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several equal parts of a search, which together are the whole. The levels before the first
 * large one are run by each, to find what is behind them, and counted by the first.
 *
 * @param number which one, from 1
 * @param of how many there are, at most {@link #MOST}
 */
public record Shard(int number, int of) {
  /** The whole. */
  public static final Shard ALL = new Shard(1, 1);

  /** As many lanes as there are: a lane is not divided. */
  public static final int MOST = Crew.LANES;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is no such part
   */
  public Shard {
    if (number < 1 || number > of || of > MOST) {
      throw new IllegalArgumentException(number + "/" + of);
    }
  }

  /** What {@link #toString} prints as {@code text}; empty if there is no such part. */
  public static Optional<Shard> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    int of = Integer.parseInt(matcher.group(2));
    return number < 1 || number > of || of > MOST
        ? Optional.empty()
        : Optional.of(new Shard(number, of));
  }

  /** Whether a piece of a level that is cut is run here. */
  boolean runs(int piece) {
    return piece % Crew.LANES % of == number - 1;
  }

  /** Whether what every part runs is counted here. */
  boolean countsWhatAllRun() {
    return number == 1;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
