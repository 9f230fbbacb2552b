package org.returntoidle.spec.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import org.returntoidle.model.TransferState;
import org.returntoidle.spec.graph.LinePath;
import org.returntoidle.spec.learn.Learned;
import org.returntoidle.spec.learn.Machine;

/**
 * A driver's machine as a picture, laid out by ELK: each state behind the one from which a shortest
 * word leads to it. All other ways are in the table below; as arrows they would hide each other.
 *
 * @param ways all that lead from one state to another; what leaves a state as it is has none
 * @param width in pixels, as all measures
 */
public record MachinePicture(
    ImmutableList<Node> nodes,
    ImmutableList<Arrow> arrows,
    ImmutableList<Way> ways,
    int width,
    int height) {
  /** With more, nobody sees anything. */
  private static final int MOST = 100;

  private static final int WIDE = 108;

  /** How wide one letter of a text is, about. */
  private static final double LETTER = 6.6;

  private static final int HIGH = 30;

  /**
   * A state.
   *
   * @param in the states of the documents that it is in, as the judge sees it
   */
  public record Node(int number, int x, int y, int width, int height, ImmutableList<String> in) {
    /** Which color it has: of its one state, if it is in one. */
    public String style() {
      return in.size() == 1 ? in.get(0).toLowerCase(Locale.ROOT) : "";
    }

    /** What is written into it. */
    public String label() {
      return MachinePicture.label(number, in);
    }
  }

  private static String label(int number, ImmutableList<String> in) {
    return number + " " + String.join(", ", in);
  }

  /** All letters that lead from one state to another. */
  public record Way(int from, int to, ImmutableList<String> letters) {}

  /**
   * The first way to a state.
   *
   * @param path in SVG
   * @param letter what leads there
   * @param x of the middle of that
   * @param y of its line
   */
  public record Arrow(String path, String letter, int x, int y) {}

  /** The picture, if the machine is known and not too large for one. */
  public static ImmutableList<MachinePicture> of(Learned learned) {
    return learned
        .machine()
        .filter(machine -> learned.complete() && machine.size() <= MOST)
        .map(machine -> ImmutableList.of(of(machine, learned.states())))
        .orElse(ImmutableList.of());
  }

  private static MachinePicture of(Machine machine, ImmutableList<Set<TransferState>> states) {
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
    List<ElkNode> boxes = new ArrayList<>();
    for (int i = 0; i < machine.size(); i++) {
      ElkNode box = ElkGraphUtil.createNode(graph);
      String label = label(i, in(states, i));
      box.setDimensions(Math.max(WIDE, (label.length() + 3) * LETTER), HIGH);
      boxes.add(box);
    }
    Map<Integer, ElkEdge> first = new TreeMap<>();
    ImmutableList.Builder<Way> ways = ImmutableList.builder();
    for (int from = 0; from < machine.size(); from++) { // They are numbered breadth first.
      for (Way way : ways(from, machine.states().get(from))) {
        ways.add(way);
        if (way.to() > 0 && !first.containsKey(way.to())) {
          first.put(way.to(), edge(boxes.get(from), boxes.get(way.to()), way.letters().get(0)));
        }
      }
    }
    LayoutMetaDataService.getInstance(); // Finds the algorithms.
    new RecursiveGraphLayoutEngine().layout(graph, new NullElkProgressMonitor());
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    for (int i = 0; i < boxes.size(); i++) {
      nodes.add(node(i, boxes.get(i), states));
    }
    return new MachinePicture(
        nodes.build(),
        first.values().stream().map(MachinePicture::arrow).collect(toImmutableList()),
        ways.build(),
        up(graph.getWidth()),
        up(graph.getHeight()));
  }

  private static ElkEdge edge(ElkNode from, ElkNode to, String letter) {
    ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
    ElkLabel label = ElkGraphUtil.createLabel(letter, edge);
    label.setDimensions(letter.length() * LETTER, HIGH / 2.0);
    return edge;
  }

  private static ImmutableList<Way> ways(int from, Machine.State state) {
    Map<Integer, ImmutableList<String>> letters =
        state.edges().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    edge -> edge.getValue().next(),
                    LinkedHashMap::new,
                    Collectors.mapping(edge -> edge.getKey().toString(), toImmutableList())));
    return letters.entrySet().stream()
        .filter(way -> way.getKey() != from)
        .map(way -> new Way(from, way.getKey(), way.getValue()))
        .collect(toImmutableList());
  }

  private static Arrow arrow(ElkEdge edge) {
    ElkLabel label = edge.getLabels().get(0);
    return new Arrow(
        LinePath.of(edge),
        label.getText(),
        (int) Math.round(label.getX() + label.getWidth() / 2),
        (int) Math.round(label.getY() + label.getHeight()));
  }

  private static Node node(int number, ElkNode box, ImmutableList<Set<TransferState>> states) {
    return new Node(
        number,
        (int) Math.round(box.getX()),
        (int) Math.round(box.getY()),
        (int) Math.round(box.getWidth()),
        (int) Math.round(box.getHeight()),
        in(states, number));
  }

  private static ImmutableList<String> in(ImmutableList<Set<TransferState>> states, int number) {
    return number < states.size()
        ? states.get(number).stream().map(TransferState::label).collect(toImmutableList())
        : ImmutableList.of();
  }

  private static int up(double size) {
    return (int) Math.ceil(size);
  }
}
