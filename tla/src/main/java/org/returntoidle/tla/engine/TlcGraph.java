package org.returntoidle.tla.engine;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * TLC's state graph, read from its dot dump. A state is the text of its variables in alphabetical
 * order. Anything in the dump that is not understood is an error, never skipped.
 *
 * @param initial the initial states
 * @param states all states
 * @param edges all steps; those that two actions with one name have are there twice
 * @param result the run that wrote the dump
 */
public record TlcGraph(
    ImmutableSet<String> initial,
    ImmutableSet<String> states,
    ImmutableMultiset<GraphEdge> edges,
    TlcResult result) {

  private static final Pattern NODE =
      Pattern.compile("(-?\\d+) \\[label=\"(.*?)\"(,style = filled)?\\];?");
  private static final Pattern EDGE =
      Pattern.compile("(-?\\d+) -> (-?\\d+) \\[label=\"(\\w+)\".*\\];");

  private static final String RANK = "{rank = same;";
  private static final Pattern RANKED = Pattern.compile(" ?-?\\d+");

  private static final ImmutableSet<String> FRAME =
      ImmutableSet.of(
          "strict digraph DiskGraph {",
          "nodesep=0.35;",
          "subgraph cluster_graph {",
          "color=\"white\";",
          "}",
          "");

  /** This graph as the comparison wants it. */
  Steps steps() {
    return Steps.of(initial, edges);
  }

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
    Map<Integer, Matcher> steps = new LinkedHashMap<>();
    Set<String> variables = Set.of();
    int closed = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher node = NODE.matcher(line);
      Matcher edge = EDGE.matcher(line);
      if (edge.matches()) {
        steps.put(i + 1, edge);
      } else if (node.matches()) {
        String state = StateText.canonical(node.group(2));
        variables = variables.isEmpty() ? variables(state) : variables;
        if (!variables(state).equals(variables)) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "line %d: the state has %s, others have %s",
                  i + 1,
                  variables(state),
                  variables));
        }
        String known = nodes.put(node.group(1), state);
        if (known != null && !known.equals(state)) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "line %d: the state %s was another one before",
                  i + 1,
                  node.group(1)));
        }
        if (node.group(3) != null) {
          initial.add(state);
        }
      } else if (!FRAME.contains(line.strip()) && !isRank(line.strip())) {
        throw new IOException(
            String.format(
                Locale.ROOT, "line %d of the graph dump is not understood: %s", i + 1, line));
      }
      closed = line.strip().equals("}") ? closed + 1 : closed;
    }
    if (closed != 2) {
      throw new IOException("the graph dump is cut off");
    }
    ImmutableMultiset.Builder<GraphEdge> edges = ImmutableMultiset.builder();
    for (Map.Entry<Integer, Matcher> step : steps.entrySet()) {
      Matcher edge = step.getValue();
      edges.add(
          new GraphEdge(
              known(nodes, step.getKey(), edge.group(1)),
              edge.group(3),
              known(nodes, step.getKey(), edge.group(2))));
    }
    return new TlcGraph(
        ImmutableSet.copyOf(initial), ImmutableSet.copyOf(nodes.values()), edges.build(), result);
  }

  /** State by state: one pattern for a rank of thousands of states would overflow the stack. */
  private static boolean isRank(String line) {
    return line.startsWith(RANK)
        && line.endsWith(";}")
        && Splitter.on(';')
            .splitToStream(line.substring(RANK.length(), line.length() - 2))
            .allMatch(state -> RANKED.matcher(state).matches());
  }

  private static String known(Map<String, String> nodes, int line, String id) throws IOException {
    String state = nodes.get(id);
    if (state == null) {
      throw new IOException(
          String.format(Locale.ROOT, "line %d: the edge names the unknown state %s", line, id));
    }
    return state;
  }

  private static Set<String> variables(String state) {
    return StateText.variables(state).stream()
        .map(assignment -> assignment.replaceFirst(" = .*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
