package org.returntoidle.model.engine;

import java.util.Arrays;

/**
 * Every reachable state of a system, every step between them, and a shortest way to each. The
 * initial ones are the first; the others have the order in which breadth-first search found them.
 */
public final class PackedGraph {
  private final long[] states;
  private final int[] parents;
  private final byte[] parentLabels;
  private final int[] offsets;
  private final int[] targets;
  private final byte[] labels;

  private PackedGraph(
      long[] states,
      int[] parents,
      byte[] parentLabels,
      int[] offsets,
      int[] targets,
      byte[] labels) {
    this.states = states;
    this.parents = parents;
    this.parentLabels = parentLabels;
    this.offsets = offsets;
    this.targets = targets;
    this.labels = labels;
  }

  /**
   * Visits every state of {@code system} and keeps everything.
   *
   * @throws IllegalStateException if this thread is interrupted
   */
  public static PackedGraph of(PackedSystem system) {
    return new Builder(system).build();
  }

  /** How many states there are. */
  public int states() {
    return states.length;
  }

  /** How many steps there are, self-loops included. */
  public int edges() {
    return targets.length;
  }

  /** The state with this index, as the system's number. */
  public long state(int index) {
    return states[index];
  }

  /** The index of the first step from state {@code index}; its last is before that of the next. */
  public int firstEdge(int index) {
    return offsets[index];
  }

  /** The index of the state that step {@code edge} leads to. */
  public int target(int edge) {
    return targets[edge];
  }

  /** The label of step {@code edge}. */
  public byte label(int edge) {
    return labels[edge];
  }

  /** How many states are initial ones. */
  public int initialStates() {
    return (int) Arrays.stream(parents).filter(parent -> parent < 0).count();
  }

  /** The initial state in which {@link #pathTo} begins. */
  public int startOf(int index) {
    int start = index;
    while (parents[start] >= 0) {
      start = parents[start];
    }
    return start;
  }

  /** The labels on a shortest path to the state with this index. */
  public byte[] pathTo(int index) {
    int length = 0;
    for (int i = index; parents[i] >= 0; i = parents[i]) {
      length++;
    }
    byte[] path = new byte[length];
    for (int i = index; parents[i] >= 0; i = parents[i]) {
      path[--length] = parentLabels[i];
    }
    return path;
  }

  /** The length of the longest of the shortest paths. */
  public int depth() {
    return pathTo(states.length - 1).length;
  }

  private static final class Builder {
    private final PackedSystem system;
    private long[] states = new long[1024];
    private int[] parents = new int[1024];
    private byte[] parentLabels = new byte[1024];
    private int[] offsets = new int[1025];
    private int[] targets = new int[4096];
    private byte[] labels = new byte[4096];
    private int[] table = new int[4096];
    private int count;
    private int edges;

    Builder(PackedSystem system) {
      this.system = system;
    }

    PackedGraph build() {
      long[] after = new long[system.fanOut()];
      for (long state : system.initial()) {
        index(state, -1, (byte) 0);
      }
      for (int i = 0; i < count; i++) {
        if (i % 1024 == 0 && Thread.interrupted()) {
          throw new IllegalStateException("interrupted");
        }
        int n = system.successors(states[i], after);
        byte[] by = system.labels(states[i]);
        if (targets.length - edges < n) {
          targets = Arrays.copyOf(targets, targets.length * 2);
          labels = Arrays.copyOf(labels, labels.length * 2);
        }
        for (int j = 0; j < n; j++) {
          targets[edges] = index(after[j], i, by[j]);
          labels[edges++] = by[j];
        }
        offsets[i + 1] = edges;
      }
      return new PackedGraph(
          Arrays.copyOf(states, count),
          Arrays.copyOf(parents, count),
          Arrays.copyOf(parentLabels, count),
          Arrays.copyOf(offsets, count + 1),
          Arrays.copyOf(targets, edges),
          Arrays.copyOf(labels, edges));
    }

    private int index(long state, int parent, byte label) {
      int slot = slot(state);
      if (table[slot] != 0) {
        return table[slot] - 1;
      }
      if (count == states.length) {
        grow();
        slot = slot(state);
      }
      states[count] = state;
      parents[count] = parent;
      parentLabels[count] = label;
      table[slot] = ++count;
      return count - 1;
    }

    /** Where {@code state} is, or where it belongs. */
    private int slot(long state) {
      int slot = (int) LongSet.hash(state) & (table.length - 1);
      while (table[slot] != 0 && states[table[slot] - 1] != state) {
        slot = (slot + 1) & (table.length - 1);
      }
      return slot;
    }

    private void grow() {
      int capacity = count * 2;
      states = Arrays.copyOf(states, capacity);
      parents = Arrays.copyOf(parents, capacity);
      parentLabels = Arrays.copyOf(parentLabels, capacity);
      offsets = Arrays.copyOf(offsets, capacity + 1);
      table = new int[Integer.highestOneBit(capacity) * 4];
      for (int i = 0; i < count; i++) {
        table[slot(states[i])] = i + 1;
      }
    }
  }
}
