package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.returntoidle.model.Action;
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.harness.Act;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Move;
import org.returntoidle.spec.rules.Memory;
import org.returntoidle.spec.rules.Reading;

/**
 * A machine and the judge side by side, as far as both can come: where the machine stands, and what
 * the judge remembers. Each place is reached, and each way out of it taken, once by the driver
 * itself. So what is found is a run of the driver; and if the driver is this machine, nothing else
 * can be found, however long the runs.
 */
final class Product {
  /** More are not looked at: then something grows without end. */
  private static final int MOST = 100_000;

  /** No device ends these by itself, and no cancel waits for it. */
  private static final Set<Act> UP_TO_THE_DEVICE =
      Sets.immutableEnumSet(Act.READ_BAND, Act.READ_NOT_READY);

  /** More calls than one transfer may make. */
  private static final int LONG = 2_100;

  private final Machine machine;
  private final Answers answers;
  private final Reading reading;
  private final Map<Place, Integer> numbers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Set<TransferState>> states;
  private List<Move> differs = List.of();

  private record Place(int state, Memory memory) {}

  /** A place, and the first way to it. */
  private record Node(Place place, ImmutableList<Move> word, Map<Move, Integer> next) {}

  /** Of a machine that the answers so far do not contradict. */
  Product(Machine machine, Answers answers, Reading reading) {
    this.machine = machine;
    this.answers = answers;
    this.reading = reading;
    this.states = Stream.generate(Product::noStates).limit(machine.size()).toList();
  }

  private static Set<TransferState> noStates() {
    return EnumSet.noneOf(TransferState.class);
  }

  /** How many places there are. */
  int size() {
    return nodes.size();
  }

  /** In which states of the documents a state of the machine is, as the judge sees it. */
  ImmutableList<Set<TransferState>> states() {
    return ImmutableList.copyOf(states);
  }

  /**
   * Walks all places.
   *
   * @return a word that the machine answers otherwise than the driver, if one is met
   */
  Optional<List<Move>> walk() {
    answers.each(
        ImmutableList.of(ImmutableList.of()),
        (word, run, answer) -> number(word, 0, Memory.of(run, 0, reading)));
    int from = 0;
    while (from < nodes.size() && differs.isEmpty()) {
      int end = nodes.size();
      Map<ImmutableList<Move>, Integer> words = new LinkedHashMap<>();
      for (int i = from; i < end; i++) {
        Node node = nodes.get(i);
        for (Move move : machine.states().get(node.place().state()).edges().keySet()) {
          words.put(Machine.longer(node.word(), move), i);
        }
      }
      answers.each(words.keySet(), (word, run, answer) -> take(words, word, run, answer));
      from = end;
      if (nodes.size() > MOST) {
        throw new UnboundedException();
      }
    }
    return differs.isEmpty() ? loop() : Optional.of(differs);
  }

  /** What the judge remembers of this driver has no end. */
  static final class UnboundedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnboundedException() {
      super("machine and judge have more than " + MOST + " places together");
    }
  }

  private void take(
      Map<ImmutableList<Move>, Integer> words,
      ImmutableList<Move> word,
      Execution run,
      Player.Answer answer) {
    if (!differs.isEmpty()) {
      return;
    }
    int length = word.size();
    Optional<ImmutableList<Move>> other =
        answer.steps().size() < length
            ? Optional.of(word)
            : machine.contradiction(word, answer.steps());
    if (other.isPresent()) {
      differs = other.get();
      return;
    }
    Memory memory = Memory.of(run, answer.events().get(length - 1), reading);
    int next = number(word, machine.after(word).orElseThrow(), memory);
    Node before = nodes.get(words.getOrDefault(word, 0));
    before.next().put(word.get(length - 1), next);
  }

  private int number(ImmutableList<Move> word, int state, Memory memory) {
    Place place = new Place(state, memory);
    memory.state().ifPresent(states.get(state)::add);
    return numbers.computeIfAbsent(
        place,
        one -> {
          nodes.add(new Node(place, word, new LinkedHashMap<>()));
          return nodes.size() - 1;
        });
  }

  /**
   * A way on which a transfer goes on for ever although the environment is fair: no cancel and no
   * fault comes any more, and the device ends its image, unless the driver is to end by itself.
   *
   * @return a word that the machine answers otherwise than the driver; if it does not, the driver
   *     goes on for so long that the judge has seen it
   */
  private Optional<List<Move>> loop() {
    for (boolean toEnd : new boolean[] {true, false}) {
      Optional<List<Move>> endless = endless(toEnd);
      if (endless.isPresent()) {
        List<Move> word = endless.get();
        Optional<ImmutableList<Move>> other = machine.contradiction(word, answers.answer(word));
        if (other.isPresent()) {
          return Optional.of(other.get());
        }
      }
    }
    return Optional.empty();
  }

  private Optional<List<Move>> endless(boolean toEnd) {
    Map<Integer, Map<Move, Integer>> left = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Map<Move, Integer> ways = new LinkedHashMap<>();
      if (!toEnd || nodes.get(i).place().memory().isToEnd()) {
        int state = nodes.get(i).place().state();
        nodes
            .get(i)
            .next()
            .forEach(
                (move, next) -> {
                  if (isFair(state, move, toEnd)) {
                    ways.put(move, next);
                  }
                });
      }
      left.put(i, ways);
    }
    while (left.values().removeIf(Map::isEmpty)) {
      left.values().forEach(ways -> ways.values().removeIf(next -> !left.containsKey(next)));
    }
    return left.keySet().stream().findFirst().map(node -> around(left, node));
  }

  private boolean isFair(int state, Move move, boolean toEnd) {
    Machine.Edge edge = machine.states().get(state).edges().get(move);
    return edge != null
        && !move.isEvent()
        && (toEnd || !UP_TO_THE_DEVICE.contains(move.act()))
        && edge.step().does().stream()
            .noneMatch(word -> word.startsWith(Action.RETURN_FROM_ACQUIRE.label()));
  }

  /** From a node, from which one can go on for ever, into a circle and round it for long. */
  private List<Move> around(Map<Integer, Map<Move, Integer>> left, int from) {
    List<Move> word = new ArrayList<>(nodes.get(from).word());
    int node = from;
    for (int i = 0; i < LONG + nodes.size(); i++) {
      Map<Move, Integer> ways = left.getOrDefault(node, Map.of());
      Map.Entry<Move, Integer> way = ways.entrySet().iterator().next();
      word.add(way.getKey());
      node = way.getValue();
    }
    return word;
  }
}
