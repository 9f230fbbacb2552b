package org.returntoidle.spec.graph;

import org.returntoidle.spec.graph.Diagram.Edge;
import org.returntoidle.spec.graph.Diagram.Node;

/** A graph for Mermaid. */
final class MermaidText {
  private MermaidText() {}

  static String text(Diagram diagram) {
    StringBuilder text =
        new StringBuilder("%% ").append(diagram.title()).append("\nflowchart LR\n");
    Diagram.colors()
        .forEach(
            (state, color) ->
                text.append("  classDef ")
                    .append(state)
                    .append(" fill:")
                    .append(color)
                    .append(",color:#000\n"));
    for (Node node : diagram.nodes()) {
      String lines = node.lines().isEmpty() ? "" : "<br/>" + String.join("<br/>", node.lines());
      text.append("  s").append(node.number()).append("[\"").append(node.name()).append(lines);
      text.append("\"]:::").append(node.state()).append('\n');
    }
    for (Edge edge : diagram.edges()) {
      text.append("  s").append(edge.from()).append(" -->|").append(edge.action().label());
      text.append("| s").append(edge.to()).append('\n');
    }
    return text.toString();
  }
}
