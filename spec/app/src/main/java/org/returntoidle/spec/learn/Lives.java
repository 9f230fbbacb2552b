package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.spec.harness.Act;

/**
 * Words that are longer than those of the Wp method: what a driver keeps from one transfer to the
 * next, or counts, may be more states than it is allowed to have beyond its machine. Every way to a
 * state comes after every other, three transfers after each other end in every way, and what leads
 * back to a state comes again and again, followed by each letter that fits then.
 */
final class Lives {
  private static final int TRANSFERS = 3;

  private static final int TIMES = 4;

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
    return Stream.concat(Stream.concat(pairs, ends).map(this::life), repeated())
        .distinct()
        .iterator();
  }

  private Stream<ImmutableList<Letter>> repeated() {
    return IntStream.range(0, machine.size())
        .boxed()
        .flatMap(
            state ->
                machine.states().get(state).edges().keySet().stream()
                    .flatMap(letter -> repeated(state, letter).stream()));
  }

  /** A letter again and again, if at most one other leads back to where it fits; then each. */
  private ImmutableList<ImmutableList<Letter>> repeated(int state, Letter letter) {
    int after = next(state, letter);
    ImmutableMap<Letter, Machine.Edge> edges = machine.states().get(after).edges();
    Optional<Letter> back =
        edges.keySet().stream().filter(other -> next(after, other) == state).findFirst();
    if (after != state && back.isEmpty()) {
      return ImmutableList.of();
    }
    List<Letter> word = new ArrayList<>(ways.get(state));
    for (int i = 1; i < TIMES; i++) {
      word.add(letter);
      back.filter(other -> after != state).ifPresent(word::add);
    }
    word.add(letter);
    return edges.keySet().stream()
        .map(last -> Machine.longer(word, last))
        .collect(ImmutableList.toImmutableList());
  }

  private int next(int state, Letter letter) {
    Machine.Edge edge = machine.states().get(state).edges().get(letter);
    return edge == null ? state : edge.next();
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
      for (Letter letter : to(state, Lives::begins)) {
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

  private static boolean begins(Letter letter) {
    return letter.move().act() == Act.ACQUIRE_ITEM_DATA;
  }

  /** A shortest way from a state that ends with such a letter; nothing if there is none. */
  private ImmutableList<Letter> to(int from, Predicate<Letter> last) {
    record Way(int state, ImmutableList<Letter> word) {}
    Deque<Way> ways = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    ways.add(new Way(from, ImmutableList.of()));
    while (!ways.isEmpty()) {
      Way way = ways.remove();
      ImmutableMap<Letter, Machine.Edge> edges = machine.states().get(way.state()).edges();
      Optional<Letter> next = edges.keySet().stream().filter(last).findFirst();
      if (next.isPresent()) {
        return Machine.longer(way.word(), next.get());
      }
      edges.forEach(
          (letter, edge) -> {
            if (seen.add(edge.next())) {
              ways.add(new Way(edge.next(), Machine.longer(way.word(), letter)));
            }
          });
    }
    return ImmutableList.of();
  }
}
