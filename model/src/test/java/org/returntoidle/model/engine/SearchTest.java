package org.returntoidle.model.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on systems that have nothing to do with the protocol. */
class SearchTest {
  private static final byte A = 0;
  private static final byte B = 1;
  private static final byte C = 2;

  /** A graph given by its edges: from, label, to. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Given(int[][] edges) implements PackedSystem {
    @Override
    public long[] initial() {
      return new long[] {0};
    }

    @Override
    public int fanOut() {
      return edges.length;
    }

    @Override
    public int successors(long state, long[] targets) {
      int n = 0;
      for (int[] edge : edges) {
        if (edge[0] == state) {
          targets[n++] = edge[2];
        }
      }
      return n;
    }

    @Override
    public byte[] labels(long state) {
      List<Byte> labels = new ArrayList<>();
      for (int[] edge : edges) {
        if (edge[0] == state) {
          labels.add((byte) edge[1]);
        }
      }
      byte[] array = new byte[labels.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = labels.get(i);
      }
      return array;
    }
  }

  /** All pairs of numbers below {@code n}, from which one can count up either. */
  private record Grid(int n) implements PackedSystem {
    @Override
    public long[] initial() {
      return new long[] {0};
    }

    @Override
    public int fanOut() {
      return 2;
    }

    @Override
    public int successors(long state, long[] targets) {
      int found = 0;
      if (state % n < n - 1) {
        targets[found++] = state + 1;
      }
      if (state / n < n - 1) {
        targets[found++] = state + n;
      }
      return found;
    }

    @Override
    public byte[] labels(long state) {
      return state % n < n - 1 && state / n < n - 1 ? new byte[] {A, B} : new byte[] {A};
    }
  }

  @Tag("ci")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 64})
  void aGridHasAsManyStatesAndStepsAsItMust(int workers) {
    int n = 700;
    List<Long> progress = new ArrayList<>();
    BreadthFirst.Count count = BreadthFirst.count(new Grid(n), workers, progress::add);
    assertEquals((long) n * n, count.states());
    assertEquals(2L * n * (n - 1), count.edges());
    assertEquals(2 * (n - 1), count.depth());
    assertTrue(count.bytes() < 24 * count.states());
    assertEquals(count.states(), progress.get(progress.size() - 1));
  }

  /** From 0 to each of many; asked for the steps from the last it throws. */
  private record Fan(int n) implements PackedSystem {
    @Override
    public long[] initial() {
      return new long[] {0};
    }

    @Override
    public int fanOut() {
      return n;
    }

    @Override
    public int successors(long state, long[] targets) {
      if (state == n) {
        throw new IllegalStateException("the last of " + n);
      }
      if (state > 0) {
        return 0;
      }
      Arrays.setAll(targets, i -> i + 1);
      return n;
    }

    @Override
    public byte[] labels(long state) {
      return new byte[n];
    }
  }

  /** What a worker throws ends the search, and whoever asked is told. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whatAWorkerThrowsIsThrown(int workers) {
    assertEquals(
        "the last of 10000",
        assertThrows(
                IllegalStateException.class,
                () -> BreadthFirst.count(new Fan(10_000), workers, states -> {}))
            .getMessage());
  }

  @Test
  void theGraphHasTheSameFiguresAndShortestPaths() {
    PackedGraph graph = PackedGraph.of(new Grid(60));
    assertEquals(3600, graph.states());
    assertEquals(2 * 60 * 59, graph.edges());
    assertEquals(2 * 59, graph.depth());
    for (int i = 0; i < graph.states(); i++) {
      assertEquals(graph.state(i) % 60 + graph.state(i) / 60, graph.pathTo(i).length);
    }
  }

  @Test
  void selfLoopsAreStepsAndLabelsStayWithTheirSteps() {
    PackedGraph graph = PackedGraph.of(new Given(new int[][] {{0, C, 0}, {0, A, 7}, {7, B, 0}}));
    assertEquals(2, graph.states());
    assertEquals(3, graph.edges());
    assertEquals(C, graph.label(graph.firstEdge(0)));
    assertArrayEquals(new byte[] {A}, graph.pathTo(1));
    BreadthFirst.Count count =
        BreadthFirst.count(new Given(new int[][] {{0, C, 0}, {0, A, 7}, {7, B, 0}}), 1, n -> {});
    assertEquals(3, count.edges());
  }

  @Test
  void aSetOfNumbersIsASet() {
    Random random = new Random(7);
    LongSet set = new LongSet();
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      long value = random.nextInt(120_000) * (1L << random.nextInt(40));
      assertEquals(expected.add(value), set.add(value));
    }
    assertEquals(expected.size(), set.size());
    long high = 1L << 61;
    long[] batch = {high, high + 1, high, high + 2, 9};
    assertEquals(3, set.addAll(batch, 4));
    assertArrayEquals(new long[] {high, high + 1, high + 2}, Arrays.copyOf(batch, 3));
    assertEquals(0, set.addAll(new long[] {high, high + 1, high + 2}, 3));
  }

  // A turns 0 into 1, B turns 1 into 2; C is a way round and back.
  private static final int[][] LINE = {{0, A, 1}, {1, B, 2}};
  private static final int[][] ROUND = {{0, A, 1}, {1, B, 2}, {1, C, 3}, {3, C, 1}};

  @Test
  void withoutFairnessABehaviourMayStandStill() {
    assertEquals(Optional.of(List.of()), counterexample(LINE, List.of()));
    assertEquals(Optional.of(List.of(A)), counterexample(LINE, List.of(set(A))));
    assertEquals(Optional.empty(), counterexample(LINE, List.of(set(A), set(B))));
    assertEquals(Optional.empty(), counterexample(LINE, List.of(set(A, B))));
  }

  /** B can happen again and again, but not all the time: weak fairness does not force it. */
  @Test
  void weakFairnessDoesNotForceWhatCanOnlyHappenNowAndThen() {
    assertEquals(Optional.of(2), component(ROUND, List.of(set(A), set(B), set(C))));
    assertEquals(Optional.empty(), counterexample(LINE, List.of(set(A), set(B), set(C))));
    // B together with C in one assumption: it is served by C alone.
    assertEquals(Optional.of(2), component(ROUND, List.of(set(A), set(B, C))));
    // If B can happen in 3, too, it can always happen, and must.
    int[][] always = {{0, A, 1}, {1, B, 2}, {1, C, 3}, {3, C, 1}, {3, B, 2}};
    assertEquals(Optional.empty(), component(always, List.of(set(A), set(B))));
    assertEquals(Optional.of(2), component(always, List.of(set(A), set(C))));
  }

  @Test
  void aStepMayCountAsTheAnswer() {
    PackedGraph graph = PackedGraph.of(new Given(ROUND));
    BitSet one = new BitSet();
    one.set(index(graph, 1));
    BitSet none = new BitSet();
    List<BitSet> fair = List.of(set(A), set(C));
    assertTrue(LeadsTo.check(graph, one, none, set(), fair).isPresent());
    assertTrue(LeadsTo.check(graph, one, none, set(C), fair).isPresent(), "after B nothing more");
    assertTrue(LeadsTo.check(graph, one, none, set(B, C), fair).isEmpty());
  }

  /** What was owed before q is not owed after it. */
  @Test
  void whatWasAnsweredIsNotOwed() {
    PackedGraph graph = PackedGraph.of(new Given(new int[][] {{0, A, 1}, {1, A, 2}}));
    BitSet p = new BitSet();
    p.set(index(graph, 0));
    BitSet q = new BitSet();
    q.set(index(graph, 1));
    assertEquals(Optional.empty(), LeadsTo.check(graph, p, q, set(), List.of(set(A))));
    assertTrue(LeadsTo.check(graph, q, p, set(), List.of(set(A))).isPresent());
  }

  /** "0 leads to 2" on a graph. */
  private static Optional<LeadsTo.Counterexample> check(int[][] edges, List<BitSet> fair) {
    PackedGraph graph = PackedGraph.of(new Given(edges));
    BitSet p = new BitSet();
    p.set(index(graph, 0));
    BitSet q = new BitSet();
    q.set(index(graph, 2));
    return LeadsTo.check(graph, p, q, set(), fair);
  }

  private static Optional<List<Byte>> counterexample(int[][] edges, List<BitSet> fair) {
    return check(edges, fair).map(LeadsTo.Counterexample::path);
  }

  private static Optional<Integer> component(int[][] edges, List<BitSet> fair) {
    return check(edges, fair).map(LeadsTo.Counterexample::component);
  }

  private static int index(PackedGraph graph, long state) {
    for (int i = 0; i < graph.states(); i++) {
      if (graph.state(i) == state) {
        return i;
      }
    }
    throw new IllegalArgumentException("no state " + state);
  }

  private static BitSet set(byte... labels) {
    BitSet set = new BitSet();
    for (byte label : labels) {
      set.set(label);
    }
    return set;
  }

  @Test
  void aListGrowsAndKeepsWhatItHas() {
    LongList list = new LongList();
    for (long i = 0; i < 3_000; i++) {
      list.add(i);
    }
    long[] more = LongStream.range(3_000, 20_000).toArray();
    list.addAll(more, more.length);
    assertEquals(20_000, list.size);
    for (int i = 0; i < list.size; i++) {
      assertEquals(i, list.values[i]);
    }
  }

  @Test
  void aVisitTakesTheMemoryOfItsTablesAndOfTwoLevels() {
    LongSet one = new LongSet();
    one.add(0);
    BreadthFirst.Count count =
        BreadthFirst.count(new Given(new int[][] {{0, A, 0}}), 1, states -> {});
    assertEquals(1, count.states());
    assertEquals(one.bytes() + 2 * 8, count.bytes());
    assertTrue(one.bytes() >= 8);
  }
}
