package org.returntoidle.spec.cli;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.report.TracePage;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.trace.DamagedTraceException;
import org.returntoidle.spec.trace.TraceFile;
import org.returntoidle.spec.trace.TraceReader;
import org.returntoidle.spec.trace.TraceVerdict;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verify.Itf;
import org.returntoidle.spec.verify.JunitReport;
import org.returntoidle.spec.verify.TraceReport;
import org.returntoidle.spec.verify.TraceReport.Checked;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check-trace}: do recorded traces keep the rules? */
@Command(
    name = "check-trace",
    description = {
      "Checks recorded traces: is each a behaviour that the rules permit?",
      "A trace is bad if it is violated or unfinished (exit code 1); if none is, but one cannot be"
          + " read, the exit code is 2."
    },
    mixinStandardHelpOptions = true)
final class CheckTraceCommand implements Callable<Integer> {
  private static final TraceVerdict NOTHING = new TraceVerdict(0, 0, 0, ImmutableList.of());

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Traces, also compressed by gzip; a folder stands for its files *.jsonl and"
              + " *.jsonl.gz, - for standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--platform",
      paramLabel = "xp|me|vista",
      converter = PlatformOption.Converter.class,
      description = "Judges by this Windows version, whatever the header says.")
  private @Nullable Platform platform;

  @Option(
      names = "--me",
      paramLabel = "error|false|any",
      description = "With --platform me: how A7's note is read.")
  private @Nullable String reading;

  @Mixin private JsonOptions json = new JsonOptions();

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit XML.")
  private @Nullable String junit;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = {
        "Writes index.html into DIR: each trace that is bad as a diagram, the wrong event in red,",
        "and what would have been allowed."
      })
  private @Nullable String report;

  @Option(
      names = "--itf",
      paramLabel = "DIR",
      description =
          "Writes each trace into DIR in the Informal Trace Format, as NAME.itf.json, for viewers;"
              + " at most 100000 events.")
  private @Nullable String itf;

  /** No viewer shows more. */
  private static final int MOST_EVENTS = 100_000;

  @Option(names = "--schema", description = "Prints the JSON Schema of a line, and ends.")
  private boolean schema;

  @Override
  public Integer call() throws IOException {
    if (schema) {
      out().print(Resources.toString(TraceReader.SCHEMA, StandardCharsets.UTF_8));
      return ExitCode.HOLDS;
    }
    if (files.isEmpty()) {
      throw new BadInputException("no trace is given; name files or folders, or - for stdin");
    }
    Optional<Platform> judgedBy = platform();
    Optional<Path> xml =
        Optional.ofNullable(junit)
            .map(file -> Output.file("--junit", Output.path("--junit", file)));
    Optional<Path> page =
        Optional.ofNullable(report)
            .map(folder -> Output.folder("--report", Output.path("--report", folder)));
    Optional<Path> behaviors =
        Optional.ofNullable(itf)
            .map(folder -> Output.folder("--itf", Output.path("--itf", folder)));
    if (itf != null && files.contains("-")) {
      throw new BadInputException("--itf: standard input cannot be read twice; name a file");
    }
    ImmutableList.Builder<Checked> all = ImmutableList.builder();
    for (String file : files) {
      for (String one : expanded(file)) {
        Checked checked = check(one, judgedBy);
        say(checked);
        all.add(checked);
      }
    }
    ImmutableList<Checked> traces = all.build();
    if (json.isGiven()) {
      out().println(TraceReport.json(traces).toPrettyString());
    }
    out().flush(); // Before a file is written that may not fit on the disk.
    xml.ifPresent(file -> Output.write(file, JunitReport.of(traces)));
    page.ifPresent(folder -> write(folder.resolve("index.html"), traces));
    behaviors.ifPresent(folder -> traces.forEach(trace -> write(folder, trace)));
    return exitCode(traces);
  }

  private void write(Path file, ImmutableList<Checked> traces) {
    Output.write(file, TracePage.of(traces));
    if (!json.isGiven()) {
      out().println("report     " + Shown.name(file));
    }
  }

  /** Of one that is damaged it was said, and there is no file. */
  private static void write(Path folder, Checked trace) {
    Path from = Output.path("FILE", trace.file());
    String name = from.getFileName() + ".itf.json";
    if (trace.damage().isEmpty()) {
      try {
        Output.write(
            folder.resolve(name),
            Itf.of(trace.file(), TraceFile.events(from, MOST_EVENTS)).toPrettyString() + "\n");
      } catch (DamagedTraceException e) {
        throw new BadInputException("--itf: " + e.getMessage());
      }
    }
  }

  private Optional<Platform> platform() {
    return reading == null
        ? Optional.ofNullable(platform)
        : Optional.of(PlatformOption.read(platform == null ? Platform.XP : platform, reading));
  }

  private static int exitCode(ImmutableList<Checked> traces) {
    if (traces.stream().anyMatch(trace -> !trace.verdict().isGood())) {
      return ExitCode.VIOLATED;
    }
    boolean damaged = traces.stream().anyMatch(trace -> !trace.damage().isEmpty());
    return damaged ? ExitCode.BAD_INPUT : ExitCode.HOLDS;
  }

  private static List<String> expanded(String file) {
    Path path = Output.path("FILE", file);
    if (file.equals("-") || !Files.isDirectory(path)) {
      return List.of(file);
    }
    List<String> found =
        Output.files("FILE", path, "").stream()
            .map(Path::toString)
            .filter(name -> name.endsWith(".jsonl") || name.endsWith(".jsonl.gz"))
            .toList();
    if (found.isEmpty()) {
      throw new BadInputException(
          "the folder " + Shown.name(file) + " has no file *.jsonl or *.jsonl.gz");
    }
    return found;
  }

  private Checked check(String file, Optional<Platform> judgedBy) throws IOException {
    Stopwatch watch = Stopwatch.createStarted();
    try {
      TraceVerdict verdict = verdict(file, judgedBy);
      return new Checked(file, verdict, "", watch.elapsed(TimeUnit.MILLISECONDS));
    } catch (DamagedTraceException e) {
      return new Checked(
          file, NOTHING, String.valueOf(e.getMessage()), watch.elapsed(TimeUnit.MILLISECONDS));
    }
  }

  private TraceVerdict verdict(String file, Optional<Platform> judgedBy)
      throws DamagedTraceException, IOException {
    Progress progress = TerminalProgress.create();
    if (file.equals("-")) {
      if (StandardInput.isClosed()) {
        throw new BadInputException("-: standard input is closed");
      }
      try (Progress.Bar bar = progress.start("bytes", -1)) {
        return TraceFile.check("standard input", System.in, judgedBy, bar::at);
      }
    }
    Path path = Output.path("FILE", file);
    long size = Files.isRegularFile(path) ? Files.size(path) : -1;
    try (Progress.Bar bar = progress.start("bytes", size)) {
      return TraceFile.check(path, judgedBy, bar::at);
    }
  }

  private void say(Checked checked) {
    if (!checked.damage().isEmpty()) {
      Main.say(spec.commandLine().getErr(), checked.damage());
    } else if (!json.isGiven()) {
      out().println(TraceReport.text(checked));
      out().flush();
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
