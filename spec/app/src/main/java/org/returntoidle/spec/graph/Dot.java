package org.returntoidle.spec.graph;

import org.returntoidle.spec.graph.Diagram.Edge;
import org.returntoidle.spec.graph.Diagram.Node;

/** A graph in the language of GraphViz. */
final class Dot {
  private Dot() {}

  static String text(Diagram diagram) {
    StringBuilder text = new StringBuilder("digraph ");
    text.append(quoted(diagram.title())).append(" {\n");
    text.append("  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\"];\n");
    for (Node node : diagram.nodes()) {
      text.append("  ").append(node.number()).append(" [label=");
      text.append(quoted(node.name() + "\n" + String.join("\n", node.lines())));
      text.append(", fillcolor=").append(quoted(node.color()));
      text.append(node.number() == 0 ? ", penwidth=3];\n" : "];\n");
    }
    for (Edge edge : diagram.edges()) {
      text.append("  ").append(edge.from()).append(" -> ").append(edge.to());
      text.append(" [label=").append(quoted(edge.action().label())).append("];\n");
    }
    return text.append("}\n").toString();
  }

  /** A line feed stands for itself: not every reader knows a backslash before another letter. */
  private static String quoted(String plain) {
    return '"' + plain.strip().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
