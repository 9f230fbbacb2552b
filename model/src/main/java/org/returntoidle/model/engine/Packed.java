package org.returntoidle.model.engine;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.returntoidle.model.engine.Table.Place;

/**
 * What one search sees of a {@link Table}: the rows that it needed, each from the first state of
 * its class that it met. The counters may end earlier than the table's own do. Then the states are
 * fewer, and the steps of a class are still the same: they depend on whether there is room, and not
 * on where it ends.
 */
final class Packed<S, A> implements PackedSystem {
  private static final long[] NOT_ASKED = {};

  /** Lets no thread see a row before its contents. */
  private static final VarHandle ROW = MethodHandles.arrayElementVarHandle(long[][].class);

  /** Counters of fewer bits than this have too few values to divide the states by. */
  private static final int REGION_BITS = 12;

  private final Table<S, A> table;

  /** For each question where its counter stands in a number, and the value that answers it no. */
  private final long[] masks;

  private final long[] closed;

  /**
   * For each question what to add where it is answered no, to be in the same class of the table.
   */
  private final long[] missing;

  private final long regions; // A mask.

  /** The steps of each class, as in the table; one that is empty was not asked for yet. */
  private volatile long[][] rows = rows(1 << 10);

  /** The first state of each class that was met. */
  private final List<Long> met = new ArrayList<>();

  /** The whole of {@code table}. */
  Packed(Table<S, A> table) {
    this(table, table.places().stream().map(place -> place.counter().most()).toList());
  }

  /**
   * The same where the counters end earlier.
   *
   * @param most the greatest value of each counter, in their order
   */
  Packed(Table<S, A> table, List<Integer> most) {
    this.table = table;
    long counters = table.places().stream().mapToLong(Place::mask).sum();
    this.regions = Long.bitCount(counters) < REGION_BITS ? -1 : counters;
    this.masks = new long[table.questions()];
    this.closed = new long[masks.length];
    this.missing = new long[masks.length];
    for (int i = 0; i < most.size(); i++) {
      Place<S> place = table.places().get(i);
      Arrays.fill(masks, place.question(), place.question() + place.questions(), place.mask());
      closed[place.question()] = (long) most.get(i) << place.shift();
      missing[place.question()] = (long) (place.counter().most() - most.get(i)) << place.shift();
    }
  }

  @Override
  public long[] initial() {
    return table.initial();
  }

  @Override
  public int fanOut() {
    return table.fanOut();
  }

  @Override
  public int successors(long state, long[] targets) {
    int c = classOf(state);
    long[][] known = rows;
    long[] row = c < known.length ? (long[]) ROW.getAcquire(known, c) : NOT_ASKED;
    if (row.length == 0) {
      row = look(c, state);
    }
    int plain = (int) row[0];
    for (int i = 0; i < plain; i++) {
      targets[i] = state + row[1 + i];
    }
    int n = plain;
    for (int at = 1 + plain; at < row.length; at += 2) {
      targets[n++] = (state & row[at]) + row[at + 1];
    }
    return n;
  }

  /** The counters, if there are enough of them: most steps change the control alone. */
  @Override
  public long region(long state) {
    return state & regions;
  }

  @Override
  public byte[] labels(long state) {
    return table.steps(classOf(state), inTable(state)).labels();
  }

  private synchronized long[] look(int c, long state) {
    if (c < rows.length && rows[c].length > 0) {
      return rows[c]; // Another thread was faster.
    }
    long[] row = table.steps(c, inTable(state)).row();
    met.add(state);
    if (c >= rows.length) {
      long[][] more = rows(Integer.highestOneBit(c) * 2);
      System.arraycopy(rows, 0, more, 0, rows.length);
      rows = more;
    }
    ROW.setRelease(rows, c, row);
    return row;
  }

  private static long[][] rows(int length) {
    long[][] rows = new long[length][];
    Arrays.fill(rows, NOT_ASKED);
    return rows;
  }

  private int classOf(long state) {
    int answers = 0;
    for (int i = 0; i < masks.length; i++) {
      answers |= (state & masks[i]) == closed[i] ? 0 : 1 << i;
    }
    return table.classOf(state, answers);
  }

  /** The state of the same class where a counter that has no room here has none there. */
  private long inTable(long state) {
    long there = state;
    for (int i = 0; i < masks.length; i++) {
      there += (state & masks[i]) == closed[i] ? missing[i] : 0;
    }
    return there;
  }

  /** Of each class that {@link #successors} was asked for the state that it was asked for first. */
  synchronized ImmutableList<S> examplesSeen() {
    return met.stream().map(table::unpack).collect(toImmutableList());
  }
}
