package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;

/**
 * The output of a driver's machine: what happens after a letter if nothing extraordinary does, up
 * to where nothing is ordinary.
 *
 * @param does what is seen, and between that the points at which others could fall in; without the
 *     numbers of transfers and bands
 * @param letters what can come next
 */
public record Step(ImmutableList<String> does, ImmutableList<Letter> letters) {
  /** What does not fit is answered without running the driver, and changes nothing. */
  static final Step IMPOSSIBLE = new Step(ImmutableList.of("–"), ImmutableList.of());

  /** How a point is shown. */
  static final String POINT = "at ";
}
