package org.returntoidle.spec.graph;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A text in XML; the writer of the JDK escapes what needs it. */
final class Xml {
  private Xml() {}

  /** What writes a part of it. */
  interface Part {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  static String text(Part part) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      part.write(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("this is no XML", e);
    }
    return text.append('\n').toString();
  }

  /** An element that holds nothing but text, on a line of its own. */
  static void leaf(XMLStreamWriter xml, String element, String text, String... attributes)
      throws XMLStreamException {
    start(xml, element, attributes);
    xml.writeCharacters(text);
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  /** An element that holds nothing. */
  static void empty(XMLStreamWriter xml, String element, String... attributes)
      throws XMLStreamException {
    xml.writeEmptyElement(element);
    attributes(xml, attributes);
    xml.writeCharacters("\n");
  }

  /** The beginning of an element with these attributes, each a name and a value. */
  static void start(XMLStreamWriter xml, String element, String... attributes)
      throws XMLStreamException {
    xml.writeStartElement(element);
    attributes(xml, attributes);
  }

  private static void attributes(XMLStreamWriter xml, String... attributes)
      throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }
}
