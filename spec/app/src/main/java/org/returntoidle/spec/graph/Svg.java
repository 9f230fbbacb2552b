package org.returntoidle.spec.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.returntoidle.spec.graph.Diagram.Edge;
import org.returntoidle.spec.graph.Diagram.Node;

/** A graph as a picture, laid out by ELK. What a state has stands in a tip above it. */
final class Svg {
  private static final int WIDE = 96;
  private static final int HIGH = 28;

  /** How wide one letter of a text is, about. */
  private static final double LETTER = 6.0;

  private static final String STYLE =
      "text{font:11px sans-serif;fill:#1b1f24}rect{stroke:#1b1f24}"
          + "path{fill:none;stroke:#57606a}.label{paint-order:stroke;stroke:#fff;stroke-width:4px}";

  private Svg() {}

  static String text(Diagram diagram) {
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
    List<ElkNode> boxes = new ArrayList<>();
    for (Node node : diagram.nodes()) {
      ElkNode box = ElkGraphUtil.createNode(graph);
      box.setDimensions(Math.max(WIDE, (node.name().length() + 3) * LETTER), HIGH);
      boxes.add(box);
    }
    List<ElkEdge> arrows = new ArrayList<>();
    for (Edge edge : diagram.edges()) {
      ElkEdge arrow = ElkGraphUtil.createSimpleEdge(boxes.get(edge.from()), boxes.get(edge.to()));
      ElkLabel label = ElkGraphUtil.createLabel(edge.action().label(), arrow);
      label.setDimensions(label.getText().length() * LETTER, HIGH / 2.0);
      arrows.add(arrow);
    }
    LayoutMetaDataService.getInstance(); // Finds the algorithms.
    new RecursiveGraphLayoutEngine().layout(graph, new NullElkProgressMonitor());
    return Xml.text(xml -> picture(xml, diagram, graph, boxes, arrows));
  }

  private static void picture(
      XMLStreamWriter xml,
      Diagram diagram,
      ElkNode graph,
      List<ElkNode> boxes,
      List<ElkEdge> arrows)
      throws XMLStreamException {
    String width = number(graph.getWidth());
    String height = number(graph.getHeight());
    xml.writeStartElement("svg");
    xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
    xml.writeAttribute("width", width);
    xml.writeAttribute("height", height);
    xml.writeAttribute("viewBox", "0 0 " + width + " " + height);
    xml.writeAttribute("role", "img");
    xml.writeCharacters("\n");
    Xml.leaf(xml, "title", diagram.title());
    Xml.leaf(xml, "style", STYLE);
    Xml.empty(xml, "rect", "width", width, "height", height, "fill", "#fff", "stroke-width", "0");
    head(xml);
    for (ElkEdge arrow : arrows) {
      Xml.empty(xml, "path", "d", LinePath.of(arrow), "marker-end", "url(#head)");
    }
    for (Node node : diagram.nodes()) {
      box(xml, node, boxes.get(node.number()));
    }
    for (ElkEdge arrow : arrows) {
      ElkLabel label = arrow.getLabels().get(0);
      String x = number(label.getX());
      String y = number(label.getY() + label.getHeight());
      Xml.leaf(xml, "text", label.getText(), "class", "label", "x", x, "y", y);
    }
    xml.writeEndElement();
  }

  private static void head(XMLStreamWriter xml) throws XMLStreamException {
    Xml.start(
        xml,
        "marker",
        "id",
        "head",
        "viewBox",
        "0 0 8 8",
        "refX",
        "8",
        "refY",
        "4",
        "markerWidth",
        "8",
        "markerHeight",
        "8",
        "orient",
        "auto");
    Xml.empty(xml, "path", "d", "M0 0L8 4L0 8");
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static void box(XMLStreamWriter xml, Node node, ElkNode box) throws XMLStreamException {
    Xml.start(xml, "g", "class", node.style());
    Xml.leaf(xml, "title", String.join("\n", node.lines()));
    Xml.empty(
        xml,
        "rect",
        "x",
        number(box.getX()),
        "y",
        number(box.getY()),
        "width",
        number(box.getWidth()),
        "height",
        number(box.getHeight()),
        "rx",
        "7",
        "fill",
        node.color(),
        "stroke-width",
        node.number() == 0 ? "3" : "1");
    String x = number(box.getX() + box.getWidth() / 2);
    String y = number(box.getY() + HIGH / 2.0 + 4);
    Xml.leaf(xml, "text", node.name(), "x", x, "y", y, "text-anchor", "middle");
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static String number(double size) {
    return String.format(Locale.ROOT, "%.0f", size);
  }
}
