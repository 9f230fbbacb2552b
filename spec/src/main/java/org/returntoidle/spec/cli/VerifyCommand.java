package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Configuration;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.report.Page;
import org.returntoidle.spec.verify.BadInputException;
import org.returntoidle.spec.verify.DriverSearch;
import org.returntoidle.spec.verify.DriverSearch.Recorded;
import org.returntoidle.spec.verify.DriverVerifier;
import org.returntoidle.spec.verify.JsonReport;
import org.returntoidle.spec.verify.JunitReport;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.Progress;
import org.returntoidle.spec.verify.Subject;
import org.returntoidle.spec.verify.TextReport;
import org.returntoidle.spec.verify.Verification;
import org.returntoidle.spec.verify.Verification.DriverPart;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verification.ProofPart;
import org.returntoidle.spec.verify.Verifier;
import org.returntoidle.tla.Proof;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.Tlc;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify}: everything for one driver. */
@Command(
    name = "verify",
    description = "Explores the model, proves it, compares the two graphs, runs the driver.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  /** Where counterexamples go without {@code --report}. */
  static final Path REPLAYS = DriverSearch.REPLAYS;

  private static final String DOCUMENT = "verify.json";

  /** The parts that can be asked for alone. */
  enum Part {
    MODEL,
    PROOF,
    DRIVER
  }

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Mixin private DriverOption driver = new DriverOption();

  @Mixin private DriverOptions driverOptions = new DriverOptions();

  @Mixin private PlatformOption platform = new PlatformOption();

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "Only one of ${COMPLETION-CANDIDATES}, in lower or upper case.")
  private @Nullable Part only;

  @Mixin private BoundOptions bounds = new BoundOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Random schedules beyond the bounds, and as many with races"
              + " (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the random schedules (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Writes the result into this folder: as a page (index.html), as JSON, as text, and a"
              + " counterexample's replay file.")
  private @Nullable String report;

  @Option(
      names = "--all-proofs",
      description = "With --report: runs every claim, as prove does, and shows it on the page.")
  private boolean allProofs;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "25",
      description =
          "Time for the enumeration if no bound is given: the largest that is expected to fit is"
              + " taken (default: ${DEFAULT-VALUE}).")
  private int within;

  @Option(
      names = "--replays",
      paramLabel = "DIR",
      description = "Begins with every recorded counterexample (*.json) in this folder.")
  private @Nullable String replays;

  @Option(
      names = "--accept",
      paramLabel = "FILE",
      description =
          "Known violations, which do not fail the run: a rule and a replay file on each line."
              + " The run fails when one no longer occurs.")
  private @Nullable String accept;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit XML.")
  private @Nullable String junit;

  @Option(names = "--json", description = "Prints one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    Configuration configuration = bounds.configuration().with(platform.platform());
    bounds.refuseTooManyStates(configuration);
    if (runs < 0) {
      throw new BadInputException("--runs is " + runs + "; it must be at least 0");
    }
    if (allProofs && report == null) {
      throw new BadInputException("--all-proofs needs --report: the page shows them");
    }
    // Before any folder is made.
    try (Subject subject = driver.subject("reference", driverOptions.classpath())) {
      return verify(configuration, subject);
    }
  }

  private int verify(Configuration configuration, Subject subject) {
    Optional<Path> folder =
        Optional.ofNullable(report)
            .map(dir -> Output.folder("--report", Output.path("--report", dir)));
    Optional<Path> xml =
        Optional.ofNullable(junit)
            .map(file -> Output.file("--junit", Output.path("--junit", file)));
    if (folder.isEmpty() && only != Part.MODEL && only != Part.PROOF) {
      Output.writable(REPLAYS);
    }
    DriverSearch search = search(configuration, folder.orElse(REPLAYS));
    StringBuilder text = new StringBuilder();
    Verification verification = run(configuration, subject, search, text);
    ImmutableList<Proof.Line> proved = proved();
    String document = JsonReport.of(verification).toPrettyString() + "\n";
    if (json) {
      out().print(document);
    }
    folder.ifPresent(
        dir -> {
          Output.write(dir.resolve(DOCUMENT), document);
          Output.write(dir.resolve("verify.txt"), text.toString());
          Output.write(
              dir.resolve("index.html"),
              Page.of(verification, matrix(search), proved, this::replayCommand));
        });
    xml.ifPresent(file -> Output.write(file, JunitReport.of(verification)));
    out().flush();
    if (!verification.oursHolds() || proved.stream().anyMatch(l -> l.difference().isPresent())) {
      spec.commandLine()
          .getErr()
          .println("return-to-idle: the model, its proof or their comparison failed; see above");
      return ExitCode.FAILED;
    }
    return verification.holds() ? ExitCode.HOLDS : ExitCode.VIOLATED;
  }

  private DriverSearch search(Configuration configuration, Path folder) {
    DriverSearch search =
        DriverSearch.of(platform.platform())
            .withClimb(within())
            .withRandom(runs, seed)
            .withHangAfter(driverOptions.hangAfter())
            .withReplays(folder)
            .withRecorded(recorded())
            .withAccepted(
                accept == null
                    ? ImmutableList.of()
                    : AcceptFile.read(Output.path("--accept", accept)));
    return boundsAreGiven() ? search.withScope(Scope.of(configuration.bounds())) : search;
  }

  private Verification run(
      Configuration configuration, Subject subject, DriverSearch search, StringBuilder text) {
    Progress progress = TerminalProgress.create();
    Optional<ModelPart> model = Optional.empty();
    Optional<ProofPart> proof = Optional.empty();
    Optional<DriverPart> driverPart = Optional.empty();
    if (only != Part.DRIVER) {
      ModelPart part = Verifier.model(configuration, progress);
      if (only != Part.PROOF) {
        say(text, TextReport.machine());
        say(text, TextReport.model(part));
        model = Optional.of(part);
      }
      if (only != Part.MODEL) {
        proof = Optional.of(Verifier.proof(configuration, progress));
        say(text, TextReport.proof(proof.get()));
      }
    }
    if (only == null || only == Part.DRIVER) {
      driverPart = Optional.of(DriverVerifier.verify(subject, search, progress));
      say(
          text,
          "seed       "
              + seed
              + "; a driver that does nothing for %d s hangs"
                  .formatted(search.hangAfter().toSeconds()));
      say(text, TextReport.driver(driverPart.get(), this::replayCommand));
    }
    return new Verification(search.platform(), seed, model, proof, driverPart);
  }

  private ImmutableList<Proof.Line> proved() {
    if (!allProofs) {
      return ImmutableList.of();
    }
    List<Callable<Proof.Line>> claims = new Proof(new Tlc(1), TlaFiles.JAR).manifest();
    try (Progress.Bar bar = TerminalProgress.create().start("claims", claims.size())) {
      return Verifier.inParallel(claims, bar);
    }
  }

  /** Only with everything: it takes as long as the rest. */
  private ImmutableList<KillMatrix.Column> matrix(DriverSearch search) {
    return only == null
        ? KillMatrix.columns(search.hangAfter(), TerminalProgress.create())
        : ImmutableList.of();
  }

  private boolean boundsAreGiven() {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    return BoundOptions.NAMES.stream().anyMatch(parsed::hasMatchedOption);
  }

  private Duration within() {
    if (within < 1) {
      throw new BadInputException("--within is " + within + "; it must be at least 1");
    }
    return Duration.ofSeconds(within);
  }

  private ImmutableList<Recorded> recorded() {
    return replays == null
        ? ImmutableList.of()
        : Output.files("--replays", Output.path("--replays", replays), ".json").stream()
            .filter(file -> !file.endsWith(DOCUMENT)) // A report folder has it beside the replays.
            .map(Recorded::read)
            .collect(ImmutableList.toImmutableList());
  }

  private String replayCommand(Path file) {
    String classpath =
        driverOptions.classpath().isEmpty()
            ? ""
            : " --classpath " + String.join(" ", driverOptions.classpath());
    return "java -jar return-to-idle.jar replay " + file + driver.arguments() + classpath;
  }

  private void say(StringBuilder text, String lines) {
    text.append(lines).append('\n');
    if (!json) {
      out().println(lines);
      out().flush();
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
