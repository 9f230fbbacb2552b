package org.returntoidle.spec.graph;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.returntoidle.spec.graph.Diagram.Edge;
import org.returntoidle.spec.graph.Diagram.Node;

/** A graph in GraphML: every variable of a state is a value of its own, to filter and color by. */
final class GraphMl {
  private static final String SPACE = "http://graphml.graphdrawing.org/xmlns";

  private GraphMl() {}

  static String text(Diagram diagram) {
    return Xml.text(xml -> graph(xml, diagram));
  }

  private static void graph(XMLStreamWriter xml, Diagram diagram) throws XMLStreamException {
    xml.writeStartElement("graphml");
    xml.writeDefaultNamespace(SPACE);
    xml.writeCharacters("\n");
    for (String variable : diagram.variables()) {
      key(xml, variable, "node");
    }
    key(xml, "color", "node");
    key(xml, "action", "edge");
    key(xml, "party", "edge");
    Xml.start(xml, "graph", "id", "protocol", "edgedefault", "directed");
    xml.writeCharacters("\n");
    Xml.leaf(xml, "desc", diagram.title());
    for (Node node : diagram.nodes()) {
      Xml.start(xml, "node", "id", id(node.number()));
      for (var value : node.values().entrySet()) {
        data(xml, value.getKey(), value.getValue());
      }
      data(xml, "color", node.color());
      end(xml);
    }
    for (Edge edge : diagram.edges()) {
      Xml.start(xml, "edge", "source", id(edge.from()), "target", id(edge.to()));
      data(xml, "action", edge.action().label());
      data(xml, "party", edge.action().party().name());
      end(xml);
    }
    end(xml);
    end(xml);
  }

  private static String id(int number) {
    return "s" + number;
  }

  private static void key(XMLStreamWriter xml, String name, String of) throws XMLStreamException {
    Xml.empty(xml, "key", "id", name, "for", of, "attr.name", name, "attr.type", "string");
  }

  private static void data(XMLStreamWriter xml, String key, String value)
      throws XMLStreamException {
    Xml.start(xml, "data", "key", key);
    xml.writeCharacters(value);
    xml.writeEndElement();
  }

  private static void end(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }
}
