package org.returntoidle.spec.search;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;

/**
 * What is enumerated unless it is said: no single scope is large in every direction, so there are
 * several ladders of ever larger scopes. The first scope of each is always finished.
 */
public final class IterativeDeepening {
  /** All small; long images; many transfers; many events. From a second's work to an hour's. */
  public static final ImmutableList<ImmutableList<Scope>> LADDERS =
      ImmutableList.of(
          ImmutableList.of(
              Scope.together(2, 2, 2),
              Scope.together(3, 2, 2),
              Scope.together(3, 3, 2),
              Scope.together(3, 3, 3)),
          ImmutableList.of(
              Scope.together(8, 1, 1), Scope.together(8, 2, 1), Scope.together(12, 2, 1)),
          ImmutableList.of(
              Scope.together(1, 6, 1), Scope.together(1, 12, 1), Scope.together(1, 24, 1)),
          ImmutableList.of(
              Scope.together(1, 1, 3), Scope.together(1, 2, 3), Scope.together(2, 2, 3)));

  /** The same for transfers to streams: several pages, too. */
  public static final ImmutableList<ImmutableList<Scope>> STREAM_LADDERS =
      ImmutableList.of(
          ImmutableList.of(Scope.together(2, 1, 2).withPages(2)),
          ImmutableList.of(Scope.together(2, 2, 1).withPages(2)),
          ImmutableList.of(Scope.together(1, 2, 2)),
          ImmutableList.of(Scope.together(8, 1, 1)),
          ImmutableList.of(Scope.together(1, 5, 1)),
          ImmutableList.of(Scope.together(1, 1, 3)));

  /** Bands of all transfers together; a count goes as deep as a run is long. */
  private static final int COUNTABLE = 100;

  private static final double NOT_COUNTED = Double.POSITIVE_INFINITY;

  private IterativeDeepening() {}

  /** The ladders of {@code platform}. */
  public static ImmutableList<ImmutableList<Scope>> ladders(Platform platform) {
    return platform.streams() ? STREAM_LADDERS : LADDERS;
  }

  /** The scope to begin with, for banded transfers. */
  public static Scope first() {
    return LADDERS.get(0).get(0);
  }

  /** The scope to begin with. */
  public static Scope first(Platform platform) {
    return ladders(platform).get(0).get(0);
  }

  /** The first scope of each ladder, in order. */
  public static ImmutableList<Scope> firsts(Platform platform) {
    return ladders(platform).stream()
        .map(ladder -> ladder.get(0))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The next scope of that ladder for which it takes the least time, if it is expected to fit.
   *
   * @param done what is finished; of each ladder at least the first scope
   * @param counted how many schedules the driver has in {@link #first}
   * @param each how many nanoseconds one schedule takes
   * @param left the time that may be used
   */
  public static Optional<Scope> further(
      DriverKind driver, Collection<Scope> done, long counted, double each, Duration left) {
    return LADDERS.stream()
        .flatMap(ladder -> ladder.stream().filter(scope -> !done.contains(scope)).limit(1))
        .filter(scope -> expected(driver, counted, scope) * each <= left.toNanos())
        .min(Comparator.comparingDouble(scope -> expected(driver, counted, scope)));
  }

  /** Of each ladder the largest scope among {@code done}, in the order of the ladders. */
  public static ImmutableList<Scope> largest(Platform platform, Collection<Scope> done) {
    return ladders(platform).stream()
        .flatMap(ladder -> ladder.stream().filter(done::contains).reduce((a, b) -> b).stream())
        .collect(ImmutableList.toImmutableList());
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
