package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.Chooser;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.verify.BadInputException;
import org.returntoidle.spec.verify.Subject;
import org.returntoidle.spec.verify.TextReport;
import org.returntoidle.spec.verify.Verifier;
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
  /** How often a schedule with a race is run: its outcome is up to chance. */
  private static final int RACES = 200;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A replay file, as verify writes it.")
  private String file = "";

  @Option(
      names = "--driver",
      paramLabel = "NAME|CLASS",
      description = "Another driver than the one that the file names.")
  private @Nullable String driver;

  @Mixin private DriverOptions driverOptions = new DriverOptions();

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    ReplayFile replay = read(Output.path("FILE", file));
    Subject subject =
        Subject.find(driver == null ? replay.driver() : driver, driverOptions.classpath());
    Limits limits = new Limits(RandomSearch.BOUNDS, driverOptions.hangAfter(), true);
    Run run;
    Optional<Finding> violation;
    try (Harness harness = Verifier.harness(subject, replay.platform(), limits)) {
      int left = replay.schedule().hasRace() ? RACES : 1;
      do {
        run = harness.run(Chooser.following(replay.schedule()));
        violation = Judge.judge(run, subject.reading()).violation();
        left--;
      } while (violation.isEmpty() && left > 0);
    }
    if (json) {
      out().println(document(replay, subject, run, violation).toPrettyString());
    } else if (violation.isPresent()) {
      out().println(subject.name() + " still fails");
      out().println();
      out()
          .println(
              TextReport.counterexample(
                  new Counterexample(replay.schedule(), run, violation.get())));
    } else {
      out().println(subject.name() + " keeps the rules on this schedule");
    }
    return violation.isPresent() ? ExitCode.VIOLATED : ExitCode.HOLDS;
  }

  private static ReplayFile read(Path path) {
    try {
      return ReplayFile.read(path);
    } catch (ReplayFile.DamagedException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode document(
      ReplayFile replay, Subject subject, Run run, Optional<Finding> violation) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    root.put("verdict", violation.isPresent() ? "violated" : "holds");
    root.put("platform", replay.platform().label());
    root.put("driver", subject.name());
    root.put("rule", violation.map(finding -> finding.rule().name()).orElse(null));
    root.put("says", violation.map(Finding::message).orElse(null));
    run.trace().forEach(root.putArray("steps")::addPOJO);
    return root;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
