package org.returntoidle.model;

import java.util.List;
import java.util.OptionalInt;
import org.returntoidle.model.engine.Counter;
import org.returntoidle.model.engine.Search;

/**
 * How many states a protocol will have, without visiting them: counted for small bounds and scaled.
 * In large bounds the number of states grows in proportion to bands, transfers and faults, and with
 * the square of the cancels, which are counted both as asked for and as under way.
 */
public final class Estimate {
  /** From here on growth is regular enough. */
  private static final int SMALL = 4;

  private Estimate() {}

  /**
   * Whether {@code bounds} are so small that the states themselves are counted, which is no quicker
   * than visiting them: 267,392 at most.
   */
  public static boolean isExact(Bounds bounds) {
    return small(bounds).equals(bounds);
  }

  /** About how many states there are; exact where {@link #isExact} says so. */
  public static double states(Configuration configuration) {
    return states(new Protocol(configuration));
  }

  /** The same of {@code protocol}; what is learned of its steps helps whoever explores it then. */
  public static double states(Protocol protocol) {
    Bounds bounds = protocol.configuration().bounds();
    Bounds small = small(bounds);
    long counted = counted(protocol, small);
    return counted
        * growth(bounds.bands(), small.bands())
        * growth(bounds.transfers(), small.transfers())
        * Math.pow(growth(bounds.cancels(), small.cancels()), 2)
        * growth(bounds.faults(), small.faults());
  }

  /** How many states {@code protocol} has within bounds that are less than its own. */
  static long counted(Protocol protocol, Bounds less) {
    List<Integer> most = Counters.of(less).stream().map(Counter::most).toList();
    return Search.count(protocol.table(), most).states();
  }

  private static Bounds small(Bounds bounds) {
    return new Bounds(
        small(bounds.bands()),
        small(bounds.transfers()),
        small(bounds.cancels()),
        small(bounds.faults()));
  }

  private static OptionalInt small(OptionalInt bound) {
    return bound.isEmpty() ? bound : OptionalInt.of(Math.min(SMALL, bound.getAsInt()));
  }

  private static double growth(OptionalInt bound, OptionalInt small) {
    return bound.isEmpty() ? 1 : (bound.getAsInt() + 1.0) / (small.getAsInt() + 1.0);
  }
}
