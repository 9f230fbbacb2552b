package org.returntoidle.model.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Property.Eventually;
import org.returntoidle.model.engine.Property.Sometimes;
import org.returntoidle.model.engine.StateGraph.Edge;

/** The engine on systems that were made up for it. */
class SystemTest {
  /** A shop: what was baked, what lies there, and whether it is open. */
  private record Shop(boolean open, int baked, int there) {}

  private enum Act {
    OPEN,
    CLOSE,
    BAKE,
    SELL,
    CLEAR
  }

  /** Given by its steps, and by how many cakes it counts to. */
  private record Shops(ImmutableList<Shop> initial, int most, boolean counts, Rules rules)
      implements TransitionSystem<Shop, Act> {

    @Override
    public ImmutableList<Act> actions() {
      return ImmutableList.copyOf(Act.values());
    }

    @Override
    public ImmutableMap<Act, Shop> successors(Shop shop) {
      ImmutableMap.Builder<Act, Shop> after = ImmutableMap.builder();
      rules.steps(shop, most, after);
      return after.buildOrThrow();
    }

    @Override
    public ImmutableList<Counter<Shop>> counters() {
      return counts
          ? ImmutableList.of(
              new Counter<>(most, false, Shop::baked, (s, n) -> new Shop(s.open(), n, s.there())),
              new Counter<>(most, true, Shop::there, (s, n) -> new Shop(s.open(), s.baked(), n)))
          : ImmutableList.of();
    }
  }

  private interface Rules {
    void steps(Shop shop, int most, ImmutableMap.Builder<Act, Shop> after);
  }

  private static void right(Shop s, int most, ImmutableMap.Builder<Act, Shop> after) {
    if (!s.open()) {
      after.put(Act.CLEAR, new Shop(false, s.baked(), 0));
    }
    after.put(s.open() ? Act.CLOSE : Act.OPEN, new Shop(!s.open(), s.baked(), s.there()));
    if (!s.open() && s.baked() < most) {
      after.put(Act.BAKE, new Shop(false, s.baked() + 1, s.there() + 1));
    }
    if (s.open() && s.there() > 0) {
      after.put(Act.SELL, new Shop(true, s.baked(), s.there() - 1));
    }
  }

  private static final Shop MORNING = new Shop(false, 0, 0);

  private static Shops shops(int most, boolean counts, Rules rules) {
    return new Shops(ImmutableList.of(MORNING), most, counts, rules);
  }

  static Stream<Shops> shops() {
    return IntStream.of(0, 1, 2, 3, 7, 20)
        .boxed()
        .flatMap(
            most ->
                Stream.of(
                    shops(most, true, SystemTest::right),
                    shops(most, false, SystemTest::right),
                    new Shops(
                        ImmutableList.of(new Shop(true, most, most), MORNING),
                        most,
                        true,
                        SystemTest::right)));
  }

  /** Asked state by state, without packing. */
  @ParameterizedTest
  @MethodSource("shops")
  void thePackedGraphIsTheGraph(Shops shops) {
    List<Shop> slow = new ArrayList<>(shops.initial());
    Set<Shop> known = new HashSet<>(slow);
    Set<List<Object>> steps = new HashSet<>();
    for (int i = 0; i < slow.size(); i++) {
      for (Map.Entry<Act, Shop> step : shops.successors(slow.get(i)).entrySet()) {
        steps.add(List.of(slow.get(i), step.getKey(), step.getValue()));
        if (known.add(step.getValue())) {
          slow.add(step.getValue());
        }
      }
    }
    StateGraph<Shop, Act> graph = StateGraph.of(shops);
    assertEquals(shops.initial(), graph.initial());
    assertEquals(known, Set.copyOf(graph.states()));
    assertEquals(
        steps,
        graph.edges().stream()
            .map(e -> List.of(graph.states().get(e.from()), e.action(), graph.states().get(e.to())))
            .collect(Collectors.toSet()));
    assertEquals(steps.size(), graph.edgeCount());
    BreadthFirst.Count count = Search.count(shops);
    assertEquals(
        List.of((long) known.size(), (long) steps.size(), graph.depth()),
        List.of(count.states(), count.edges(), count.depth()));
  }

  /**
   * Counting makes the table small: a class for each answer to the questions, not for each state.
   */
  @Test
  void statesThatDifferInCountersShareARow() {
    assertEquals(rows(20), rows(200));
    assertTrue(rows(200) < 20);
  }

  private static int rows(int most) {
    Packed<Shop, Act> packed = new Packed<>(new Table<>(shops(most, true, SystemTest::right)));
    assertEquals((most + 1L) * (most + 2), BreadthFirst.count(packed, 1, n -> {}).states());
    return packed.examplesSeen().size();
  }

  /** Each state is a class: there are more than the 4,096 that were once the limit. */
  @Test
  void thereMayBeManyControls() {
    Shops shops = shops(99, false, SystemTest::right);
    assertEquals(10_100, Search.count(shops).states());
    assertEquals(10_100, StateGraph.of(shops).stateCount());
  }

  /** What cannot be packed is refused, not miscounted. */
  @Test
  void whatDoesNotCountAsItSaysIsRefused() {
    String unlike = "this state does not have the steps of its class";
    String beyond = "counted beyond a bound";
    assertRefused(unlike, (s, n, after) -> after.put(Act.BAKE, s(s.baked() == 4 ? 5 : 9, 0)));
    assertRefused(
        unlike,
        (s, n, after) -> {
          if (s.baked() % 2 == 0) {
            after.put(Act.BAKE, s(s.baked() + 1, 0));
          }
        });
    assertRefused(
        unlike,
        (s, n, after) -> {
          if (s.baked() % 2 == 1) {
            after.put(Act.BAKE, s(s.baked() + 1, 0));
          }
        });
    assertRefused(unlike, (s, n, after) -> after.put(Act.BAKE, s(n - s.baked(), 0)));
    assertRefused(beyond, (s, n, after) -> after.put(Act.BAKE, s(s.baked() + 1, 0)));
    assertRefused(beyond, (s, n, after) -> after.put(Act.BAKE, s(0, s.there() + 1)));
    assertRefused(beyond, (s, n, after) -> after.put(Act.SELL, s(0, s.there() - 1)));
  }

  private static Shop s(int baked, int there) {
    return new Shop(false, baked, there);
  }

  private static void assertRefused(String why, Rules rules) {
    Shops shops = shops(10, true, rules);
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> Search.count(shops));
    assertTrue(String.valueOf(e.getMessage()).startsWith(why), e::toString);
  }

  /** Numbers that count up: by the last of so many actions. */
  private record Line(int length, int names, int counted)
      implements TransitionSystem<Integer, Integer> {
    @Override
    public ImmutableList<Integer> initial() {
      return ImmutableList.of(0);
    }

    @Override
    public ImmutableMap<Integer, Integer> successors(Integer state) {
      return state == length ? ImmutableMap.of() : ImmutableMap.of(names - 1, state + 1);
    }

    @Override
    public ImmutableList<Integer> actions() {
      return IntStream.range(0, names).boxed().collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<Counter<Integer>> counters() {
      Counter<Integer> unused = new Counter<>(Integer.MAX_VALUE, false, s -> 0, (s, n) -> s);
      return IntStream.range(0, counted)
          .mapToObj(i -> unused)
          .collect(ImmutableList.toImmutableList());
    }
  }

  /** A coin that is tossed so often falls on one side or the other; what lies stays so. */
  private record Coin(int tosses, int fanOut) implements BranchingSystem<Shop, Act> {
    @Override
    public ImmutableList<Shop> initial() {
      return ImmutableList.of(MORNING);
    }

    @Override
    public ImmutableList<Act> actions() {
      return ImmutableList.copyOf(Act.values());
    }

    @Override
    public void steps(Shop s, BiConsumer<? super Act, ? super Shop> told) {
      if (s.baked() < tosses) {
        told.accept(Act.BAKE, new Shop(false, s.baked() + 1, s.there()));
        told.accept(Act.BAKE, new Shop(true, s.baked() + 1, s.there()));
      }
    }

    @Override
    public ImmutableList<Counter<Shop>> counters() {
      return ImmutableList.of(
          new Counter<>(tosses, false, Shop::baked, (s, n) -> new Shop(s.open(), n, s.there())));
    }
  }

  /** Whatever is claimed has to hold on each side. */
  @Test
  void oneActionMayLeadToSeveralStates() {
    Coin coin = new Coin(9, 2);
    BreadthFirst.Count count = Search.count(coin);
    assertEquals(List.of(19L, 34L, 9), List.of(count.states(), count.edges(), count.depth()));
    StateGraph<Shop, Act> graph = StateGraph.of(coin);
    assertEquals(19, graph.stateCount());
    assertEquals(34, Set.copyOf(graph.edges()).size());
    assertTrue(graph.leadsTo(s -> true, s -> s.baked() == 9, List.of(Set.of(Act.BAKE))));
    assertFalse(graph.leadsTo(s -> true, Shop::open, List.of(Set.of(Act.BAKE))));
    Always<Shop, Act> closed =
        new Always<>("closed", new Condition.OfSteps<>((s, act, t) -> !t.open()));
    assertEquals(
        ImmutableSet.of(closed), Search.from(Stream.of(MORNING), coin, List.of(closed)).broken());
    assertEquals(1, Search.run(coin, List.of(closed), 1, n -> {}).violations().size());
    assertEquals(
        "this state has too many steps: " + MORNING,
        assertThrows(IllegalStateException.class, () -> Search.count(new Coin(9, 1))).getMessage());
  }

  @Test
  void theLimitsThatRemainAreSaid() {
    assertEquals(8, Search.count(new Line(7, 128, 0)).states());
    assertRefused("more than 128 actions", new Line(7, 129, 0));
    assertEquals(2, Search.count(new Line(1, 1, 2)).states());
    assertEquals(
        "more than 2 controls",
        assertThrows(IllegalStateException.class, () -> Search.count(new Line(2, 1, 2)))
            .getMessage());
    assertRefused("too many counters: 3", new Line(7, 1, 3));
    assertEquals(
        "a counter's greatest value is -1",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Counter<Integer>(-1, false, s -> 0, (s, n) -> s))
            .getMessage());
  }

  private static void assertRefused(String why, Line line) {
    assertEquals(
        why, assertThrows(IllegalArgumentException.class, () -> Search.count(line)).getMessage());
  }

  private static final ImmutableList<ImmutableSet<Act>> FAIR =
      ImmutableList.of(ImmutableSet.of(Act.OPEN), ImmutableSet.of(Act.SELL, Act.CLOSE));
  private static final Always<Shop, Act> NEVER_TOO_MANY =
      new Always<>("never too many", new Condition.OfStates<>(s -> s.there() <= s.baked()));
  private static final Always<Shop, Act> BAKES_WHILE_CLOSED =
      new Always<>(
          "bakes while closed", new Condition.OfSteps<>((s, a, t) -> a != Act.BAKE || !s.open()));
  private static final Sometimes<Shop, Act> SELLS =
      new Sometimes<>("sells", new Condition.OfSteps<>((s, a, t) -> a == Act.SELL));
  private static final Eventually<Shop, Act> OPENS =
      new Eventually<>("opens", s -> !s.open(), Shop::open, FAIR);

  /** The first would be broken by some states of a class, but not by one that can be reached. */
  @Test
  void whatHoldsIsNoViolation() {
    assertEquals(List.of(), violations(NEVER_TOO_MANY, BAKES_WHILE_CLOSED, SELLS, OPENS));
  }

  @Test
  void eachKindOfPropertyCanFail() {
    Always<Shop, Act> noTwo = new Always<>("no two", new Condition.OfStates<>(s -> s.there() < 2));
    Always<Shop, Act> neverSells = new Always<>("never sells", SELLS.condition().negate());
    Always<Shop, Act> open = new Always<>("open", new Condition.OfStates<>(Shop::open));
    Sometimes<Shop, Act> four =
        new Sometimes<>("four", new Condition.OfStates<>(s -> s.there() == 4));
    Sometimes<Shop, Act> bakesWhileOpen =
        new Sometimes<>("bakes while open", BAKES_WHILE_CLOSED.condition().negate());
    Eventually<Shop, Act> allSold =
        new Eventually<>("all sold", s -> s.there() > 0, s -> s.there() == 0, FAIR);
    Eventually<Shop, Act> opensUnforced =
        new Eventually<>("opens", s -> !s.open(), Shop::open, ImmutableList.of());
    assertEquals(
        List.of(
            "no two " + Optional.of(path(Act.BAKE, Act.BAKE)),
            "never sells " + Optional.of(path(Act.BAKE, Act.OPEN, Act.SELL)),
            "open " + Optional.of(path()),
            "four " + Optional.empty(),
            "bakes while open " + Optional.empty(),
            "all sold " + Optional.of(path(Act.BAKE)),
            "opens " + Optional.of(path())),
        violations(
            noTwo,
            NEVER_TOO_MANY,
            neverSells,
            open,
            SELLS,
            four,
            bakesWhileOpen,
            allSold,
            OPENS,
            opensUnforced));
  }

  private static Path<Shop, Act> path(Act... actions) {
    return new Path<>(MORNING, ImmutableList.copyOf(actions));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static List<String> violations(Property<Shop, Act>... properties) {
    return Search.run(shops(3, true, SystemTest::right), List.of(properties), 1, n -> {})
        .violations()
        .stream()
        .map(violation -> violation.property().name() + " " + violation.path())
        .toList();
  }

  @Test
  void aStateInWhichEverythingBeginsCanBeTheOne() {
    Sometimes<Shop, Act> morning =
        new Sometimes<>("morning", new Condition.OfStates<>(MORNING::equals));
    assertEquals(List.of(), violations(morning));
    Line line = new Line(3, 1, 0);
    Always<Integer, Integer> notZero =
        new Always<>("not zero", new Condition.OfStates<>(n -> n != 0));
    Sometimes<Integer, Integer> zero = new Sometimes<>("zero", notZero.condition().negate());
    assertEquals(
        List.of(new Search.Violation<>(notZero, Optional.of(new Path<>(0, ImmutableList.of())))),
        Search.run(line, List.of(notZero, zero), 1, n -> {}).violations());
    assertEquals(Set.of(notZero), Search.from(Stream.of(0, 2), line, List.of(notZero)).broken());
    Shop full = new Shop(true, 3, 3);
    Shops two = new Shops(ImmutableList.of(MORNING, full), 3, true, SystemTest::right);
    StateGraph<Shop, Act> graph = StateGraph.of(two);
    assertEquals(
        Optional.of(new Path<>(full, ImmutableList.of(Act.SELL))),
        graph.shortestPath(new Condition.OfStates<>(s -> s.baked() == 3 && s.there() == 2)));
    assertEquals(
        Optional.of(new Path<>(full, ImmutableList.of())),
        graph.counterexample(
            new Eventually<>(
                "sold", s -> s.there() == 3, s -> s.there() == 0, ImmutableList.of())));
    assertTrue(graph.leadsTo(s -> !s.open(), Shop::open, FAIR));
  }

  @Test
  void aStepCanBeTheAnswer() {
    StateGraph<Shop, Act> graph = StateGraph.of(shops(3, true, SystemTest::right));
    assertTrue(graph.leadsTo(s -> !s.open(), s -> false, Set.of(Act.OPEN), FAIR));
    assertFalse(graph.leadsTo(s -> !s.open(), s -> false, Set.of(Act.CLEAR), FAIR));
    assertFalse(graph.leadsTo(s -> !s.open(), s -> false, FAIR));
    assertThrows(IllegalArgumentException.class, () -> new Table<>(new Line(1, 1, 0)).label(7));
  }

  @Test
  void thePathToAStateLeadsThere() {
    Shops shops = shops(5, true, SystemTest::right);
    StateGraph<Shop, Act> graph = StateGraph.of(shops);
    for (int i = 0; i < graph.stateCount(); i++) {
      Shop shop = MORNING;
      for (Act act : graph.pathTo(i)) {
        shop = Optional.ofNullable(shops.successors(shop).get(act)).orElseThrow();
      }
      assertEquals(graph.states().get(i), shop);
    }
    Edge<Act> first = graph.edges().get(0);
    assertEquals(0, first.from());
  }

  /** To sell out: each sale brings the end nearer. */
  private static final Ranking<Shop, Act> SELL_OUT =
      new Ranking<>(Shop::open, Shop::there, 3, Set.of(Act.SELL));

  @Test
  void aRankingHoldsFromEveryStateOrSaysWhereItDoesNot() {
    Shops shops = shops(3, true, SystemTest::right);
    assertEquals(Set.of(), broken(shops, SELL_OUT, Set.of(Act.SELL, Act.CLOSE)));
    assertEquals(Set.of("stuck"), broken(shops, SELL_OUT, Set.of(Act.SELL)));
    assertEquals(
        Set.of("within"),
        broken(
            shops, new Ranking<>(Shop::open, Shop::there, 2, Set.of(Act.SELL)), Set.of(Act.CLOSE)));
    assertEquals(
        Set.of("decreases"),
        broken(
            shops,
            new Ranking<>(Shop::open, Shop::there, 3, Set.of(Act.CLOSE)),
            Set.of(Act.CLOSE)));
    assertEquals(
        Set.of("grows"),
        broken(shops, new Ranking<>(s -> !s.open(), Shop::there, 3, Set.of()), Set.of(Act.OPEN)));
  }

  private static Set<String> broken(Shops shops, Ranking<Shop, Act> ranking, Set<Act> awaited) {
    List<Shop> every =
        StateGraph.of(new Shops(ImmutableList.of(MORNING), 3, false, SystemTest::right)).states();
    Search.FoundFrom<Shop, Act> found =
        Search.from(
            every.stream(),
            shops,
            List.of(
                ranking.decreases("decreases"),
                ranking.neverGrows("grows"),
                ranking.withinSteps("within"),
                ranking.neverStuck("stuck", shops, awaited::contains)));
    assertEquals(
        List.of(20L, StateGraph.of(shops).edgeCount() + 0L),
        List.of(found.states(), found.edges()));
    return found.broken().stream().map(Always::name).collect(Collectors.toSet());
  }
}
