package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;

/** Ever wider scopes, each of which contains the one before, and the choice among them. */
public final class Ladder {
  /** From a second's work to an hour's. */
  public static final ImmutableList<Scope> SCOPES =
      ImmutableList.of(
          Scope.together(2, 2, 2),
          Scope.together(2, 3, 2),
          Scope.together(3, 3, 2),
          Scope.together(3, 3, 3));

  private Ladder() {}

  /** The scope to begin with. */
  public static Scope first() {
    return SCOPES.get(0);
  }

  /**
   * The widest scope that is expected to fit.
   *
   * @param counted how many schedules the driver has in the first scope
   * @param took how long they took
   * @param within the time that may be used; the first scope is taken in any case
   */
  public static Scope widest(DriverKind driver, long counted, Duration took, Duration within) {
    Scope widest = first();
    for (Scope scope : SCOPES) {
      double expected = expected(driver, counted, scope);
      if (expected * took.toNanos() / counted <= within.toNanos()) {
        widest = scope;
      }
    }
    return widest;
  }

  /** How many schedules such a driver has in {@code scope}, if it is like the reference. */
  public static double expected(DriverKind driver, long countedInFirst, Scope scope) {
    return countedInFirst * count(driver, scope) / count(driver, first());
  }

  private static double count(DriverKind driver, Scope scope) {
    return DecisionCount.of(driver, new Limits(scope, Duration.ZERO));
  }
}
