package org.returntoidle.tla;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TLC's state graph, read from its dot dump. A state is the text of its variables in alphabetical
 * order. Anything in the dump that is not understood is an error, never skipped.
 *
 * @param initial the initial states
 * @param states all states
 * @param edges all steps
 * @param result the run that wrote the dump
 */
record TlcGraph(
    ImmutableSet<String> initial,
    ImmutableSet<String> states,
    ImmutableSet<GraphEdge> edges,
    TlcResult result) {

  private static final Pattern NODE =
      Pattern.compile("(-?\\d+) \\[label=\"(.*?)\"(,style = filled)?\\];?");
  private static final Pattern EDGE =
      Pattern.compile("(-?\\d+) -> (-?\\d+) \\[label=\"(\\w+)\".*\\];");
  private static final Pattern RANK = Pattern.compile("\\{rank = same;( ?-?\\d+;)+\\}");
  private static final ImmutableSet<String> FRAME =
      ImmutableSet.of(
          "strict digraph DiskGraph {",
          "nodesep=0.35;",
          "subgraph cluster_graph {",
          "color=\"white\";",
          "}",
          "");

  static TlcGraph read(Path dump, TlcResult result) throws IOException {
    return read(Files.readAllLines(dump), result);
  }

  /**
   * Reads the lines of a dump.
   *
   * @throws IOException if a line is not understood, an edge dangles, or the dump is cut off
   */
  static TlcGraph read(List<String> lines, TlcResult result) throws IOException {
    Map<String, String> nodes = new HashMap<>();
    Set<String> initial = new HashSet<>();
    List<String[]> steps = new ArrayList<>();
    int closed = 0;
    for (String line : lines) {
      Matcher node = NODE.matcher(line);
      Matcher edge = EDGE.matcher(line);
      if (edge.matches()) {
        steps.add(new String[] {edge.group(1), edge.group(3), edge.group(2)});
      } else if (node.matches()) {
        String state = canonical(node.group(2));
        nodes.put(node.group(1), state);
        if (node.group(3) != null) {
          initial.add(state);
        }
      } else if (!FRAME.contains(line.strip()) && !RANK.matcher(line.strip()).matches()) {
        throw new IOException("line not understood in the graph dump: " + line);
      }
      closed = line.strip().equals("}") ? closed + 1 : closed;
    }
    if (closed != 2) {
      throw new IOException("the graph dump is cut off");
    }
    ImmutableSet.Builder<GraphEdge> edges = ImmutableSet.builder();
    for (String[] step : steps) {
      edges.add(new GraphEdge(known(nodes, step[0]), step[1], known(nodes, step[2])));
    }
    return new TlcGraph(
        ImmutableSet.copyOf(initial), ImmutableSet.copyOf(nodes.values()), edges.build(), result);
  }

  private static String known(Map<String, String> nodes, String id) throws IOException {
    String state = nodes.get(id);
    if (state == null) {
      throw new IOException("an edge of the graph dump names the unknown state " + id);
    }
    return state;
  }

  /** {@code /\ x = 1\n/\ y = "a"} as {@code x = 1, y = "a"}, sorted by variable. */
  private static String canonical(String label) {
    String plain = label.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    return String.join(
        ", ",
        new TreeSet<>(
            Arrays.stream(plain.split("\n", -1))
                .map(line -> line.strip().replaceFirst("^/\\\\ ", ""))
                .toList()));
  }
}
