package org.returntoidle.spec.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.ImportException;
import org.jgrapht.nio.dot.DOTImporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.util.SupplierUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.spec.graph.Diagram.Edge;
import org.returntoidle.spec.graph.Diagram.Node;
import org.returntoidle.spec.report.ProfileGraph;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What is written is read again by somebody else, and is the graph of the explorer. */
class GraphFilesTest {
  private static final Diagram HOSTILE =
      new Diagram(
          "\"a\" & <b>\\",
          ImmutableList.of("state", "x"),
          ImmutableList.of(
              new Node(
                  0,
                  ImmutableMap.of("state", "Idle", "x", "\"]; <&>\\"),
                  ImmutableMap.of("x", "\"]; <&>\\"))),
          ImmutableList.of(new Edge(0, Action.ANSWER_BUSY, 0)));

  /** Read by JGraphT: the words of each node and of each edge. */
  private record ReadBack(
      Graph<String, DefaultEdge> graph,
      Map<String, Map<String, String>> nodes,
      List<String> edges) {
    static ReadBack dot(String text) {
      ReadBack read = empty();
      DOTImporter<String, DefaultEdge> importer = new DOTImporter<>();
      importer.setVertexFactory(id -> id);
      importer.addVertexAttributeConsumer(
          (key, value) -> read.node(key.getFirst(), key.getSecond(), value));
      importer.addEdgeAttributeConsumer((key, value) -> read.edge(key.getFirst(), value));
      importer.importGraph(read.graph, new StringReader(text));
      return read;
    }

    static ReadBack graphMl(String text) {
      ReadBack read = empty();
      GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
      importer.setSchemaValidation(true);
      importer.setVertexFactory(id -> id.substring(1));
      importer.addVertexAttributeConsumer(
          (key, value) -> read.node(key.getFirst(), key.getSecond(), value));
      importer.addEdgeAttributeConsumer(
          (key, value) -> {
            if (key.getSecond().equals("action")) {
              read.edge(key.getFirst(), value);
            }
          });
      importer.importGraph(read.graph, new StringReader(text));
      return read;
    }

    private static ReadBack empty() {
      return new ReadBack(
          new DirectedPseudograph<>(
              SupplierUtil.createStringSupplier(), SupplierUtil.DEFAULT_EDGE_SUPPLIER, false),
          new HashMap<>(),
          new ArrayList<>());
    }

    private void node(String node, String name, Attribute value) {
      if (!name.equals("ID")) {
        nodes.computeIfAbsent(node, key -> new HashMap<>()).put(name, value.getValue());
      }
    }

    private void edge(DefaultEdge edge, Attribute label) {
      edges.add(step(graph.getEdgeSource(edge), label.getValue(), graph.getEdgeTarget(edge)));
    }

    private Object steps() {
      return new TreeSet<>(edges);
    }
  }

  private static String step(Object from, String action, Object to) {
    return from + " " + action + " " + to;
  }

  /** Every platform, one of them with bounds. */
  static Stream<Diagram> diagrams() {
    Configuration bounded = Configuration.DEFAULT.with(Bounds.of(1, 1, 0, 0));
    return Stream.of(
        ProfileGraph.of(bounded),
        ProfileGraph.of(Configuration.DEFAULT.with(Bounds.NONE)),
        ProfileGraph.of(ProfileGraph.banded("me-notasynchronous-callback").orElseThrow()),
        ProfileGraph.streams("vista-notasynchronous-callback").orElseThrow());
  }

  private static void assertSame(Diagram diagram, ReadBack read) {
    assertEquals(diagram.nodes().size(), read.graph().vertexSet().size());
    assertEquals(diagram.edges().size(), read.graph().edgeSet().size());
    assertEquals(
        new TreeSet<>(
            diagram.edges().stream()
                .map(edge -> step(edge.from(), edge.action().label(), edge.to()))
                .toList()),
        read.steps());
  }

  @Test
  void itHasTheStatesAndStepsOfTheExplorer() {
    Configuration small = Configuration.DEFAULT.with(Platform.ME).with(Bounds.of(1, 1, 1, 1));
    Explorer.Exploration found = Explorer.explore(new Protocol(small));
    Diagram diagram = ProfileGraph.of(small);
    assertEquals(found.states(), diagram.nodes().size());
    assertEquals(found.edges(), diagram.edges().size());
    assertEquals(diagram, ProfileGraph.of(small), "in the same order each time");
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void dotIsReadAgain(Diagram diagram) {
    ReadBack read = ReadBack.dot(GraphFormat.DOT.text(diagram));
    assertSame(diagram, read);
    for (Node node : diagram.nodes()) {
      Map<String, String> words = read.nodes().getOrDefault("" + node.number(), Map.of());
      assertEquals(node.color(), words.get("fillcolor"));
      assertTrue(words.getOrDefault("label", "").startsWith(node.name()), words::toString);
    }
  }

  /** Against the schema, with every variable of each state. */
  @ParameterizedTest
  @MethodSource("diagrams")
  void graphMlIsReadAgain(Diagram diagram) {
    ReadBack read = ReadBack.graphMl(GraphFormat.GRAPHML.text(diagram));
    assertSame(diagram, read);
    for (Node node : diagram.nodes()) {
      Map<String, String> words =
          new HashMap<>(read.nodes().getOrDefault("" + node.number(), Map.of()));
      assertEquals(node.color(), words.remove("color"));
      assertEquals(node.values(), words);
    }
  }

  /** A step less, or an attribute that the schema does not have. */
  @Test
  void aWrongFileIsFound() {
    Diagram diagram = ProfileGraph.of(Configuration.DEFAULT.with(Bounds.of(1, 1, 0, 0)));
    String dot = GraphFormat.DOT.text(diagram);
    String last = dot.substring(dot.lastIndexOf("\n  ") + 1);
    assertThrows(
        AssertionError.class, () -> assertSame(diagram, ReadBack.dot(dot.replace(last, "}\n"))));
    String xml = GraphFormat.GRAPHML.text(diagram);
    String wrong = xml.replace("edgedefault=\"directed\"", "edgedefault=\"wrong\"");
    assertNotEquals(xml, wrong);
    assertThrows(ImportException.class, () -> ReadBack.graphMl(wrong));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void mermaidHasALineForEach(Diagram diagram) {
    List<String> lines = GraphFormat.MERMAID.text(diagram).lines().toList();
    assertEquals("flowchart LR", lines.get(1));
    assertEquals(
        diagram.nodes().size(),
        lines.stream()
            .filter(l -> l.matches("  s\\d+\\[\"[\\w <>/=]+\"]:::(Idle|Acquiring|Canceling|Error)"))
            .count());
    assertEquals(
        diagram.edges().size(),
        lines.stream().filter(l -> l.matches("  s\\d+ -->\\|\\w+\\| s\\d+")).count());
    assertEquals(2 + 4 + diagram.nodes().size() + diagram.edges().size(), lines.size());
  }

  /** A box with its color, and an arrow with its action. */
  @Test
  void thePictureHasABoxForEach() throws Exception {
    Diagram diagram = ProfileGraph.of(Configuration.DEFAULT.with(Bounds.of(1, 1, 0, 0)));
    String text = GraphFormat.SVG.text(diagram);
    Document picture = parsed(text);
    assertEquals(diagram.nodes().size(), picture.getElementsByTagName("g").getLength());
    assertEquals(diagram.edges().size(), Splitter.on("marker-end").splitToList(text).size() - 1);
    assertTrue(text.contains("fill=\"#fff2cc\""), text);
    assertTrue(!text.contains("href") && !text.contains("script"), "it needs nothing else");
  }

  private static Document parsed(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  /** A protocol of ours has no such words; others may have. */
  @Test
  void whatNeedsItIsEscaped() throws Exception {
    ReadBack dot = ReadBack.dot(GraphFormat.DOT.text(HOSTILE));
    assertTrue(dot.nodes().toString().contains("x = \"]; <&>\\"), dot::toString);
    ReadBack xml = ReadBack.graphMl(GraphFormat.GRAPHML.text(HOSTILE));
    assertTrue(xml.nodes().toString().contains("x=\"]; <&>\\"), xml::toString);
    assertEquals(
        "\"a\" & <b>\\",
        parsed(GraphFormat.SVG.text(HOSTILE))
            .getElementsByTagName("title")
            .item(0)
            .getTextContent());
  }
}
