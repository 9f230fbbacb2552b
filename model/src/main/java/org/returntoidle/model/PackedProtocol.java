package org.returntoidle.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.returntoidle.model.engine.PackedSystem;

/**
 * A protocol with its states packed into numbers. It is not a second model: it is a table, made by
 * asking {@link Protocol}, class by class, when a state of the class is met for the first time.
 *
 * <p>A state is its <em>control</em> (everything that is not counted, by its number in a list) and
 * its counters. Guards look at a counter only to ask whether there is room for one more, or
 * anything left. So states with the same control and the same answers to these questions form a
 * <em>class</em>, and have the same steps: each adds to a counter or resets it. The table has these
 * steps, class by class. It is made from the least, the greatest and a middle value of each
 * counter. A protocol that treats these in different ways, or counts beyond a bound, does not fit
 * into such a table: then the search ends with an {@link IllegalStateException}.
 */
final class PackedProtocol implements PackedSystem {
  private static final long[] NOT_ASKED = {};

  /** Lets no thread see a row before its contents. */
  private static final VarHandle ROW = MethodHandles.arrayElementVarHandle(long[][].class);

  private static final int CONTROL_BITS = 12;
  private static final int CONTROL_MASK = (1 << CONTROL_BITS) - 1;

  /** A counted component, its greatest value, and its place in the number. */
  private record Counter(
      ToIntFunction<ProtocolState> get,
      BiConsumer<Draft, Integer> set,
      boolean consumed,
      int most,
      int shift) {

    long mask() {
      return ((1L << bits(most)) - 1) << shift;
    }

    /** The value without room for one more or, of what is consumed, without anything left. */
    long closed() {
      return consumed ? 0 : (long) most << shift;
    }

    /** The closed value, or the least, a middle and the greatest of the others. */
    Set<Integer> examples(boolean open) {
      if (!open) {
        return Set.of(consumed ? 0 : most);
      }
      int least = consumed ? 1 : 0;
      int greatest = consumed ? most : most - 1;
      return least > greatest
          ? Set.of()
          : new TreeSet<>(Arrays.asList(least, (least + greatest) / 2, greatest));
    }

    static int bits(int most) {
      return 32 - Integer.numberOfLeadingZeros(most);
    }
  }

  private final Protocol protocol;
  private final ImmutableList<Counter> counters;
  private final Map<ProtocolState, Integer> numbers = new HashMap<>();
  private final List<ProtocolState> controls = new ArrayList<>();
  private final ImmutableList<Action> actions = ImmutableList.copyOf(Action.values());

  /** Where counter i stands in a number, and the value at which the answer about it is no. */
  private final long[] masks;

  private final long[] closed;

  /**
   * The steps of each class that was asked for, one array each: small, since the memory's speed is
   * what counts. First how many only add; what they add; then for each that resets a counter what
   * it keeps of the state and what it adds to that. An array that is empty was not asked for yet.
   */
  private volatile long[][] rows = rows(1 << 10);

  /** What the table says about one class. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Steps(ProtocolState example, long[] row, byte[] labels) {}

  private final Map<Integer, Steps> steps = new HashMap<>();

  PackedProtocol(Protocol protocol) {
    this.protocol = protocol;
    this.counters = counters(protocol.configuration().bounds());
    this.masks = counters.stream().mapToLong(Counter::mask).toArray();
    this.closed = counters.stream().mapToLong(Counter::closed).toArray();
    number(control(ProtocolState.INITIAL));
  }

  private static ImmutableList<Counter> counters(Bounds bounds) {
    ImmutableList.Builder<Counter> all = ImmutableList.builder();
    int shift = CONTROL_BITS;
    shift = counter(all, shift, bounds.transfers(), s -> s.transfers(), (d, n) -> d.transfers = n);
    shift = counter(all, shift, bounds.readsBeforeLast(), s -> s.bands(), (d, n) -> d.bands = n);
    shift = counter(all, shift, bounds.cancels(), s -> s.cancels(), (d, n) -> d.cancels = n);
    shift = counter(all, shift, bounds.faults(), s -> s.faults(), (d, n) -> d.faults = n);
    if (bounds.cancels().isPresent()) {
      int most = bounds.cancels().getAsInt();
      all.add(new Counter(s -> s.inTransit(), (d, n) -> d.inTransit = n, true, most, shift));
    }
    return all.build();
  }

  private static int counter(
      ImmutableList.Builder<Counter> all,
      int shift,
      OptionalInt bound,
      ToIntFunction<ProtocolState> get,
      BiConsumer<Draft, Integer> set) {
    if (bound.isEmpty()) {
      return shift;
    }
    all.add(new Counter(get, set, false, bound.getAsInt(), shift));
    return shift + Counter.bits(bound.getAsInt());
  }

  private synchronized int number(ProtocolState control) {
    Integer known = numbers.get(control);
    if (known != null) {
      return known;
    }
    if (controls.size() > CONTROL_MASK) {
      throw new IllegalStateException("more than " + controls.size() + " controls");
    }
    controls.add(control);
    numbers.put(control, controls.size() - 1);
    return controls.size() - 1;
  }

  private ProtocolState control(ProtocolState state) {
    Draft draft = new Draft(state);
    counters.forEach(counter -> counter.set().accept(draft, 0));
    return draft.freeze();
  }

  /** States of one class: each counter in turn at all its examples, the others at their first. */
  private List<ProtocolState> examples(ProtocolState control, int answers) {
    List<ProtocolState> found = new ArrayList<>();
    Draft first = new Draft(control);
    List<Set<Integer>> values = new ArrayList<>();
    for (int i = 0; i < counters.size(); i++) {
      Set<Integer> examples = counters.get(i).examples((answers >> i & 1) == 1);
      values.add(examples);
      counters.get(i).set().accept(first, examples.iterator().next());
    }
    found.add(first.freeze());
    for (int i = 0; i < counters.size(); i++) {
      for (int value : values.get(i)) {
        Draft draft = new Draft(found.get(0));
        counters.get(i).set().accept(draft, value);
        if (!found.contains(draft.freeze())) {
          found.add(draft.freeze());
        }
      }
    }
    return found;
  }

  /** One step of a class: from {@code state} to {@code (state & keep) + add}. */
  private record Move(byte label, long keep, long add) {}

  /**
   * The steps of the class that {@code examples} are in.
   *
   * @throws IllegalStateException if they do not have the same steps
   */
  private Steps steps(List<ProtocolState> examples) {
    long[] from = examples.stream().mapToLong(this::pack).toArray();
    List<ImmutableMap<Action, ProtocolState>> after =
        examples.stream().map(protocol::successors).toList();
    List<Move> moves = new ArrayList<>();
    for (Action action : after.get(0).keySet()) {
      long[] to = new long[from.length];
      for (int i = 0; i < to.length; i++) {
        ProtocolState state = after.get(i).get(action);
        to[i] = state == null ? -1 : pack(state);
      }
      moves.add(move(label(action), from, to));
    }
    if (!after.stream().allMatch(steps -> steps.size() == moves.size())) {
      throw notAlike(examples.get(0));
    }
    moves.sort(Comparator.comparing(move -> move.keep() != -1));
    LongStream.Builder row = LongStream.builder();
    row.add(moves.stream().filter(move -> move.keep() == -1).count());
    byte[] labels = new byte[moves.size()];
    for (int i = 0; i < labels.length; i++) {
      Move move = moves.get(i);
      labels[i] = move.label();
      if (move.keep() != -1) {
        row.add(move.keep());
      }
      row.add(move.add());
    }
    return new Steps(examples.get(0), row.build().toArray(), labels);
  }

  /** The one step that leads from each of {@code from} to the number at its place in {@code to}. */
  private Move move(byte label, long[] from, long[] to) {
    long keep = -1;
    for (Counter counter : counters) {
      if (isOne(to, counter.mask()) && !isOne(from, counter.mask())) {
        keep &= ~counter.mask();
      }
    }
    long add = to[0] - (from[0] & keep);
    for (int i = 0; i < from.length; i++) {
      if (to[i] != (from[i] & keep) + add) {
        throw notAlike(unpack(from[i]));
      }
    }
    return new Move(label, keep, add);
  }

  private static boolean isOne(long[] states, long mask) {
    for (long state : states) {
      if (((state ^ states[0]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static IllegalStateException notAlike(ProtocolState state) {
    return new IllegalStateException("this state does not have the steps of its class: " + state);
  }

  @Override
  public long initial() {
    return pack(ProtocolState.INITIAL);
  }

  @Override
  public int fanOut() {
    return actions.size();
  }

  @Override
  public int successors(long state, long[] targets) {
    int c = classOf(state);
    long[][] known = rows;
    long[] row = c < known.length ? (long[]) ROW.getAcquire(known, c) : NOT_ASKED;
    if (row.length == 0) {
      row = make(c).row();
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

  @Override
  public byte[] labels(long state) {
    return make(classOf(state)).labels();
  }

  private synchronized Steps make(int c) {
    Steps known = steps.get(c);
    if (known != null) {
      return known;
    }
    int answers = c & ((1 << masks.length) - 1);
    Steps made = steps(examples(controls.get(c >> masks.length), answers));
    steps.put(c, made);
    if (c >= rows.length) {
      long[][] more = rows(Integer.highestOneBit(c) * 2);
      System.arraycopy(rows, 0, more, 0, rows.length);
      rows = more;
    }
    ROW.setRelease(rows, c, made.row());
    return made;
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
    return ((int) (state & CONTROL_MASK) << masks.length) | answers;
  }

  /** The number of {@code state}. */
  private long pack(ProtocolState state) {
    long packed = number(control(state));
    for (Counter counter : counters) {
      int value = counter.get().applyAsInt(state);
      // An example may have more under way than were asked for; the counter of cancels bounds both.
      if (!counter.consumed() && value > counter.most()) {
        throw new IllegalStateException("counted beyond a bound: " + state);
      }
      packed |= (long) value << counter.shift();
    }
    return packed;
  }

  /** The state with this number. */
  ProtocolState unpack(long state) {
    Draft draft = new Draft(controls.get((int) (state & CONTROL_MASK)));
    for (Counter counter : counters) {
      counter.set().accept(draft, (int) ((state & counter.mask()) >>> counter.shift()));
    }
    return draft.freeze();
  }

  /** The action with this label. */
  Action action(byte label) {
    return actions.get(label);
  }

  /** The label of this action. */
  byte label(Action action) {
    return (byte) actions.indexOf(action);
  }

  /** One state of each class that {@link #successors} was asked for. */
  synchronized ImmutableList<ProtocolState> examplesSeen() {
    return steps.values().stream().map(Steps::example).collect(toImmutableList());
  }
}
