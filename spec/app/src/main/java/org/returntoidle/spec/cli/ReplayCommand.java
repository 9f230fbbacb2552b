package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Exits;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Regression;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.trace.TraceWriter;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;
import org.returntoidle.spec.verdict.DriverText;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Subject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: one recorded counterexample again. */
@Command(
    name = "replay",
    description = "Runs a recorded counterexample again; exit code 1 if it still fails.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A replay file, as verify writes it.")
  private String file = "";

  @Mixin private DriverOption driver = new DriverOption();

  @Mixin private DriverOptions driverOptions = new DriverOptions();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Writes what happened as a trace, which check-trace reads.")
  private @Nullable String trace;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    ReplayFile replay = Recorded.read(Output.path("FILE", file)).replay();
    Optional<Path> traceFile =
        Optional.ofNullable(trace)
            .map(name -> Output.file("--trace", Output.path("--trace", name)));
    try (Subject subject = driver.subject(replay.driver(), driverOptions.classpath())) {
      return replay(replay, subject, traceFile);
    } catch (DriverNotUsableException e) {
      throw new BadInputException("the driver cannot be made: " + e.getMessage());
    }
  }

  private int replay(ReplayFile replay, Subject subject, Optional<Path> traceFile) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, driverOptions.hangAfter(), true);
    Regression.Outcome outcome;
    try (Harness harness = DriverVerifier.harness(subject, replay.platform(), limits)) {
      if (replay.schedule().throwsSomething() && !harness.survivesExceptions()) {
        throw new BadInputException(
            file + ": here device or callback throws; " + subject.whyNothingIsThrown());
      }
      outcome = Regression.run(harness, replay.schedule(), Tally.of(subject.reading()));
    }
    Run run = outcome.run();
    boolean exits = Exits.isByDriver();
    boolean fails = outcome.found().isPresent() || exits;
    if (json) {
      out().println(document(replay, subject, outcome).toPrettyString());
    } else if (exits && outcome.found().isEmpty()) {
      out().println("D17 violated: the driver ended the program (System.exit)");
      out().println(Shown.name(subject.name()) + " still fails");
    } else if (fails) {
      out().println(DriverText.counterexample(outcome.found().get()));
      out().println();
      out().println(Shown.name(subject.name()) + " still fails");
    } else {
      out().println(Shown.name(subject.name()) + " keeps the rules on this schedule");
    }
    out().flush(); // Before a file is written that may not fit on the disk.
    traceFile.ifPresent(file -> Output.write(file, TraceWriter.write(run)));
    return fails ? ExitCode.VIOLATED : ExitCode.HOLDS;
  }

  private static ObjectNode document(
      ReplayFile replay, Subject subject, Regression.Outcome outcome) {
    Optional<Finding> violation = outcome.found().map(Counterexample::finding);
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    root.put("verdict", violation.isPresent() ? "violated" : "holds");
    root.put("platform", replay.platform().label());
    root.put("driver", subject.name());
    root.put("rule", violation.map(finding -> finding.rule().name()).orElse(null));
    root.put("says", violation.map(Finding::message).orElse(null));
    ArrayNode steps = root.putArray("steps");
    outcome.run().trace().forEach(event -> steps.add(event.toString()));
    return root;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
