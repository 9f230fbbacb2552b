package org.returntoidle.spec.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.spec.graph.Diagram;
import org.returntoidle.spec.graph.GraphFormat;
import org.returntoidle.spec.report.ProfileGraph;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import picocli.CommandLine.Option;

/** The options that write a graph. */
final class GraphOptions {
  private static final String STREAMS = "vista-interruptible-both";

  /** So many states fit into any memory, and no other program reads more. */
  private static final int MOST_STATES = 200_000;

  @Option(
      names = "--graph",
      paramLabel = "FILE",
      description = {
        "Checks nothing, but writes the graph of one configuration, each step with its action;",
        "without bounds, unless one is given. The ending says how: .dot (GraphViz), .graphml,",
        ".mmd (Mermaid), or .svg, a picture.",
      })
  private @Nullable String file;

  @Option(
      names = "--of",
      paramLabel = "NAME",
      description = {
        "With --graph, which configuration: platform, driver, application, such as",
        "me-blocking-callback; and in which ways it is unusual, as in vista-interruptible-both-all.",
      })
  private @Nullable String name;

  /** Whether a graph is asked for. */
  boolean isGiven() {
    if (file == null && name != null) {
      throw new BadInputException("--of goes with --graph");
    }
    return file != null;
  }

  /**
   * Writes the graph, and says what was written.
   *
   * @param given whether an option is given
   */
  String write(PlatformOption platform, BoundOptions bounds, Predicate<String> given) {
    String target = file == null ? "" : file;
    Path path = Output.path("--graph", target);
    GraphFormat format =
        GraphFormat.of(target)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "--graph: "
                            + Shown.name(target)
                            + " ends in none of "
                            + GraphFormat.endings()));
    Output.file("--graph", path);
    Diagram diagram = diagram(platform, bounds, given);
    int edges = diagram.edges().size();
    if (edges > format.most()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "--graph: a graph with %,d steps is too large for %s, which takes %,d; write .dot or"
                  + " .graphml, or take smaller bounds, such as --bands 1 --transfers 1 --cancels 0",
              edges,
              Shown.name(target),
              format.most()));
    }
    Output.write(path, format.text(diagram));
    return String.format(
        Locale.ROOT,
        "graph      %s%n           %,d states, %,d steps, in %s",
        diagram.title(),
        diagram.nodes().size(),
        edges,
        Shown.name(target));
  }

  private Diagram diagram(PlatformOption platform, BoundOptions bounds, Predicate<String> given) {
    String wanted = name;
    if (wanted != null && (given.test("--platform") || given.test("--me"))) {
      throw new BadInputException("--of names the platform, too; leave --platform and --me out");
    }
    if (wanted == null && !platform.streams()) {
      return banded(Configuration.DEFAULT.with(platform.banded()), bounds, given);
    }
    String one = wanted == null ? STREAMS : wanted;
    return ProfileGraph.banded(one)
        .map(configuration -> banded(configuration, bounds, given))
        .orElseGet(() -> streams(one, given));
  }

  private static Diagram banded(
      Configuration configuration, BoundOptions bounds, Predicate<String> given) {
    if (BoundOptions.NAMES.stream().noneMatch(given)) {
      return ProfileGraph.of(configuration.with(Bounds.NONE));
    }
    Configuration bounded = configuration.with(bounds.configuration().bounds());
    bounds.refuseMoreStates(bounded, MOST_STATES);
    return ProfileGraph.of(bounded);
  }

  private static Diagram streams(String one, Predicate<String> given) {
    Diagram diagram = ProfileGraph.streams(one).orElseThrow(() -> unknown(one));
    BoundOptions.refuse(given);
    return diagram;
  }

  private static BadInputException unknown(String one) {
    return new BadInputException(
        "--of: no configuration is named '"
            + Shown.name(one)
            + "'; a name is platform-driver-application, such as me-blocking-callback or "
            + STREAMS);
  }
}
