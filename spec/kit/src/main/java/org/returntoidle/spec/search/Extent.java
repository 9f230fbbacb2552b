package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableSet;
import org.returntoidle.model.Rule;

/**
 * How far a search got.
 *
 * @param finished whether every schedule was run; false after a violation, or when the time was up
 * @param levels of an enumeration: every schedule with fewer moves than this was run
 * @param rules of an enumeration: what had something to say in those levels
 */
public record Extent(boolean finished, int levels, ImmutableSet<Rule> rules) {
  /** Of a search that was not asked for. */
  public static final Extent ALL_OF_NOTHING = new Extent(true, 0, ImmutableSet.of());

  /** Of a search for which no time was left. */
  public static final Extent NOT_BEGUN = new Extent(false, 0, ImmutableSet.of());
}
