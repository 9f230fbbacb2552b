package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What happens at which point of a run. At every other point the ordinary thing happens: one band,
 * {@code S_OK}, one transfer.
 *
 * @param moves the extraordinary moves, in the order in which they come
 */
public record Schedule(ImmutableMap<Point, Move> moves) {
  /** Nothing but the ordinary. */
  public static final Schedule ORDINARY = new Schedule(ImmutableMap.of());

  /** This schedule and one more move, at a point that it has not. */
  public Schedule plus(Point point, Move move) {
    return new Schedule(
        ImmutableMap.<Point, Move>builderWithExpectedSize(moves.size() + 1)
            .putAll(moves)
            .put(point, move)
            .buildOrThrow());
  }

  /** This schedule without what it does at {@code point}. */
  public Schedule without(Point point) {
    return new Schedule(
        moves.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(point))
            .collect(ImmutableMap.toImmutableMap(e -> e.getKey(), e -> e.getValue())));
  }

  /**
   * This schedule with one more move, in every way that {@code run}, which followed it, has shown
   * to be possible. Only behind the last move: so every schedule is the extension of one other, and
   * none comes twice.
   */
  public ImmutableList<Schedule> extensions(Execution run) {
    int from = 0;
    for (Point point : moves.keySet()) {
      from = Math.max(from, run.indexOf(point) + 1);
    }
    ImmutableList.Builder<Schedule> longer = ImmutableList.builder();
    for (Execution.Visit visit : run.visits().subList(from, run.visits().size())) {
      for (Move move : visit.options().subList(1, visit.options().size())) {
        longer.add(plus(visit.point(), move));
      }
    }
    return longer.build();
  }

  /** How many cancels, faults and second calls are injected. */
  public long events() {
    return moves.values().stream().filter(Move::isEvent).count();
  }

  /** Whether the driver runs on while something happens, so that the outcome is up to chance. */
  public boolean hasRace() {
    return moves.values().stream().anyMatch(Move::isRace);
  }

  /** Whether device or callback throws, or answers null (D21). */
  public boolean throwsSomething() {
    return moves.values().stream().anyMatch(Move::breaksPromise);
  }

  /** Whether something happens to a second driver. */
  public boolean hasNeighbor() {
    return moves.values().stream().anyMatch(Move::isBeside);
  }

  /** How many transfers are begun, if each is reached. */
  public long transfers() {
    return 1 + moves.values().stream().filter(Move::beginsTransfer).count();
  }

  /** One line for each move. */
  public ImmutableList<String> lines() {
    return moves.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(ImmutableList.toImmutableList());
  }
}
