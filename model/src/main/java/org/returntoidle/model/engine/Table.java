package org.returntoidle.model.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A system's steps as a table, and its states packed into numbers. It is not a second model: it is
 * made by asking the {@link BranchingSystem}, class by class, when a state of the class is met for
 * the first time. Making it takes longer than a small search: searches of one system share it.
 *
 * <p>A state is its <em>control</em> (everything that is not counted, by its number in a list) and
 * its counters. What can happen depends on a counter only by whether there is room for one more, or
 * anything left. So states with the same control and the same answers to these questions form a
 * <em>class</em>, and have the same steps: each adds to a counter or sets it. The table has these
 * steps, class by class. It is made from the state that was met, and from the least, the greatest
 * and a middle value of each counter. A system that treats these in different ways, or counts
 * beyond a bound, does not fit into such a table: then the search ends with an {@link
 * IllegalStateException}. Where nothing is counted each state is a class of its own.
 */
public final class Table<S, A> {
  /** A label is a byte that is not negative. */
  private static final int MOST_ACTIONS = 128;

  /**
   * The number of a class has so many bits at most, since it is an index; that of a state so many.
   */
  private static final int CLASS_BITS = 26;

  private static final int STATE_BITS = 63;

  /**
   * A counter, its place in the number of a state, and its first question in that of a class: is
   * there room for one more? Where it is consumed the next question is: is anything left?
   */
  record Place<S>(Counter<S> counter, int shift, int question) {
    long mask() {
      return ((1L << bits()) - 1) << shift;
    }

    int bits() {
      return Integer.SIZE - Integer.numberOfLeadingZeros(counter.most());
    }

    int questions() {
      return counter.consumed() ? 2 : 1;
    }

    /** The least, a middle and the greatest value that has these answers. */
    Set<Integer> examples(int answers) {
      if ((answers >> question & 1) == 0) {
        return Set.of(counter.most());
      }
      if (counter.consumed() && (answers >> (question + 1) & 1) == 0) {
        return Set.of(0);
      }
      int least = counter.consumed() ? 1 : 0;
      int greatest = counter.most() - 1;
      return new TreeSet<>(Arrays.asList(least, least + (greatest - least) / 2, greatest));
    }
  }

  private final BranchingSystem<S, A> system;
  private final ImmutableList<Place<S>> places;

  /** The control is above the counters, so that there is room for many. */
  private final int controlShift;

  private final int questions;

  private final int mostControls;
  private final Map<S, Integer> numbers = new HashMap<>();
  private final List<S> controls = new ArrayList<>();
  private final ImmutableList<A> actions;
  private final ImmutableMap<A, Byte> labels;

  /**
   * What the table says about one class.
   *
   * @param row small, since the memory's speed is what counts. First how many steps only add; what
   *     they add; then for each that sets a counter what it keeps of the state and what it adds to
   *     that
   * @param labels of the steps, in the order of the row
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Steps(long[] row, byte[] labels) {}

  private final Map<Integer, Steps> steps = new HashMap<>();

  /**
   * An empty table of {@code system}.
   *
   * @throws IllegalArgumentException if it has more than 128 actions, or too many counters
   */
  public Table(BranchingSystem<S, A> system) {
    this.system = system;
    this.actions = system.actions();
    this.labels = labels(actions);
    this.places = places(system.counters());
    this.controlShift = places.stream().mapToInt(Place::bits).sum();
    this.questions = places.stream().mapToInt(Place::questions).sum();
    int controlBits = Math.min(STATE_BITS - controlShift, CLASS_BITS - questions);
    if (controlBits < 0) {
      throw new IllegalArgumentException("too many counters: " + places.size());
    }
    this.mostControls = 1 << controlBits;
  }

  private static <A> ImmutableMap<A, Byte> labels(List<A> actions) {
    if (actions.size() > MOST_ACTIONS) {
      throw new IllegalArgumentException("more than " + MOST_ACTIONS + " actions");
    }
    ImmutableMap.Builder<A, Byte> labels = ImmutableMap.builder();
    for (int i = 0; i < actions.size(); i++) {
      labels.put(actions.get(i), (byte) i);
    }
    return labels.buildOrThrow();
  }

  private static <S> ImmutableList<Place<S>> places(List<Counter<S>> counters) {
    ImmutableList.Builder<Place<S>> places = ImmutableList.builder();
    int shift = 0;
    int question = 0;
    for (Counter<S> counter : counters) {
      Place<S> place = new Place<>(counter, shift, question);
      places.add(place);
      shift += place.bits();
      question += place.questions();
    }
    return places.build();
  }

  private synchronized int number(S control) {
    Integer known = numbers.get(control);
    if (known != null) {
      return known;
    }
    if (controls.size() == mostControls) {
      throw new IllegalStateException("more than " + mostControls + " controls");
    }
    controls.add(control);
    numbers.put(control, controls.size() - 1);
    return controls.size() - 1;
  }

  private synchronized S control(int number) {
    return controls.get(number);
  }

  private static <S> S set(Place<S> place, S state, int value) {
    Counter<S> counter = place.counter();
    return counter.value().applyAsInt(state) == value ? state : counter.change().to(state, value);
  }

  /**
   * States of the class of {@code met}: first that, which can be reached; then each counter in turn
   * at all its examples, the others at their first.
   */
  private List<S> examples(S met, int answers) {
    S first = met;
    for (Place<S> place : places) {
      first = set(place, first, place.examples(answers).iterator().next());
    }
    List<S> found = new ArrayList<>(List.of(met));
    for (Place<S> place : places) {
      for (int value : place.examples(answers)) {
        S example = set(place, first, value);
        if (!found.contains(example)) {
          found.add(example);
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
  private Steps steps(List<S> examples) {
    long[] from = examples.stream().mapToLong(this::pack).toArray();
    List<List<Step>> after = examples.stream().map(this::told).toList();
    List<Move> moves = new ArrayList<>();
    for (int n = 0; n < after.get(0).size(); n++) {
      byte label = after.get(0).get(n).label();
      long[] to = new long[from.length];
      for (int i = 0; i < to.length; i++) {
        List<Step> steps = after.get(i);
        to[i] = n < steps.size() && steps.get(n).label() == label ? steps.get(n).to() : -1;
      }
      moves.add(move(label, from, to));
    }
    if (!after.stream().allMatch(steps -> steps.size() == moves.size())) {
      throw notAlike(examples.get(0));
    }
    moves.sort(Comparator.comparing(move -> move.keep() != -1));
    LongStream.Builder row = LongStream.builder();
    row.add(moves.stream().filter(move -> move.keep() == -1).count());
    byte[] by = new byte[moves.size()];
    for (int i = 0; i < by.length; i++) {
      Move move = moves.get(i);
      by[i] = move.label();
      if (move.keep() != -1) {
        row.add(move.keep());
      }
      row.add(move.add());
    }
    return new Steps(row.build().toArray(), by);
  }

  /** A step as the system tells it: its label, and the number of the state after it. */
  private record Step(byte label, long to) {}

  /**
   * The steps from {@code state} by their labels; those with one label as the system tells them.
   */
  private List<Step> told(S state) {
    List<Step> steps = new ArrayList<>();
    system.steps(state, (action, after) -> steps.add(new Step(label(action), pack(after))));
    if (steps.size() > system.fanOut()) {
      throw new IllegalStateException("this state has too many steps: " + state);
    }
    steps.sort(Comparator.comparing(Step::label));
    return steps;
  }

  /** The one step that leads from each of {@code from} to the number at its place in {@code to}. */
  private Move move(byte label, long[] from, long[] to) {
    long keep = -1;
    for (Place<S> place : places) {
      if (isOne(to, place.mask()) && (!isOne(from, place.mask()) || jumps(place, from[0], to[0]))) {
        keep &= ~place.mask();
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

  /** Where there is no room all values are one; what then changes by more than one is set. */
  private static boolean jumps(Place<?> place, long from, long to) {
    return Math.abs((from & place.mask()) - (to & place.mask())) >> place.shift() > 1;
  }

  private static boolean isOne(long[] states, long mask) {
    for (long state : states) {
      if (((state ^ states[0]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static IllegalStateException notAlike(Object state) {
    return new IllegalStateException("this state does not have the steps of its class: " + state);
  }

  /** The system that is asked. */
  BranchingSystem<S, A> system() {
    return system;
  }

  /** The states in which everything begins. */
  long[] initial() {
    return system.initial().stream().mapToLong(this::pack).toArray();
  }

  /** No state has more steps than this. */
  int fanOut() {
    return system.fanOut();
  }

  /** Where each counter stands in the number of a state, and which questions it answers. */
  ImmutableList<Place<S>> places() {
    return places;
  }

  /** How many questions the counters answer together. */
  int questions() {
    return questions;
  }

  /** The number of the class that {@code state} is in if its counters give these answers. */
  int classOf(long state, int answers) {
    return ((int) (state >>> controlShift) << questions) | answers;
  }

  /**
   * The steps of a class.
   *
   * @param c its number
   * @param state one of its states
   */
  synchronized Steps steps(int c, long state) {
    Steps known = steps.get(c);
    if (known == null) {
      known = steps(examples(unpack(state), c & ((1 << questions) - 1)));
      steps.put(c, known);
    }
    return known;
  }

  /** The number of {@code state}. */
  private long pack(S state) {
    S control = state;
    long counted = 0;
    for (Place<S> place : places) {
      int value = place.counter().value().applyAsInt(state);
      if (value < 0 || value > place.counter().most()) {
        throw new IllegalStateException("counted beyond a bound: " + state);
      }
      counted |= (long) value << place.shift();
      control = set(place, control, 0);
    }
    return ((long) number(control) << controlShift) | counted;
  }

  /** The state with this number. */
  S unpack(long state) {
    S unpacked = control((int) (state >>> controlShift));
    for (Place<S> place : places) {
      unpacked = set(place, unpacked, (int) ((state & place.mask()) >>> place.shift()));
    }
    return unpacked;
  }

  /** The action with this label. */
  A action(byte label) {
    return actions.get(label);
  }

  /**
   * The label of this action.
   *
   * @throws IllegalArgumentException if it is not one of the system's
   */
  byte label(A action) {
    Byte label = labels.get(action);
    if (label == null) {
      throw new IllegalArgumentException("the system does not name the action " + action);
    }
    return label;
  }
}
