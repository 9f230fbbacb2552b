package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.spec.harness.Act;

/**
 * Words of several whole transfers: what the driver keeps from one to the next shows there first,
 * and it may be more states than the driver is allowed to have beyond its machine. Every way to a
 * state comes after every other, and three transfers after each other end in every way.
 */
final class Lives {
  private static final int TRANSFERS = 3;

  private final Machine machine;
  private final ImmutableList<ImmutableList<Letter>> ways;

  Lives(Machine machine) {
    this.machine = machine;
    this.ways = machine.words();
  }

  /** The words, whose letters all fit in the machine. */
  Iterator<ImmutableList<Letter>> words() {
    Stream<List<ImmutableList<Letter>>> pairs = Lists.cartesianProduct(ways, ways).stream();
    Stream<List<ImmutableList<Letter>>> ends =
        Lists.cartesianProduct(Collections.nCopies(TRANSFERS, ends())).stream();
    return Stream.concat(pairs, ends).map(this::life).distinct().iterator();
  }

  /** For each way in which a transfer can end a shortest one. */
  private ImmutableList<ImmutableList<Letter>> ends() {
    Map<ImmutableSet<String>, ImmutableList<Letter>> ends = new LinkedHashMap<>();
    for (ImmutableList<Letter> way : ways) {
      ends.putIfAbsent(end(life(ImmutableList.of(way))), way);
    }
    return ImmutableList.copyOf(ends.values());
  }

  /** What the transfers of a word return. */
  private ImmutableSet<String> end(ImmutableList<Letter> word) {
    ImmutableSet.Builder<String> returned = ImmutableSet.builder();
    int state = 0;
    for (Letter letter : word) {
      Machine.Edge edge = machine.states().get(state).edges().get(letter);
      if (edge == null) {
        return ImmutableSet.of();
      }
      edge.step().does().stream()
          .filter(does -> does.startsWith(Action.RETURN_FROM_ACQUIRE.label()))
          .forEach(returned::add);
      state = edge.next();
    }
    return returned.build();
  }

  /** These one after the other, in a transfer each; what does not fit is left out. */
  private ImmutableList<Letter> life(List<ImmutableList<Letter>> transfers) {
    List<Letter> word = new ArrayList<>();
    int state = 0;
    for (ImmutableList<Letter> transfer : transfers) {
      for (Letter letter : transfer) {
        state = take(state, letter, word);
      }
      for (Letter letter : toTheNext(state)) {
        state = take(state, letter, word);
      }
    }
    return ImmutableList.copyOf(word);
  }

  private int take(int state, Letter letter, List<Letter> word) {
    Machine.Edge edge = machine.states().get(state).edges().get(letter);
    if (edge == null) {
      return state;
    }
    word.add(letter);
    return edge.next();
  }

  /** A shortest way from a state into the next transfer; nothing if there is none. */
  private ImmutableList<Letter> toTheNext(int from) {
    record Way(int state, ImmutableList<Letter> word) {}
    Deque<Way> ways = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    ways.add(new Way(from, ImmutableList.of()));
    while (!ways.isEmpty()) {
      Way way = ways.remove();
      Optional<Letter> next =
          machine.states().get(way.state()).edges().keySet().stream()
              .filter(letter -> letter.move().act() == Act.ACQUIRE_ITEM_DATA)
              .findFirst();
      if (next.isPresent()) {
        return Machine.longer(way.word(), next.get());
      }
      machine
          .states()
          .get(way.state())
          .edges()
          .forEach(
              (letter, edge) -> {
                if (seen.add(edge.next())) {
                  ways.add(new Way(edge.next(), Machine.longer(way.word(), letter)));
                }
              });
    }
    return ImmutableList.of();
  }
}
