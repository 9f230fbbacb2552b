package org.returntoidle.spec.learn;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
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

  /** More calls than one transfer may make. */
  private static final int LONG = 2_100;

  /** Of a word that does not fit; then the machine is another one. */
  private static final Memory NONE = new Memory("", Optional.empty(), false);

  private final Machine machine;
  private final Answers answers;
  private final Reading reading;
  private final Map<ImmutableList<Letter>, Memory> memories;
  private final Map<Place, Integer> numbers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Set<TransferState>> states;
  private ImmutableList<Letter> differs = ImmutableList.of();

  private record Place(int state, Memory memory) {}

  /** A place, and the first way to it. */
  private record Node(Place place, ImmutableList<Letter> word, Map<Letter, Integer> next) {}

  /**
   * Of a machine that the answers so far do not contradict.
   *
   * @param memories what the judge remembers after words that were run before; it grows
   */
  Product(
      Machine machine,
      Answers answers,
      Reading reading,
      Map<ImmutableList<Letter>, Memory> memories) {
    this.memories = memories;
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
  Optional<ImmutableList<Letter>> walk() {
    number(ImmutableList.of(), 0, memories(ImmutableList.of(ImmutableList.of())).get(0));
    int from = 0;
    while (from < nodes.size() && differs.isEmpty()) {
      int end = nodes.size();
      List<ImmutableList<Letter>> words = new ArrayList<>();
      List<Integer> nodesBefore = new ArrayList<>();
      for (int i = from; i < end; i++) {
        Node node = nodes.get(i);
        for (Letter move : machine.states().get(node.place().state()).edges().keySet()) {
          words.add(Machine.longer(node.word(), move));
          nodesBefore.add(i);
        }
      }
      List<Memory> after = memories(words);
      for (int i = 0; i < words.size() && differs.isEmpty(); i++) {
        take(nodesBefore.get(i), words.get(i), after.get(i));
      }
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

  /** What the judge remembers after each of some words; those that were not run are. */
  private List<Memory> memories(List<ImmutableList<Letter>> words) {
    answers.each(
        Iterables.filter(words, word -> !memories.containsKey(word)),
        (word, run, stretch) -> memories.put(word, Memory.of(run, stretch.events(), reading)));
    return words.stream().map(word -> memories.getOrDefault(word, NONE)).toList();
  }

  private void take(int before, ImmutableList<Letter> word, Memory memory) {
    Optional<ImmutableList<Letter>> other = machine.contradiction(word, answers.answer(word));
    if (other.isPresent()) {
      differs = other.get();
      return;
    }
    int next = number(word, machine.after(word).orElseThrow(), memory);
    nodes.get(before).next().put(word.get(word.size() - 1), next);
  }

  private int number(ImmutableList<Letter> word, int state, Memory memory) {
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
   * A way on which a transfer goes on for ever although it is to end: a cancel or an error was
   * observed, and nothing extraordinary comes any more. That the device goes on for ever is fair
   * then. Where nothing has been observed it ends its image, and the harness sees whoever goes on.
   *
   * @return a word that the machine answers otherwise than the driver; if it does not, the driver
   *     goes on for so long that the judge has seen it
   */
  private Optional<ImmutableList<Letter>> loop() {
    Optional<List<Letter>> endless = endless();
    return endless // It is long: one run tells whether the driver is on that way, and how far.
        .map(ImmutableList::copyOf)
        .flatMap(word -> answers.first(Iterators.singletonIterator(word), machine::agrees))
        .flatMap(word -> machine.contradiction(word, answers.answer(word)));
  }

  private Optional<List<Letter>> endless() {
    Map<Integer, Map<Letter, Integer>> left = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Map<Letter, Integer> ways = new LinkedHashMap<>();
      if (nodes.get(i).place().memory().isToEnd()) {
        int state = nodes.get(i).place().state();
        nodes
            .get(i)
            .next()
            .forEach(
                (move, next) -> {
                  if (isFair(state, move)) {
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

  private boolean isFair(int state, Letter move) {
    Machine.Edge edge = machine.states().get(state).edges().get(move);
    return edge != null
        && Letter.isRegular(move.move())
        && edge.step().does().stream()
            .noneMatch(word -> word.startsWith(Action.RETURN_FROM_ACQUIRE.label()));
  }

  /** From a node, from which one can go on for ever, into a circle and round it for long. */
  private List<Letter> around(Map<Integer, Map<Letter, Integer>> left, int from) {
    List<Letter> word = new ArrayList<>(nodes.get(from).word());
    int node = from;
    for (int i = 0; i < LONG + nodes.size(); i++) {
      Map<Letter, Integer> ways = left.getOrDefault(node, Map.of());
      Map.Entry<Letter, Integer> way = ways.entrySet().iterator().next();
      word.add(way.getKey());
      node = way.getValue();
    }
    return word;
  }
}
