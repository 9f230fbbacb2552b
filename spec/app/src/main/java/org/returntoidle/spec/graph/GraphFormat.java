package org.returntoidle.spec.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a graph is written; the ending of the file says which. */
public enum GraphFormat {
  /** For GraphViz. */
  DOT(".dot", Integer.MAX_VALUE, Dot::text),
  /** For yEd, Gephi and the like. */
  GRAPHML(".graphml", Integer.MAX_VALUE, GraphMl::text),
  /** For issue trackers and wikis; without settings of one's own it draws no more. */
  MERMAID(".mmd", 500, MermaidText::text),
  /** A picture, laid out by ELK; with more, nobody sees anything. */
  SVG(".svg", 1_500, Svg::text);

  private final String ending;
  private final int most;
  private final Function<Diagram, String> write;

  GraphFormat(String ending, int most, Function<Diagram, String> write) {
    this.ending = ending;
    this.most = most;
    this.write = write;
  }

  /** The format of a file with this name; empty if its ending is none of {@link #endings}. */
  public static Optional<GraphFormat> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> lower.endsWith(format.ending)).findFirst();
  }

  /** All endings, in words. */
  public static String endings() {
    return Arrays.stream(values()).map(format -> format.ending).collect(Collectors.joining(", "));
  }

  /** So many steps a graph can have at most. */
  public int most() {
    return most;
  }

  /** The whole file. */
  public String text(Diagram diagram) {
    return write.apply(diagram);
  }
}
