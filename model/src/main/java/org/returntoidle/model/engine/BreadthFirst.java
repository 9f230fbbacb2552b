package org.returntoidle.model.engine;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Counts the states and steps of a system, breadth first, on one core or several. Each part of the
 * states, cut by their hash, belongs to one worker: a worker expands the states of its part, hands
 * each successor to the part that it belongs to, and all wait for one another. So nothing is
 * locked, and the figures are the same for any number of workers.
 */
public final class BreadthFirst {
  /**
   * What there is.
   *
   * @param states different states that can be reached
   * @param edges steps between them, self-loops included
   * @param depth length of the longest of the shortest paths
   * @param bytes what the set of visited states and the greatest level take at the end
   */
  public record Count(long states, long edges, int depth, long bytes) {}

  private static final int SMALL_LEVEL = 4096;

  private static final class Part {
    final LongSet visited = new LongSet();
    final LongList[] outbox;
    LongList level = new LongList();
    LongList next = new LongList();
    int done;
    long edges;

    Part(int parts) {
      outbox = new LongList[parts];
      Arrays.setAll(outbox, i -> new LongList());
    }
  }

  private final PackedSystem system;
  private final Part[] parts;
  private final int chunk;

  private BreadthFirst(PackedSystem system, int workers) {
    this.system = system;
    this.parts = new Part[workers];
    Arrays.setAll(parts, i -> new Part(workers));
    this.chunk = workers == 1 ? 256 : 1 << 14;
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
      Part part = parts[owner(state)];
      part.visited.add(state);
      part.level.add(state);
    }
    int depth = 0;
    long widest = 1;
    for (long size = levelSize(); size > 0; size = levelSize()) {
      widest = Math.max(widest, size);
      expandLevel(size, progress);
      depth++;
      for (Part part : parts) {
        LongList swapped = part.level;
        part.level = part.next;
        part.next = swapped;
        part.next.clear();
        part.done = 0;
      }
    }
    long states = 0;
    long edges = 0;
    long bytes = 2 * 8 * widest;
    for (Part part : parts) {
      states += part.visited.size();
      edges += part.edges;
      bytes += part.visited.bytes();
    }
    return new Count(states, edges, depth - 1, bytes);
  }

  private long levelSize() {
    return Arrays.stream(parts).mapToLong(part -> part.level.size).sum();
  }

  private void expandLevel(long size, LongConsumer progress) {
    while (Arrays.stream(parts).anyMatch(part -> part.done < part.level.size)) {
      everyPart(size).forEach(this::expandChunk);
      everyPart(size).forEach(this::absorb);
      progress.accept(Arrays.stream(parts).mapToLong(part -> part.visited.size()).sum());
    }
  }

  private IntStream everyPart(long size) {
    IntStream all = IntStream.range(0, parts.length);
    return parts.length > 1 && size > SMALL_LEVEL ? all.parallel() : all;
  }

  private void expandChunk(int me) {
    Part part = parts[me];
    int end = Math.min(part.level.size, part.done + chunk);
    long[] targets = new long[system.fanOut()];
    LongList own = part.outbox[me];
    for (int i = part.done; i < end; i++) {
      long state = part.level.values[i];
      int n = system.successors(state, targets);
      part.edges += n;
      own.reserve(n);
      for (int j = 0; j < n; j++) {
        long target = targets[j];
        if (target == state) {
          continue;
        }
        if (parts.length == 1) {
          own.values[own.size++] = target;
        } else {
          part.outbox[owner(target)].add(target);
        }
      }
    }
    part.done = end;
  }

  private void absorb(int me) {
    Part part = parts[me];
    for (Part from : parts) {
      LongList inbox = from.outbox[me];
      int fresh = part.visited.addAll(inbox.values, inbox.size);
      part.next.addAll(inbox.values, fresh);
      inbox.clear();
    }
  }

  private int owner(long state) {
    return parts.length == 1 ? 0 : LongSet.part(state, parts.length);
  }
}
