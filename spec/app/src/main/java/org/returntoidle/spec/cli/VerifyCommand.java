package org.returntoidle.spec.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.inside.InsideReplay;
import org.returntoidle.spec.inside.InsideText;
import org.returntoidle.spec.report.Page;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverPart;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.NotWrittenException;
import org.returntoidle.spec.verdict.Phase;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.JsonReport;
import org.returntoidle.spec.verify.JunitReport;
import org.returntoidle.spec.verify.KillMatrix;
import org.returntoidle.spec.verify.TextReport;
import org.returntoidle.spec.verify.Verification;
import org.returntoidle.spec.verify.Verification.ModelPart;
import org.returntoidle.spec.verify.Verification.ProofPart;
import org.returntoidle.spec.verify.Verifier;
import org.returntoidle.tla.Proof;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.engine.Tlc;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify}: a driver; without one, the reference and everything that it stands on. */
@Command(
    name = "verify",
    description = {
      "Runs a driver under every order of events, up to a bound.",
      "Without --driver and --exec: also explores the model, proves it, and compares the two."
    },
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

  @Option(
      names = "--all",
      description =
          "Also the model, its proof and the comparison of the two when --driver or --exec names a"
              + " driver: they do not depend on it.")
  private boolean all;

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
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "Transfers of a life in which the same event comes again and again; 0 for no such lives"
              + " (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Mixin private DetailOptions detail = new DetailOptions();

  @Mixin private InsideOptions inside = new InsideOptions();

  @Option(
      names = "--not-ready",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How often the device of one transfer says \"not ready\", 0 to 1000"
              + " (default: ${DEFAULT-VALUE}).")
  private int notReady;

  @Option(
      names = "--pages",
      paramLabel = "N",
      description = "Pages of a transfer to streams, 1 to 100 (default: 2).")
  private @Nullable Integer pages;

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

  @Mixin private LearnOptions learning = new LearnOptions();

  @Mixin private CoverOption cover = new CoverOption();

  @Mixin private TimeOptions time = new TimeOptions();

  @Mixin private WorkOptions work = new WorkOptions();

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

  @Mixin private JsonOptions json = new JsonOptions();

  @Mixin private CiOptions builds = new CiOptions();

  /** As many as bands and transfers. */
  private static final int MOST = 1_000;

  private static final int PAGES = 2;

  private static final int MOST_PAGES = 100;

  private final List<NotWrittenException> unwritten = new ArrayList<>();

  @Override
  public Integer call() {
    cover.refuseOthers(spec.commandLine().getParseResult());
    if (!platform.streams()) {
      bounds.refuseTooManyStates(protocol(platform.platform()));
    }
    if (runs < 0) {
      throw new BadInputException("--runs is " + runs + "; it must be at least 0");
    }
    inside.check(only != null && only != Part.DRIVER);
    if (repeat < 0 || repeat > MOST) {
      throw new BadInputException("--repeat is " + repeat + "; it must be from 0 to " + MOST);
    }
    if (notReady < 0 || notReady > MOST) {
      throw new BadInputException("--not-ready is " + notReady + "; it must be from 0 to " + MOST);
    }
    if (all && only != null) {
      throw new BadInputException("--all and --only exclude each other; give one of them");
    }
    if (allProofs && report == null) {
      throw new BadInputException("--all-proofs needs --report: the page shows them");
    }
    boolean isPart = work.shard().of() > 1;
    if (isPart && (json.isGiven() || builds.areGiven() || report != null || junit != null)) {
      throw new BadInputException(
          "--shard runs a part, and merge tells the verdict: give --json, --report, --junit there");
    }
    learning.check();
    builds.check(json.isGiven());
    work.workers(); // Refused, like all that is wrong, before any file or folder is made.
    String reference = platform.streams() ? "stream-reference" : "reference";
    try (Subject subject = driver.subject(reference, driverOptions.classpath())) {
      return of(subject, platform.platformOf(subject));
    }
  }

  private Protocol protocol(Platform played) {
    return new Protocol(bounds.configuration().with(played));
  }

  private int of(Subject subject, Platform played) {
    if (played.streams()) {
      refuseWhatStreamsHaveNot();
      pages();
    } else if (pages != null) {
      throw new BadInputException("--pages goes with a stream driver: a banded one has one image");
    }
    boolean isPart = work.shard().of() > 1;
    try (WorkOptions.Known known =
        work.open(
            Main.version(),
            () -> driver.digest(driverOptions.classpath()),
            spec.commandLine().getParseResult())) {
      return isPart ? part(played, subject, known) : verify(played, subject, known);
    }
  }

  private int pages() {
    int most = pages == null ? PAGES : pages;
    if (most < 1 || most > MOST_PAGES) {
      throw new BadInputException("--pages is " + most + "; it must be from 1 to " + MOST_PAGES);
    }
    return most;
  }

  private void refuseWhatStreamsHaveNot() {
    if (only == Part.MODEL || only == Part.PROOF || all || allProofs) {
      throw new BadInputException(
          "--platform vista: verify runs the driver; the protocol is proved by: "
              + "prove --platform vista");
    }
    if (cover.isGiven()) {
      throw new BadInputException(
          "--cover plans with the protocol of banded transfers; a stream driver has --within");
    }
  }

  /** Runs one of several parts, and keeps what comes out. */
  private int part(Platform played, Subject subject, WorkOptions.Known known) {
    DriverSearch search = search(played, REPLAYS, known);
    ImmutableMap<Phase, SearchResult> results =
        DriverVerifier.part(subject, search, TerminalProgress.create());
    out().println(TextReport.part(subject.name(), work.shard(), results));
    if (results.values().stream().anyMatch(SearchResult::isCut)) {
      Main.say(
          spec.commandLine().getErr(),
          "not finished; the same command goes on, and merge waits for it");
      return ExitCode.FAILED;
    }
    known.end().run();
    return results.values().stream().anyMatch(result -> result.counterexample().isPresent())
        ? ExitCode.VIOLATED
        : ExitCode.HOLDS;
  }

  private int verify(Platform played, Subject subject, WorkOptions.Known known) {
    Optional<Path> folder =
        Optional.ofNullable(report)
            .map(dir -> Output.folder("--report", Output.path("--report", dir)));
    Optional<Path> xml =
        Optional.ofNullable(junit)
            .map(file -> Output.file("--junit", Output.path("--junit", file)));
    if (folder.isEmpty() && parts(played).contains(Part.DRIVER)) {
      Output.writable(REPLAYS);
    }
    DriverSearch search =
        interleaving(
            learning.with(search(played, folder.orElse(REPLAYS), known), subject), subject);
    Spoken spoken = new Spoken(out(), json.isGiven(), detail);
    List<String> unfinished = new ArrayList<>();
    Verification parts = run(subject, search, spoken, unfinished);
    parts
        .driver()
        .filter(part -> part.reach().cutIn().isEmpty())
        .ifPresent(part -> known.end().run());
    ImmutableList<Proof.Line> proved = proved(search.deadline(), unfinished);
    ImmutableList<KillMatrix.Column> matrix =
        folder.isPresent() ? matrix(search, unfinished) : ImmutableList.of();
    inside.part().ifPresent(part -> say(part, subject, search, spoken));
    Verification verification =
        parts.withUnfinished(ImmutableList.copyOf(unfinished)).with(inside.part());
    spoken.say(TextReport.verdict(verification), true);
    String document = JsonReport.of(verification).toPrettyString() + "\n";
    if (json.isGiven()) {
      out().print(document);
    }
    builds.print(verification, out());
    out().flush(); // Before anything is written that may not fit on the disk.
    folder.ifPresent(
        dir -> {
          write(dir.resolve(DOCUMENT), document);
          write(dir.resolve("verify.txt"), spoken.text());
          write(
              dir.resolve("index.html"),
              Page.of(verification, matrix, proved, learning.learned(), this::replayCommand));
        });
    xml.ifPresent(file -> write(file, JunitReport.of(verification)));
    builds.write(verification, this::write);
    if (!unwritten.isEmpty()) {
      throw unwritten.get(0);
    }
    if (!verification.oursHolds() || proved.stream().anyMatch(l -> l.difference().isPresent())) {
      Main.say(
          spec.commandLine().getErr(),
          "the model, its proof or their comparison failed; see above");
      return ExitCode.FAILED;
    }
    if (!verification.holds()) {
      return ExitCode.VIOLATED;
    }
    if (time.requireComplete() && !verification.complete()) {
      Main.say(
          spec.commandLine().getErr(),
          "not complete (--require-complete): the time was up before "
              + String.join(", ", verification.cut())
              + (verification.cut().size() == 1 ? " was" : " were")
              + " finished");
      return ExitCode.FAILED;
    }
    return ExitCode.HOLDS;
  }

  private DriverSearch search(Platform played, Path folder, WorkOptions.Known known) {
    DriverSearch search =
        DriverSearch.of(played)
            .withDeadline(time.deadline())
            .withWorkers(work.workers())
            .withJournals(known.journals())
            .withRandom(runs, seed)
            .withRepeat(repeat)
            .withHangAfter(driverOptions.hangAfter())
            .withReplays(folder)
            .withRecorded(recorded())
            .withAccepted(
                accept == null
                    ? ImmutableList.of()
                    : AcceptFile.read(Output.path("--accept", accept)));
    if (boundsAreGiven()) {
      Scope scope = Scope.of(bounds.configuration().bounds()).withNotReady(notReady);
      return search.withScope(scope.withPages(played.streams() ? pages() : 1));
    }
    return notReady == Scope.NOT_READY
        ? search
        : search.withScope(IterativeDeepening.first(played).withNotReady(notReady));
  }

  /** Two threads are in the driver at once, too: if that was asked for, or nothing else was. */
  private DriverSearch interleaving(DriverSearch search, Subject subject) {
    boolean usual =
        !boundsAreGiven()
            && !cover.isGiven()
            && !spec.commandLine().getParseResult().hasMatchedOption("--runs");
    return inside.areRun(subject, usual)
        ? inside.with(search, subject, driverOptions.classpath(), search.deadline(), accept != null)
        : search;
  }

  private void say(InsidePart part, Subject subject, DriverSearch search, Spoken spoken) {
    spoken.say(InsideText.lines(subject.name(), part), part.violated().isPresent());
    part.violated()
        .flatMap(Explored::violation)
        .ifPresent(found -> spoken.add("\n" + found.detail()));
    part.violated().ifPresent(found -> keep(found, subject, search, spoken));
  }

  /** Writes a replay file, if the interleaving shows the same once more. */
  private void keep(Explored found, Subject subject, DriverSearch search, Spoken spoken) {
    if (!InsideOptions.showsAgain(found, search, subject, driverOptions.classpath())) {
      spoken.say("\nreplay     no file: it did not show again", true);
      return;
    }
    try {
      Path file = InsideReplay.write(search.replays(), subject.name(), search.platform(), found);
      spoken.say("\n" + TextReport.replay(file, replayCommand(file)), true);
    } catch (NotWrittenException e) {
      unwritten.add(e);
    }
  }

  /** Writes what can be written; what cannot be is reported at the end. */
  private void write(Path file, String content) {
    try {
      Output.write(file, content);
    } catch (NotWrittenException e) {
      unwritten.add(e);
    }
  }

  private Verification run(
      Subject subject, DriverSearch search, Spoken spoken, List<String> unfinished) {
    Progress progress = TerminalProgress.create();
    Optional<ModelPart> model = Optional.empty();
    Optional<ProofPart> proof = Optional.empty();
    Optional<DriverPart> driverPart = Optional.empty();
    EnumSet<Part> parts = parts(search.platform());
    TextReport.reading(search.platform()).ifPresent(spoken::say);
    // The driver has at least half of the time.
    Deadline ours = parts.contains(Part.DRIVER) ? search.deadline().half() : search.deadline();
    if (parts.contains(Part.MODEL)) {
      model = Verifier.model(protocol(search.platform()), ours, progress);
      spoken.say(TextReport.machine());
      spoken.say(
          model.map(TextReport::model).orElseGet(() -> cut("model", unfinished)),
          model.map(part -> !part.holds()).orElse(false));
    }
    if (parts.contains(Part.PROOF)) {
      proof = Verifier.proof(protocol(search.platform()).configuration(), ours, progress);
      spoken.say(
          proof.map(TextReport::proof).orElseGet(() -> cut("TLC", unfinished)),
          proof.map(part -> !part.holds() || !part.mirror().equal()).orElse(false));
    }
    if (parts.contains(Part.DRIVER)) {
      driverPart = Optional.of(driver(subject, search, progress, spoken));
    }
    return new Verification(search.platform(), seed, model, proof, driverPart);
  }

  /** The driver's part, which is said before its replay file is written. */
  private DriverPart driver(
      Subject subject, DriverSearch search, Progress progress, Spoken spoken) {
    List<DriverPart> told = new ArrayList<>();
    try {
      Consumer<DriverPart> tell =
          outcome -> {
            told.add(outcome);
            spoken.say(TextReport.conditions(seed, search.hangAfter()));
            spoken.say(TextReport.driver(outcome, this::replayCommand), !outcome.holds());
            if (outcome.counterexample().isEmpty()) { // It ends the search: there is more to know.
              spoken.add(TextReport.rules(outcome));
            }
          };
      DriverPart part =
          cover.isGiven()
              ? DriverVerifier.cover(subject, search, progress, tell)
              : DriverVerifier.verify(subject, search, progress, tell);
      part.replay()
          .ifPresent(file -> spoken.say("\n" + TextReport.replay(file, replayCommand(file)), true));
      return part;
    } catch (NotWrittenException e) {
      unwritten.add(e);
      return told.get(0);
    }
  }

  private static String cut(String part, List<String> unfinished) {
    unfinished.add(part);
    return TextReport.unfinished(part);
  }

  private ImmutableList<Proof.Line> proved(Deadline deadline, List<String> unfinished) {
    if (!allProofs) {
      return ImmutableList.of();
    }
    List<Callable<Proof.Line>> claims = new Proof(new Tlc(1), TlaFiles.JAR).claims();
    try (Progress.Bar bar = TerminalProgress.create().start("claims", claims.size())) {
      ImmutableList<Proof.Line> done =
          Verifier.inParallel(claims, deadline, bar).stream()
              .flatMap(Optional::stream)
              .collect(ImmutableList.toImmutableList());
      if (done.size() == claims.size()
          || done.stream().anyMatch(line -> line.difference().isPresent())) {
        return done;
      }
      unfinished.add("all proofs");
      return ImmutableList.of();
    }
  }

  /** What is done; what does not depend on the driver is not done again for each. */
  private EnumSet<Part> parts(Platform played) {
    if (only != null) {
      return EnumSet.of(only);
    }
    if (cover.isGiven() || played.streams()) {
      return EnumSet.of(Part.DRIVER);
    }
    return all || !driver.isGiven() ? EnumSet.allOf(Part.class) : EnumSet.of(Part.DRIVER);
  }

  /** Only with everything: it takes as long as the rest. */
  private ImmutableList<KillMatrix.Column> matrix(DriverSearch search, List<String> unfinished) {
    if (parts(search.platform()).size() < Part.values().length) {
      return ImmutableList.of();
    }
    Optional<ImmutableList<KillMatrix.Column>> columns =
        KillMatrix.columns(search.hangAfter(), search.deadline(), TerminalProgress.create());
    if (columns.isEmpty()) {
      unfinished.add("the kill matrix");
    }
    return columns.orElse(ImmutableList.of());
  }

  private boolean boundsAreGiven() {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    return pages != null || BoundOptions.NAMES.stream().anyMatch(parsed::hasMatchedOption);
  }

  private ImmutableList<Recorded> recorded() {
    return replays == null
        ? ImmutableList.of()
        : Output.files("--replays", Output.path("--replays", replays), ".json").stream()
            .filter(file -> !file.endsWith(DOCUMENT)) // A report folder has it beside the replays.
            .filter(file -> InsideReplay.read(file).isEmpty()) // No schedule of calls shows it.
            .map(Recorded::read)
            .collect(ImmutableList.toImmutableList());
  }

  private String replayCommand(Path file) {
    return driver.replayCommand(file, driverOptions);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
