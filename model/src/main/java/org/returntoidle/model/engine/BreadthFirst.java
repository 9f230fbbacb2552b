package org.returntoidle.model.engine;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts the states and steps of a system, breadth first, on one core or several. Each part of the
 * states, cut by their regions, belongs to one worker, in rounds: a worker takes what the others
 * found for it in the round before, and expands states of its part; what it finds for itself it
 * keeps, the rest it leaves for the others. So nothing is locked, all wait for one another once a
 * round, and the figures are the same for any number of workers.
 */
public final class BreadthFirst {
  /**
   * What there is.
   *
   * @param states different states that can be reached
   * @param edges steps between them, self-loops included
   * @param depth length of the longest of the shortest paths
   * @param bytes what the set of visited states, the greatest level and what workers found for one
   *     another take at the end
   */
  public record Count(long states, long edges, int depth, long bytes) {}

  /** Fewer states than this are expanded sooner than a thread is woken. */
  private static final int SMALL_LEVEL = 4096;

  /** How many states a worker expands in a round: enough that waiting for the others is rare. */
  private static final int ROUND = 1 << 16;

  /** After so many states what they lead to is looked up, while it is near. */
  private static final int BATCH = 256;

  private final PackedSystem system;
  private final Part[] parts;

  private BreadthFirst(PackedSystem system, int workers) {
    this.system = system;
    this.parts = new Part[workers];
    Arrays.setAll(parts, i -> new Part(workers));
  }

  /**
   * Visits every state.
   *
   * @param workers how many parts are worked on at once, 1 to 64
   * @param progress is told from time to time how many states are known; on the calling thread
   * @throws IllegalArgumentException if {@code workers} is not 1 to 64
   */
  public static Count count(PackedSystem system, int workers, LongConsumer progress) {
    if (workers < 1 || workers > 64) {
      throw new IllegalArgumentException("workers is " + workers + "; it must be 1 to 64");
    }
    return new BreadthFirst(system, workers).run(progress);
  }

  private Count run(LongConsumer progress) {
    for (long state : system.initial()) {
      parts[part(state)].start(state);
    }
    int depth = 0;
    long widest = 1;
    for (long size = levelSize(); size > 0; size = levelSize()) {
      widest = Math.max(widest, size);
      expandLevel(size, progress);
      depth++;
      for (Part part : parts) {
        part.nextLevel();
      }
    }
    long states = 0;
    long edges = 0;
    long bytes = 2 * 8 * widest;
    for (Part part : parts) {
      states += part.visited.size();
      edges += part.edges;
      bytes += part.visited.bytes() + part.boxes();
    }
    return new Count(states, edges, depth - 1, bytes);
  }

  private long levelSize() {
    return Arrays.stream(parts).mapToLong(part -> part.level.size).sum();
  }

  private void expandLevel(long size, LongConsumer progress) {
    while (Arrays.stream(parts).anyMatch(Part::isUnfinished)) {
      IntStream all = IntStream.range(0, parts.length);
      (parts.length > 1 && size > SMALL_LEVEL ? all.parallel() : all).forEach(this::round);
      for (Part part : parts) {
        part.handOver();
      }
      progress.accept(Arrays.stream(parts).mapToLong(part -> part.visited.size()).sum());
    }
  }

  private void round(int me) {
    Part part = parts[me];
    for (Part other : parts) {
      part.absorb(other.left[me]);
    }
    int end = Math.min(part.level.size, part.done + ROUND);
    while (part.done < end) {
      expand(part, me, Math.min(end, part.done + BATCH));
      part.absorb(part.found[me]);
    }
  }

  private int part(long state) {
    return LongSet.part(system.region(state), parts.length);
  }

  private void expand(Part part, int me, int end) {
    long[] targets = new long[system.fanOut()];
    LongList own = part.found[me];
    for (int i = part.done; i < end; i++) {
      long state = part.level.values[i];
      long region = system.region(state);
      int n = system.successors(state, targets);
      part.edges += n;
      own.reserve(n);
      for (int j = 0; j < n; j++) {
        long target = targets[j];
        if (target == state) {
          continue;
        }
        if (parts.length == 1 || system.region(target) == region) {
          own.values[own.size++] = target;
        } else {
          part.found[part(target)].add(target);
        }
      }
    }
    part.done = end;
  }

  /** The states of one worker. */
  private static final class Part {
    final LongSet visited = new LongSet();
    LongList level = new LongList();
    LongList next = new LongList();

    /** How many states of the level are expanded. */
    int done;

    long edges;

    /** What this round finds, for each part; and what the round before did. */
    LongList[] found;

    LongList[] left;

    Part(int parts) {
      found = lists(parts);
      left = lists(parts);
    }

    private static LongList[] lists(int parts) {
      LongList[] lists = new LongList[parts];
      Arrays.setAll(lists, i -> new LongList());
      return lists;
    }

    void start(long state) {
      visited.add(state);
      level.add(state);
    }

    boolean isUnfinished() {
      return done < level.size || Arrays.stream(left).anyMatch(list -> list.size > 0);
    }

    void absorb(LongList states) {
      int fresh = visited.addAll(states.values, states.size);
      next.addAll(states.values, fresh);
      states.clear();
    }

    void handOver() {
      LongList[] swapped = left;
      left = found;
      found = swapped;
    }

    /** What the room for other parts takes. */
    long boxes() {
      return found.length == 1
          ? 0
          : Stream.of(found, left).flatMap(Arrays::stream).mapToLong(LongList::bytes).sum();
    }

    void nextLevel() {
      LongList swapped = level;
      level = next;
      next = swapped;
      next.clear();
      done = 0;
    }
  }
}
