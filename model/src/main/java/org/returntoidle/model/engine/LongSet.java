package org.returntoidle.model.engine;

/**
 * A set of numbers that only grows. Neighbours are kept together: 64 of them, those that differ in
 * their last six bits, are the bits of one word, and a hash table has the words that are not empty.
 * States that differ only in their first counters are neighbours, and where one of them can be
 * reached most of the others can: so there are fewer words than states, by a factor of ten to
 * fifty, and the table stays where the processor is quick to look.
 */
final class LongSet {
  private static final int WORD_BITS = 6;

  /** Pairs: the number of a word and one more, so that 0 is a free place; and its bits. */
  private long[] table = new long[1 << 11];

  private int words;
  private long size;

  /** Bijective, and every bit of the result depends on every bit of {@code value}. */
  static long hash(long value) {
    long h = value * 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    return h ^ (h >>> 32);
  }

  /**
   * Which of {@code parts} sets {@code value} is in, if each has its share; neighbours together.
   */
  static int part(long value, int parts) {
    return (int) (((hash(value >>> WORD_BITS) >>> 48) * parts) >>> 16);
  }

  /**
   * Adds the first {@code n} of {@code values}, each at least 0, and moves those that are new to
   * the front of {@code values}.
   *
   * @return how many were new
   */
  int addAll(long[] values, int n) {
    int fresh = 0;
    for (int i = 0; i < n; i++) {
      if (add(values[i])) {
        values[fresh++] = values[i];
      }
    }
    return fresh;
  }

  /** Adds one value, at least 0; whether it is new. */
  boolean add(long value) {
    long key = (value >>> WORD_BITS) + 1;
    int place = place(table, key);
    long before = table[place + 1];
    long after = before | 1L << value;
    if (after == before) {
      return false;
    }
    table[place] = key;
    table[place + 1] = after;
    size++;
    if (before == 0 && ++words > table.length / 3) { // Two thirds of the places.
      table = grown(table);
    }
    return true;
  }

  /** Where the word with {@code key} is, or where it belongs. */
  private static int place(long[] table, long key) {
    int last = table.length - 2;
    int place = (int) hash(key - 1) & last;
    while (table[place] != key && table[place] != 0) {
      place = (place + 2) & last;
    }
    return place;
  }

  private static long[] grown(long[] old) {
    long[] table = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int place = place(table, old[i]);
        table[place] = old[i];
        table[place + 1] = old[i + 1];
      }
    }
    return table;
  }

  long size() {
    return size;
  }

  /** What the table takes. */
  long bytes() {
    return 8L * table.length;
  }
}
