package org.returntoidle.model.engine;

import java.util.Arrays;

/** A growing array of numbers, open to the classes of this package. */
final class LongList {
  long[] values = new long[16];
  int size;

  /** Makes room for {@code more} further numbers. */
  void reserve(int more) {
    if (values.length - size < more) {
      values = Arrays.copyOf(values, Math.max(size + more, size + size / 2));
    }
  }

  void add(long value) {
    reserve(1);
    values[size++] = value;
  }

  void addAll(long[] others, int n) {
    reserve(n);
    System.arraycopy(others, 0, values, size, n);
    size += n;
  }

  void clear() {
    size = 0;
  }

  long bytes() {
    return 8L * values.length;
  }
}
