package org.returntoidle.spec.graph;

import java.util.Locale;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;

/** A line as the layout has put it, for the attribute {@code d} of a path in SVG. */
public final class LinePath {
  private LinePath() {}

  /** From its beginning over its bends to its end. */
  public static String of(ElkEdge line) {
    StringBuilder path = new StringBuilder();
    for (ElkEdgeSection section : line.getSections()) {
      path.append(point('M', section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        path.append(point('L', bend.getX(), bend.getY()));
      }
      path.append(point('L', section.getEndX(), section.getEndY()));
    }
    return path.toString();
  }

  private static String point(char command, double x, double y) {
    return String.format(Locale.ROOT, "%c%.0f %.0f", command, x, y);
  }
}
