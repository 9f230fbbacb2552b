package org.returntoidle.spec.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.text.Similar;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verify.Itf;
import org.returntoidle.spec.verify.StepColumns;
import org.returntoidle.spec.verify.Verifier;
import org.returntoidle.tla.Claim;
import org.returntoidle.tla.Proof;
import org.returntoidle.tla.TlaFiles;
import org.returntoidle.tla.Transfers;
import org.returntoidle.tla.TrueByConstruction;
import org.returntoidle.tla.engine.Tlc;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code prove}: TLC on every claim. */
@Command(
    name = "prove",
    description = {
      "Runs TLC on every claim, and checks each again in Java.",
      "An expected failure passes only if TLC finds the expected counterexample,",
      "and if that is a behaviour of the Java model. Those of the hazards are printed.",
    },
    mixinStandardHelpOptions = true)
final class ProveCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--platform",
      paramLabel = "xp|me|vista",
      converter = OfPlatform.class,
      description = {
        "The Windows version: xp and me, which are proved together (default), or vista,",
        "which stands for all later ones."
      })
  private Transfers transfers = Transfers.BANDED;

  @Option(
      names = "--config",
      paramLabel = "NAME",
      description = "Only this claim, with its counterexample if it must fail.")
  private @Nullable String config;

  @Option(
      names = "--all",
      description = {
        "Also compares the graphs of TLC and Java in every configuration,",
        "and their steps from every type-correct state, and asks TLC about",
        "what Java, or the same claim about another driver, shows already."
      })
  private boolean all;

  @Option(
      names = "--modules",
      paramLabel = "DIR",
      description = {
        "Takes modules and claims.json from here, not from the jar; and what TLC must count, if",
        "figures.csv is there."
      })
  private @Nullable String modules;

  @Option(
      names = {ProofExport.OPTION, "--write-cfg"},
      paramLabel = "DIR",
      description = {
        "Checks nothing, but writes into DIR, which must be empty, what is needed to change the",
        "proof and to run it there: the modules, claims.json, the configuration file of each",
        "claim, and a README.md that says how."
      })
  private @Nullable String export;

  @Option(
      names = "--itf",
      paramLabel = "DIR",
      description = {
        "Writes into DIR each counterexample in the Informal Trace Format, as CLAIM.itf.json."
      })
  private @Nullable String itf;

  @Mixin private JsonOptions json = new JsonOptions();

  @Override
  public Integer call() {
    if (export != null) {
      write(Output.path(ProofExport.OPTION, export), files());
      return ExitCode.HOLDS;
    }
    Optional<Path> traces =
        Optional.ofNullable(itf)
            .map(folder -> Output.folder("--itf", Output.path("--itf", folder)));
    Progress progress = TerminalProgress.create();
    AtomicReference<Consumer<String>> says = new AtomicReference<>(text -> {});
    Tlc tlc = Verifier.counting(progress, text -> Objects.requireNonNull(says.get()).accept(text));
    Proof proof = new Proof(tlc, files(), transfers);
    List<Callable<Proof.Line>> jobs = jobs(proof);
    ImmutableList<Proof.Line> lines;
    try (Progress.Bar bar = progress.start("TLC", jobs.size())) {
      says.set(bar::says);
      lines = Verifier.inParallel(jobs, bar);
    }
    traces.ifPresent(folder -> write(folder, lines));
    boolean asExpected = lines.stream().allMatch(line -> line.difference().isEmpty());
    if (json.isGiven()) {
      out().println(document(lines, asExpected).toPrettyString());
    } else {
      table(lines, all ? 0 : proof.claimsWithAll().size());
    }
    // With modules of one's own, a claim that fails is what was asked about.
    return asExpected ? ExitCode.HOLDS : modules == null ? ExitCode.FAILED : ExitCode.VIOLATED;
  }

  private TlaFiles files() {
    if (modules == null) {
      return TlaFiles.JAR;
    }
    Path folder = Output.path("--modules", modules);
    if (!Files.isDirectory(folder)) {
      throw new BadInputException("--modules: there is no folder " + Shown.name(folder));
    }
    return new TlaFiles(Optional.of(folder));
  }

  private void write(Path folder, TlaFiles files) {
    if (all || json.isGiven() || itf != null) {
      throw new BadInputException("--export goes with none of --all, --json and --itf");
    }
    String only = config;
    List<Claim> claims =
        files.claims(transfers).stream()
            .filter(claim -> only == null || claim.name().equals(only))
            .toList();
    if (only != null && claims.isEmpty()) {
      throw unknown(only, files);
    }
    out().print(ProofExport.write(folder, files, transfers, claims));
  }

  private static void write(Path folder, List<Proof.Line> lines) {
    for (Proof.Line line : lines) {
      if (!line.visited().isEmpty()) {
        String text = Itf.of(line).toPrettyString() + "\n";
        Output.write(folder.resolve(line.name() + ".itf.json"), text);
      }
    }
  }

  private List<Callable<Proof.Line>> jobs(Proof proof) {
    if (config == null) {
      List<Callable<Proof.Line>> jobs = new ArrayList<>();
      if (all) {
        // The longest first, so that no core is left alone with one at the end.
        jobs.addAll(proof.kernels());
        jobs.addAll(proof.mirrors());
      }
      jobs.addAll(proof.claims());
      if (all) {
        jobs.addAll(proof.claimsWithAll());
      }
      return jobs;
    }
    if (all) {
      throw new BadInputException("--config and --all exclude each other");
    }
    String name = config;
    return List.of(proof.claim(name).orElseThrow(() -> unknown(name, proof.files())));
  }

  private BadInputException unknown(String name, TlaFiles files) {
    List<String> names = files.claims(transfers).stream().map(Claim::name).toList();
    return new BadInputException(
        "--config: unknown claim '"
            + Shown.name(name)
            + "'"
            + Similar.to(name, names)
            + "; there are "
            + names.size()
            + ", such as "
            + names.stream().limit(3).collect(Collectors.joining(", ")));
  }

  /**
   * Prints what was found.
   *
   * @param more how many claims TLC was not asked about
   */
  private void table(List<Proof.Line> lines, int more) {
    out()
        .printf(
            Locale.ROOT,
            "%-48s %-9s %9s %10s %5s %5s %6s  %s%n",
            "claim",
            "verdict",
            "states",
            "generated",
            "depth",
            "steps",
            "s",
            "what it shows");
    lines.forEach(this::row);
    if (config == null) {
      long failing = lines.stream().filter(line -> line.verdict().equals("violated")).count();
      long wrong = lines.stream().filter(line -> line.difference().isPresent()).count();
      out()
          .printf(
              Locale.ROOT,
              "%n%d checks: %d hold, %d fail as they must, %d are not as expected%n",
              lines.size(),
              lines.size() - failing - wrong,
              failing,
              wrong);
      if (more > 0) {
        out()
            .printf(
                Locale.ROOT,
                "%d more claims are left to --all: Java shows them, or TLC the same of another driver%n",
                more);
      }
    }
  }

  private void row(Proof.Line line) {
    boolean violated = !line.counterexample().isEmpty();
    out()
        .printf(
            Locale.ROOT,
            "%-48s %-9s %,9d %,10d %5s %5s %6.1f  %s%n",
            line.name(),
            line.verdict(),
            line.states(),
            line.generatedSteps(),
            violated || line.depth() == 0 ? "" : line.depth(),
            violated ? line.counterexample().size() : "",
            line.milliseconds() / 1000.0,
            line.says());
    line.difference().ifPresent(difference -> say("NOT EXPECTED: " + difference));
    boolean asked = config != null || line.name().startsWith("hazard-");
    if (violated && (asked || line.difference().isPresent())) {
      out().println(StepColumns.of(line.counterexample()).indent(4).stripTrailing());
      line.loop().ifPresent(loop -> say("then " + loop));
    }
  }

  private void say(String text) {
    out().println(Shown.wrapped("    " + text));
  }

  private ObjectNode document(List<Proof.Line> lines, boolean asExpected) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("format", 1);
    root.put("verdict", asExpected ? "holds" : "violated");
    ArrayNode claims = root.putArray("claims");
    for (Proof.Line line : lines) {
      ObjectNode node = claims.addObject();
      node.put("name", line.name());
      node.put("says", line.says());
      node.put("verdict", line.verdict());
      node.put("asExpected", line.difference().isEmpty());
      node.put("difference", line.difference().orElse(null));
      node.put("distinctStates", line.states());
      node.put("edges", line.generatedSteps()); // Its name in format 1.
      node.put("depth", line.depth());
      node.put("milliseconds", line.milliseconds());
      ArrayNode properties = node.putArray("properties");
      line.claims().forEach(properties::add);
      line.claims().stream()
          .filter(this::isTrueByConstruction)
          .forEach(node.putArray("trueByConstruction")::add);
      ArrayNode fairness = node.putArray("fairness");
      line.fairness().forEach(fairness::add);
      ArrayNode steps = node.putArray("counterexample");
      line.counterexample().forEach(steps::add);
      node.put("loop", line.loop().orElse(null));
    }
    return root;
  }

  /** The list is one of banded transfers. */
  private boolean isTrueByConstruction(String property) {
    return transfers == Transfers.BANDED && TrueByConstruction.names().contains(property);
  }

  /** The protocol of a Windows version, in lower or upper case. */
  static final class OfPlatform implements ITypeConverter<Transfers> {
    @Override
    public Transfers convert(String value) {
      return Platform.all().stream()
          .filter(platform -> platform.label().equalsIgnoreCase(value))
          .map(platform -> platform.streams() ? Transfers.STREAMS : Transfers.BANDED)
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + value + "' is not xp, me or vista"));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
