package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;

/** Ever larger scopes, each of which contains the first, and the choice among them. */
public final class Ladder {
  /** From a second's work to an hour's. */
  public static final ImmutableList<Scope> SCOPES =
      ImmutableList.of(
          Scope.together(2, 2, 2),
          Scope.together(3, 2, 2),
          Scope.together(2, 3, 2),
          Scope.together(3, 3, 2),
          Scope.together(3, 3, 3));

  /** Bands of all transfers together; a count goes as deep as a run is long. */
  private static final int COUNTABLE = 100;

  private static final double NOT_COUNTED = Double.POSITIVE_INFINITY;

  private Ladder() {}

  /** The scope to begin with. */
  public static Scope first() {
    return SCOPES.get(0);
  }

  /**
   * The largest scope that is expected to fit.
   *
   * @param counted how many schedules the driver has in the first scope
   * @param each how many nanoseconds one schedule takes
   * @param within the time that may be used; the first scope is taken in any case
   */
  public static Scope largest(DriverKind driver, long counted, double each, Duration within) {
    Scope largest = first();
    for (Scope scope : SCOPES) {
      if (expected(driver, counted, scope) * each <= within.toNanos()) {
        largest = scope;
      }
    }
    return largest;
  }

  /** How many schedules such a driver has in {@code scope}, if it is like the reference. */
  public static double expected(DriverKind driver, long countedInFirst, Scope scope) {
    return countedInFirst * count(driver, scope) / count(driver, first());
  }

  /** How many schedules the reference has in {@code scope}; -1 if that takes too long to count. */
  public static long estimate(DriverKind driver, Scope scope) {
    int bands = scope.bounds().bands().orElseThrow();
    int transfers = scope.bounds().transfers().orElseThrow();
    double count = bands * transfers > COUNTABLE ? NOT_COUNTED : count(driver, scope);
    return count < Long.MAX_VALUE ? Math.round(count) : -1;
  }

  private static double count(DriverKind driver, Scope scope) {
    return DecisionCount.of(driver, new Limits(scope, Duration.ZERO));
  }
}
