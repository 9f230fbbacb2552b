package org.returntoidle.tla.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The dump's reader refuses what it does not understand: a lenient reader would hide a change. */
class TlcGraphTest {
  private static final TlcResult RESULT =
      new TlcResult(
          0,
          2193,
          TlcResult.Outcome.HOLDS,
          "2.18",
          1,
          2,
          2,
          1,
          Optional.empty(),
          ImmutableList.of(),
          ImmutableList.of(),
          Optional.empty(),
          "",
          0);
  private static final ImmutableList<String> DUMP =
      ImmutableList.of(
          "strict digraph DiskGraph {",
          "nodesep=0.35;",
          "subgraph cluster_graph {",
          "color=\"white\";",
          "-5 [label=\"/\\\\ y = \\\"a\\\"\\n/\\\\ x = 0\",style = filled]",
          "-5 -> 7 [label=\"Go\",color=\"black\",fontcolor=\"black\"];",
          "7 [label=\"/\\\\ x = 1\\n/\\\\ y = \\\"a\\\"\"];",
          "{rank = same; -5;}",
          "}",
          "}");

  @Test
  void aRankMayHaveAnyNumberOfStates() throws IOException {
    List<String> lines = new ArrayList<>(DUMP);
    int rank = lines.indexOf("{rank = same; -5;}");
    lines.set(rank, "{rank = same;" + " -5;".repeat(100_000) + "}");
    assertEquals(TlcGraph.read(DUMP, RESULT).states(), TlcGraph.read(lines, RESULT).states());
  }

  @Test
  void statesAreReadInOneOrderOfVariables() throws IOException {
    TlcGraph graph = TlcGraph.read(DUMP, RESULT);
    assertEquals(ImmutableSet.of("x = 0, y = \"a\""), graph.initial());
    assertEquals(
        ImmutableMultiset.of(new GraphEdge("x = 0, y = \"a\"", "Go", "x = 1, y = \"a\"")),
        graph.edges());
  }

  @Test
  void aTruncatedDumpIsRefused() {
    IOException e =
        assertThrows(
            IOException.class, () -> TlcGraph.read(DUMP.subList(0, DUMP.size() - 1), RESULT));
    assertEquals("the graph dump is cut off", e.getMessage());
  }

  @Test
  void aDanglingEdgeIsRefused() {
    List<String> lines = new ArrayList<>(DUMP);
    lines.remove(6);
    IOException e = assertThrows(IOException.class, () -> TlcGraph.read(lines, RESULT));
    assertEquals("line 6: the edge names the unknown state 7", e.getMessage());
  }

  @Test
  void anUnknownLineIsRefused() {
    List<String> lines = new ArrayList<>(DUMP);
    lines.add(6, "7 -> 7 [style=\"dashed\"];");
    IOException e = assertThrows(IOException.class, () -> TlcGraph.read(lines, RESULT));
    assertEquals(
        "line 7 of the graph dump is not understood: 7 -> 7 [style=\"dashed\"];", e.getMessage());
  }

  @Test
  void aStateWithoutAVariableIsRefused() {
    List<String> lines = new ArrayList<>(DUMP);
    lines.set(6, "7 [label=\"/\\\\ x = 1\"];");
    IOException e = assertThrows(IOException.class, () -> TlcGraph.read(lines, RESULT));
    assertEquals("line 7: the state has [x], others have [x, y]", e.getMessage());
  }

  @Test
  void aStateThatIsGivenTwiceWithDifferentValuesIsRefused() {
    List<String> lines = new ArrayList<>(DUMP);
    lines.add(7, "7 [label=\"/\\\\ x = 2\\n/\\\\ y = \\\"a\\\"\"];");
    IOException e = assertThrows(IOException.class, () -> TlcGraph.read(lines, RESULT));
    assertEquals("line 8: the state 7 was another one before", e.getMessage());
  }
}
