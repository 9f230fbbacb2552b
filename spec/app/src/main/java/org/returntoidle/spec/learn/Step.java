package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;

/**
 * The output of a driver's machine: what happens from one decision of the harness to the next.
 *
 * @param does what is seen, without the numbers of transfers and bands
 * @param at where the next decision is; empty if there is none
 * @param moves what can be decided there
 */
record Step(ImmutableList<String> does, Optional<Point.Kind> at, ImmutableList<Move> moves) {
  /** What does not fit is answered without running the driver, and changes nothing. */
  static final Step IMPOSSIBLE =
      new Step(ImmutableList.of("–"), Optional.empty(), ImmutableList.of());

  @Override
  public String toString() {
    return String.join(", ", does) + " → " + at.map(Point.Kind::label).orElse("the end");
  }
}
