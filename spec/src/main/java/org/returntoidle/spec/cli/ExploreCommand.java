package org.returntoidle.spec.cli;

import java.util.concurrent.Callable;
import org.returntoidle.model.Configuration;
import org.returntoidle.spec.verify.JsonReport;
import org.returntoidle.spec.verify.TextReport;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verifier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explore}: the model alone. */
@Command(
    name = "explore",
    description = "Walks every reachable state of the model and checks the invariants.",
    mixinStandardHelpOptions = true)
final class ExploreCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Mixin private PlatformOption platform = new PlatformOption();

  @Mixin private BoundOptions bounds = new BoundOptions();

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    Configuration configuration = bounds.configuration().with(platform.platform());
    ModelPart part = Verifier.model(configuration, TerminalProgress.create());
    if (json) {
      spec.commandLine()
          .getOut()
          .println(
              JsonReport.model(part)
                  .put("format", 1)
                  .put("verdict", part.holds() ? "holds" : "violated")
                  .put("platform", platform.platform().label())
                  .toPrettyString());
    } else {
      spec.commandLine().getOut().println(configuration);
      spec.commandLine().getOut().println(TextReport.machine());
      spec.commandLine().getOut().println(TextReport.model(part));
      part.exploration()
          .situations()
          .forEach(
              (situation, path) ->
                  spec.commandLine()
                      .getOut()
                      .printf(
                          "visited    %-4s %s, after %d steps%n",
                          situation.rule(), situation.description(), path.size()));
    }
    return part.holds() ? ExitCode.HOLDS : ExitCode.FAILED;
  }
}
