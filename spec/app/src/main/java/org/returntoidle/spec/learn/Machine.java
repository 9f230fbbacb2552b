package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.automatalib.automaton.transducer.MealyMachine;

/**
 * A driver as a machine. Its states are numbered in the order in which they are reached, breadth
 * first, so two minimal machines are equal if and only if they do the same.
 *
 * @param states the first one is the beginning
 */
public record Machine(ImmutableList<State> states) {
  /**
   * Where the harness decides.
   *
   * @param edges what each move that fits leads to
   */
  public record State(ImmutableMap<Letter, Edge> edges) {}

  /**
   * What a move leads to.
   *
   * @param step what is seen on the way
   * @param next the number of the state
   */
  public record Edge(Step step, int next) {}

  /** Of a minimal Mealy machine, in which what does not fit changes nothing. */
  static <S> Machine of(MealyMachine<S, Letter, ?, Step> learned, Collection<Letter> letters) {
    return new Numbering<>(learned, letters).machine();
  }

  private static final class Numbering<S, T> {
    private final MealyMachine<S, Letter, T, Step> learned;
    private final Collection<Letter> letters;
    private final Map<S, Integer> numbers = new HashMap<>();
    private final List<S> order = new ArrayList<>();

    Numbering(MealyMachine<S, Letter, T, Step> learned, Collection<Letter> letters) {
      this.learned = learned;
      this.letters = letters;
    }

    Machine machine() {
      S initial = learned.getInitialState();
      if (initial == null) {
        throw new IllegalArgumentException("a machine without a beginning");
      }
      number(initial);
      ImmutableList.Builder<State> states = ImmutableList.builder();
      for (int i = 0; i < order.size(); i++) {
        ImmutableMap.Builder<Letter, Edge> edges = ImmutableMap.builder();
        for (Letter move : letters) {
          T transition = learned.getTransition(order.get(i), move);
          if (transition != null) {
            Step step = learned.getTransitionOutput(transition);
            if (!step.equals(Step.IMPOSSIBLE)) {
              edges.put(move, new Edge(step, number(learned.getSuccessor(transition))));
            }
          }
        }
        states.add(new State(edges.buildOrThrow()));
      }
      return new Machine(states.build());
    }

    private int number(S state) {
      Integer known = numbers.get(state);
      if (known != null) {
        return known;
      }
      order.add(state);
      numbers.put(state, order.size() - 1);
      return order.size() - 1;
    }
  }

  /** How many states it has. */
  public int size() {
    return states.size();
  }

  /** The state after a word; empty if a letter does not fit. */
  Optional<Integer> after(List<Letter> word) {
    int state = 0;
    for (Letter move : word) {
      Edge edge = states.get(state).edges().get(move);
      if (edge == null) {
        return Optional.empty();
      }
      state = edge.next();
    }
    return Optional.of(state);
  }

  /**
   * What the answers to a word tell that this machine answers otherwise.
   *
   * @return a word, at most one letter longer than what it begins with; empty if all is right
   */
  Optional<ImmutableList<Letter>> contradiction(List<Letter> word, List<Step> answers) {
    int state = 0;
    for (int i = 0; i < word.size(); i++) {
      Edge edge = states.get(state).edges().get(word.get(i));
      Step step = answers.get(i);
      if (edge == null && step.equals(Step.IMPOSSIBLE)) {
        continue;
      }
      ImmutableList<Letter> begin = ImmutableList.copyOf(word.subList(0, i + 1));
      if (edge == null || !edge.step().equals(step)) {
        return Optional.of(begin);
      }
      state = edge.next();
      Optional<Letter> other = misfit(state, step);
      if (other.isPresent()) {
        return Optional.of(longer(begin, other.get()));
      }
    }
    return Optional.empty();
  }

  /** Whether this machine does what is seen, as far as that goes. */
  boolean agrees(Player.Stretch seen) {
    if (seen.letters().isEmpty()) {
      return true; // There is no output before the first letter.
    }
    int last = seen.letters().size() - 1;
    Letter letter = seen.letters().get(last);
    Optional<Edge> edge =
        after(seen.letters().subList(0, last))
            .flatMap(state -> Optional.ofNullable(states.get(state).edges().get(letter)));
    return edge.isPresent()
        && seen.isPartOf(edge.get().step())
        && (!seen.whole() || misfit(edge.get().next(), seen.step()).isEmpty());
  }

  /**
   * A move that fits in a state and not after a step that has led there, or the other way round.
   */
  Optional<Letter> misfit(int state, Step step) {
    Set<Letter> here = states.get(state).edges().keySet();
    Set<Letter> there = ImmutableSet.copyOf(step.letters());
    return Sets.symmetricDifference(here, there).stream().findFirst();
  }

  /** A shortest word to each state. */
  ImmutableList<ImmutableList<Letter>> words() {
    Map<Integer, ImmutableList<Letter>> words = new LinkedHashMap<>();
    Deque<Integer> next = new ArrayDeque<>();
    words.put(0, ImmutableList.of());
    next.add(0);
    while (!next.isEmpty()) {
      int state = next.remove();
      ImmutableList<Letter> word = words.getOrDefault(state, ImmutableList.of());
      states
          .get(state)
          .edges()
          .forEach(
              (move, edge) -> {
                if (!words.containsKey(edge.next())) {
                  words.put(edge.next(), longer(word, move));
                  next.add(edge.next());
                }
              });
    }
    return words.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .collect(ImmutableList.toImmutableList());
  }

  static ImmutableList<Letter> longer(List<Letter> word, Letter move) {
    return ImmutableList.<Letter>builderWithExpectedSize(word.size() + 1)
        .addAll(word)
        .add(move)
        .build();
  }

  /** A shortest word to whose last letter two machines answer differently; empty if none is. */
  public static Optional<ImmutableList<Letter>> difference(Machine one, Machine other) {
    record Pair(int one, int other) {}
    record Way(Pair pair, ImmutableList<Letter> word) {}
    Set<Pair> seen = new HashSet<>();
    Deque<Way> next = new ArrayDeque<>();
    Pair begin = new Pair(0, 0);
    seen.add(begin);
    next.add(new Way(begin, ImmutableList.of()));
    while (!next.isEmpty()) {
      Way way = next.remove();
      State left = one.states.get(way.pair().one());
      State right = other.states.get(way.pair().other());
      for (Map.Entry<Letter, Edge> entry : left.edges().entrySet()) {
        ImmutableList<Letter> word = longer(way.word(), entry.getKey());
        Edge mine = entry.getValue();
        Edge theirs = right.edges().get(entry.getKey());
        if (theirs == null || !mine.step().does().equals(theirs.step().does())) {
          return Optional.of(word);
        }
        Pair pair = new Pair(mine.next(), theirs.next());
        if (seen.add(pair)) {
          next.add(new Way(pair, word));
        }
      }
    }
    return Optional.empty();
  }
}
