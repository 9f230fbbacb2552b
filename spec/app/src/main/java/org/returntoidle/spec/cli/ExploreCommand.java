package org.returntoidle.spec.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Explorer;
import org.returntoidle.model.Protocol;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verify.JsonReport;
import org.returntoidle.spec.verify.TextReport;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verifier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code explore}: the model alone. */
@Command(
    name = "explore",
    description = "Walks every reachable state of the model and checks the invariants.",
    mixinStandardHelpOptions = true)
final class ExploreCommand implements Callable<Integer> {
  /** Up to so many states the whole graph is built, for the lengths of the shortest ways. */
  private static final long SMALL = 1_000_000;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Mixin private PlatformOption platform = new PlatformOption();

  @Mixin private BoundOptions bounds = new BoundOptions();

  @Mixin private GraphOptions graph = new GraphOptions();

  @Mixin private JsonOptions json = new JsonOptions();

  @Override
  public Integer call() {
    if (graph.isGiven()) {
      if (json.isGiven()) {
        throw new BadInputException("--graph and --json exclude each other");
      }
      spec.commandLine().getOut().println(graph.write(platform, bounds, this::isGiven));
      return ExitCode.HOLDS;
    }
    if (platform.streams()) {
      return streams();
    }
    Configuration configuration = bounds.configuration().with(platform.banded());
    Protocol protocol = new Protocol(configuration);
    bounds.refuseTooManyStates(protocol);
    ModelPart part = Verifier.model(protocol, TerminalProgress.create());
    if (json.isGiven()) {
      spec.commandLine()
          .getOut()
          .println(
              JsonReport.model(part)
                  .put("format", 1)
                  .put("verdict", part.holds() ? "holds" : "violated")
                  .put("platform", platform.banded().label())
                  .toPrettyString());
    } else {
      spec.commandLine().getOut().println(configuration);
      spec.commandLine().getOut().println(TextReport.machine());
      spec.commandLine().getOut().println(TextReport.model(part));
      long states = part.exploration().states();
      if (states > SMALL / 10) {
        spec.commandLine()
            .getOut()
            .printf(
                Locale.ROOT,
                "search     %,d states a second, %.1f bytes a state%n",
                states * 1000 / Math.max(1, part.milliseconds()),
                (double) part.exploration().bytes() / states);
      }
      if (states <= SMALL) {
        Explorer.situations(protocol)
            .forEach(
                (situation, steps) ->
                    spec.commandLine()
                        .getOut()
                        .printf(
                            Locale.ROOT,
                            "visited    %-4s %s, after %d steps%n",
                            situation.rule(),
                            situation.description(),
                            steps));
      }
    }
    return part.holds() ? ExitCode.HOLDS : ExitCode.FAILED;
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** With all values of the counters that matter, which need no bounds. */
  private int streams() {
    platform.platform(); // Refuses a reading.
    BoundOptions.refuse(this::isGiven);
    boolean holds =
        new ExploreStreams(spec.commandLine().getOut(), json.isGiven(), ExploreStreams::claims)
            .run(ExploreStreams.configurations());
    return holds ? ExitCode.HOLDS : ExitCode.FAILED;
  }
}
