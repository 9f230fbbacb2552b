package org.returntoidle.model.engine;

/**
 * A set of numbers that only grows: open addressing over plain arrays, between 11.4 and 17.2 bytes
 * an element. It is cut into segments so that growing copies only a small part at a time.
 */
final class LongSet {
  private static final int SEGMENTS = 64;
  private static final double LOAD = 0.7;

  private final long[][] tables = new long[SEGMENTS][128];
  private final int[] sizes = new int[SEGMENTS];

  /** Bijective, and every bit of the result depends on every bit of {@code value}. */
  static long hash(long value) {
    long h = value * 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    return h ^ (h >>> 32);
  }

  private static int segment(long hash) {
    return (int) (hash >>> 58);
  }

  /** Grows with {@code hash} below the segment's bits, so that copying a table runs in order. */
  private static int slot(long hash, int length) {
    return (int) ((((hash >>> 26) & 0xFFFFFFFFL) * length) >>> 32);
  }

  /**
   * Adds the first {@code n} of {@code values}, each at least 0, and moves those that are new to
   * the front of {@code values}.
   *
   * @return how many were new
   */
  int addAll(long[] values, int n) {
    touch(values, n);
    int fresh = 0;
    for (int i = 0; i < n; i++) {
      if (add(values[i])) {
        values[fresh++] = values[i];
      }
    }
    return fresh;
  }

  /** Lets the memory fetch all the places at once; looking at them one by one waits for each. */
  private void touch(long[] values, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long hash = hash(values[i]);
      long[] table = tables[segment(hash)];
      sum += table[slot(hash, table.length)];
    }
    touched = sum;
  }

  /** Written so that the compiler may not drop the reads of {@link #touch}. */
  @SuppressWarnings("UnusedVariable")
  private long touched;

  /** Adds one value, at least 0; whether it is new. */
  boolean add(long value) {
    long hash = hash(value);
    int segment = segment(hash);
    long[] table = tables[segment];
    long key = value + 1;
    int slot = slot(hash, table.length);
    while (table[slot] != 0) {
      if (table[slot] == key) {
        return false;
      }
      slot = slot + 1 == table.length ? 0 : slot + 1;
    }
    table[slot] = key;
    if (++sizes[segment] > table.length * LOAD) {
      tables[segment] = grown(table);
    }
    return true;
  }

  private static long[] grown(long[] old) {
    long[] table = new long[old.length + old.length / 2];
    for (long key : old) {
      if (key != 0) {
        int slot = slot(hash(key - 1), table.length);
        while (table[slot] != 0) {
          slot = slot + 1 == table.length ? 0 : slot + 1;
        }
        table[slot] = key;
      }
    }
    return table;
  }

  long size() {
    long sum = 0;
    for (int size : sizes) {
      sum += size;
    }
    return sum;
  }

  /** What the tables take. */
  long bytes() {
    long sum = 0;
    for (long[] table : tables) {
      sum += 8L * table.length;
    }
    return sum;
  }
}
