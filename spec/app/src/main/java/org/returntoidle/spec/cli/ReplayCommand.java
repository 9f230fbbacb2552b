package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.inside.Inside;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.inside.InsideReplay;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.trace.TraceWriter;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;
import org.returntoidle.spec.verdict.Replayed;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.Itf;
import org.returntoidle.spec.verify.JsonReport;
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

  @Option(
      names = "--itf",
      paramLabel = "FILE",
      description = "Writes what happened in the Informal Trace Format, for viewers.")
  private @Nullable String itf;

  @Mixin private JsonOptions json = new JsonOptions();

  @Override
  public Integer call() {
    Optional<InsideReplay> inside = InsideReplay.read(Output.path("FILE", file));
    return inside.isPresent() ? replay(inside.get()) : replay();
  }

  private int replay() {
    Recorded recorded = Recorded.read(Output.path("FILE", file));
    Optional<Path> traceFile =
        Optional.ofNullable(trace)
            .map(name -> Output.file("--trace", Output.path("--trace", name)));
    Optional<Path> itfFile =
        Optional.ofNullable(itf).map(name -> Output.file("--itf", Output.path("--itf", name)));
    Replayed replayed;
    try (Subject subject = driver.subject(recorded.replay().driver(), driverOptions.classpath())) {
      replayed = Replayed.run(recorded, subject, driverOptions.hangAfter());
    } catch (DriverNotUsableException e) {
      throw new BadInputException("the driver cannot be made: " + e.getMessage());
    }
    out()
        .println(
            json.isGiven()
                ? document(recorded.replay(), replayed).toPrettyString()
                : replayed.text());
    out().flush(); // Before a file is written that may not fit on the disk.
    traceFile.ifPresent(file -> Output.write(file, TraceWriter.write(replayed.outcome().run())));
    itfFile.ifPresent(
        file -> Output.write(file, Itf.of(replayed.outcome().run()).toPrettyString() + "\n"));
    return replayed.fails() ? ExitCode.VIOLATED : ExitCode.HOLDS;
  }

  /** One between the driver's statements. */
  private int replay(InsideReplay replay) {
    if (trace != null || itf != null) {
      throw new BadInputException(
          (trace == null ? "--itf" : "--trace")
              + ": an interleaving has its trace in the replay file only");
    }
    try (Subject subject = driver.subject(replay.driver(), driverOptions.classpath())) {
      if (subject.isProcess()) {
        throw new BadInputException("the statements of another process cannot be seen");
      }
      InsidePart again =
          Inside.explore(
              new Inside.Settings(
                  InsideMain.class,
                  subject.name(),
                  driverOptions.classpath(),
                  replay.platform(),
                  Optional.of(replay.scene()),
                  replay.interleaving(),
                  Deadline.NEVER));
      Optional<String> notTested = again.why();
      if (notTested.isPresent()) {
        throw new BadInputException("it cannot be run again: " + notTested.get());
      }
      out()
          .println(
              json.isGiven()
                  ? document(replay, subject.name(), again).toPrettyString()
                  : InsideReplay.text(subject.name(), again));
      return again.violated().isPresent() ? ExitCode.VIOLATED : ExitCode.HOLDS;
    }
  }

  private static ObjectNode document(InsideReplay replay, String driver, InsidePart again) {
    Optional<Explored.Violation> found = again.violated().flatMap(Explored::violation);
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    root.put("verdict", found.isPresent() ? "violated" : "holds");
    root.put("platform", replay.platform().label());
    root.put("driver", driver);
    root.put("rule", found.map(violation -> violation.rule().name()).orElse(null));
    root.put("says", found.map(Explored.Violation::says).orElse(null));
    ArrayNode steps = root.putArray("steps");
    found.ifPresent(violation -> violation.trace().lines().forEach(steps::add));
    JsonReport.places(root, Map.of()); // They are in the lines.
    return root;
  }

  private static ObjectNode document(ReplayFile replay, Replayed replayed) {
    Optional<Finding> violation = replayed.outcome().found().map(Counterexample::finding);
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    root.put("verdict", replayed.fails() ? "violated" : "holds");
    root.put("platform", replay.platform().label());
    root.put("driver", replayed.driver());
    root.put("rule", violation.map(finding -> finding.rule().name()).orElse(null));
    root.put("says", violation.map(Finding::message).orElse(null));
    ArrayNode steps = root.putArray("steps");
    replayed.outcome().run().trace().forEach(event -> steps.add(event.toString()));
    JsonReport.places(
        root, replayed.outcome().found().map(Counterexample::places).orElse(ImmutableMap.of()));
    return root;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
