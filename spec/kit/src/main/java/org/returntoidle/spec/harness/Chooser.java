package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Decides what happens at a point. Called by one thread at a time. */
@FunctionalInterface
public interface Chooser {
  /**
   * Chooses.
   *
   * @param options what the bounds still allow here, the ordinary move first; never empty
   * @return one of them, or another move of the point's kind
   */
  Move choose(Point point, ImmutableList<Move> options);

  /** Follows {@code schedule}, and does the ordinary thing everywhere else. */
  static Chooser following(Schedule schedule) {
    return (point, options) -> schedule.moves().getOrDefault(point, options.get(0));
  }

  /**
   * Takes the options by number, one number for each point; 0 is the ordinary move, and so is
   * everything once the numbers are used up.
   */
  static Chooser byNumber(List<Integer> numbers) {
    int[] next = {0};
    return (point, options) -> {
      int number = next[0] < numbers.size() ? numbers.get(next[0]) : 0;
      next[0]++;
      return options.get(Math.floorMod(number, options.size()));
    };
  }
}
