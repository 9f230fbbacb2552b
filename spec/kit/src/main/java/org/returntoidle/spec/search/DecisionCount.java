package org.returntoidle.spec.search;

import java.util.HashMap;
import java.util.Map;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.search.Decisions.At;

/**
 * How many schedules there are, computed in the model alone: the number of decision lists that its
 * environment has against one canonical driver. Nothing is run; equal ways to go on are counted
 * once. The reference has exactly as many schedules, other drivers nearly: the number is also the
 * estimate of how long a search takes.
 */
public final class DecisionCount {
  private final Decisions decisions;
  private final Map<At, Double> counted = new HashMap<>();

  private DecisionCount(DriverKind driver, Limits limits) {
    this.decisions = new Decisions(Platform.XP, driver, limits);
  }

  /**
   * How many schedules the reference has.
   *
   * @return exact up to 2^53
   */
  public static double of(DriverKind driver, Limits limits) {
    return new DecisionCount(driver, limits).count(At.START);
  }

  private double count(At at) {
    Double known = counted.get(at);
    if (known != null) {
      return known;
    }
    double sum = 0;
    for (Move move : decisions.moves(at)) {
      sum += decisions.step(at, move).next().map(this::count).orElse(1.0);
    }
    counted.put(at, sum);
    return sum;
  }
}
