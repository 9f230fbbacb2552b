package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.MapMaker;
import java.util.Arrays;
import java.util.concurrent.ConcurrentMap;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.harness.Point;

/**
 * The inputs of a driver's machine: the moves of the harness that the protocol tells apart. Left
 * out are other codes that mean the same, what is up to chance, what happens to a neighbor, what
 * breaks a promise, and what goes on for ever: for that a machine has cycles.
 */
final class Letters {
  static final ImmutableList<Move> ALL =
      Arrays.stream(Point.Kind.values())
          .flatMap(kind -> kind.moves().stream())
          .distinct()
          .filter(Letters::has)
          .collect(ImmutableList.toImmutableList());

  /** The lists of moves are few, and asked for at every point of every run. */
  private static final ConcurrentMap<ImmutableList<Move>, ImmutableList<Move>> KNOWN =
      new MapMaker().weakKeys().makeMap();

  private Letters() {}

  /** Whether a move is one of them. No machine ends, so {@code END} is none. */
  static boolean has(Move move) {
    return !move.isRare()
        && !move.isRace()
        && !move.isBeside()
        && !move.isForEver()
        && !move.breaksPromise()
        && move.act() != Act.END;
  }

  /** Those of some moves, in their order. */
  static ImmutableList<Move> of(ImmutableList<Move> moves) {
    return KNOWN.computeIfAbsent(
        moves, all -> all.stream().filter(Letters::has).collect(ImmutableList.toImmutableList()));
  }
}
