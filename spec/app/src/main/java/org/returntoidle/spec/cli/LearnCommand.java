package org.returntoidle.spec.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.learn.Learned;
import org.returntoidle.spec.learn.LearnedText;
import org.returntoidle.spec.learn.Learning;
import org.returntoidle.spec.learn.Machine;
import org.returntoidle.spec.learn.MachineFile;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.Progress;
import org.returntoidle.spec.verdict.Subject;
import org.returntoidle.spec.verify.LearnedJson;
import org.returntoidle.spec.verify.Subjects;
import org.returntoidle.spec.verify.TextReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code learn}: the driver's own machine. */
@Command(
    name = "learn",
    description = {
      "Learns the driver's own machine from outside, and checks the rules in it:",
      "for any number of bands, transfers and cancels."
    },
    mixinStandardHelpOptions = true)
final class LearnCommand implements Callable<Integer> {
  private static final int MOST = 4;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Mixin private DriverOption driver = new DriverOption();

  @Mixin private DriverOptions driverOptions = new DriverOptions();

  @Mixin private PlatformOption platform = new PlatformOption();

  @Mixin private TimeOptions time = new TimeOptions();

  @Mixin private ExtraOption extra = new ExtraOption();

  @Option(
      names = "--pages",
      paramLabel = "N",
      description = "Up to so many pages in a transfer to streams (default: 1).")
  private @Nullable Integer pages;

  @Option(
      names = "--against",
      paramLabel = "reference|DRIVER|FILE",
      description =
          "Compares with another driver, or with one that was saved; exit code 1 if they differ.")
  private @Nullable String against;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Writes the machine as JSON; for Graphviz if the name ends with .dot.")
  private @Nullable String save;

  @Mixin private JsonOptions json = new JsonOptions();

  @Override
  public Integer call() {
    int more = extra.extra();
    if (pages != null && (pages < 1 || pages > MOST)) {
      throw new BadInputException("--pages is " + pages + "; it must be 1 to " + MOST);
    }
    Optional<Path> file =
        Optional.ofNullable(save).map(name -> Output.file("--save", Output.path("--save", name)));
    Output.writable(DriverSearch.REPLAYS);
    Learning.Settings all =
        Learning.Settings.of(more)
            .withPages(pages == null ? 1 : pages)
            .withDeadline(time.deadline())
            .withHangAfter(driverOptions.hangAfter());
    Learning.Settings settings = against == null ? all : all.toTheEnd();
    try (Subject subject = driver.subject(reference(), driverOptions.classpath())) {
      Platform played = platform.platformOf(subject);
      if (pages != null && !played.streams()) {
        throw new BadInputException("--pages goes with a stream driver");
      }
      Optional<Other> other =
          Optional.ofNullable(against).map(name -> other(name, played, settings));
      Learned learned =
          learned(subject, played, settings).located(subject.factory(), driverOptions.hangAfter());
      say(LearnedText.of(learned));
      Optional<Path> replay = learned.found().flatMap(found -> replay(subject, found));
      Optional<Machine> machine = learned.machine().filter(whole -> learned.otherwise().isEmpty());
      boolean differs =
          other.isPresent() && machine.isPresent() && differs(machine.get(), other.get());
      if (json.isGiven()) {
        out()
            .println(
                LearnedJson.of(learned, replay, other.map(Other::name), differs).toPrettyString());
      }
      out().flush(); // Before a file is written that may not fit on the disk.
      machine.ifPresent(
          whole -> file.ifPresent(to -> Output.write(to, MachineFile.text(to, learned, whole))));
      boolean failed = learned.found().isPresent() || differs;
      boolean lacks = time.requireComplete() && learned.otherwise().isPresent();
      return failed ? ExitCode.VIOLATED : lacks ? ExitCode.FAILED : ExitCode.HOLDS;
    }
  }

  private static Learned learned(Subject subject, Platform played, Learning.Settings settings) {
    try (Progress.Bar bar = TerminalProgress.create().start("runs", -1)) {
      return Learning.learn(subject, played, settings, bar::at);
    }
  }

  private String reference() {
    return reference(platform.streams());
  }

  private static String reference(boolean streams) {
    return (streams ? BuiltInDriver.STREAM_REFERENCE : BuiltInDriver.REFERENCE).label();
  }

  /** What the driver is compared with. */
  private record Other(String name, Machine machine, boolean wasSaved) {}

  private Other other(String name, Platform played, Learning.Settings settings) {
    Path file = Output.path("--against", name);
    if (Files.isRegularFile(file) || name.endsWith(".json")) {
      int most = played.streams() ? settings.pages() : 0;
      return new Other(name, MachineFile.read(file, played, most), true);
    }
    String wanted = name.equals(reference(false)) ? reference(played.streams()) : name;
    try (Subject subject = Subjects.find(wanted, driverOptions.classpath())) {
      Learned learned = learned(subject, played, settings);
      return new Other(
          wanted,
          learned
              .machine()
              .filter(machine -> learned.otherwise().isEmpty())
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "--against: nothing was learned of " + Shown.name(wanted))),
          false);
    }
  }

  private boolean differs(Machine machine, Other other) {
    say(LearnedText.compared(machine, other.name(), other.machine(), other.wasSaved()));
    return Machine.difference(machine, other.machine()).isPresent();
  }

  private Optional<Path> replay(Subject subject, Counterexample found) {
    if (!found.replays()) {
      return Optional.empty();
    }
    Path file = DriverVerifier.write(DriverSearch.REPLAYS, subject.name(), found);
    say("\n" + TextReport.replay(file, driver.replayCommand(file, driverOptions)));
    return Optional.of(file);
  }

  private void say(String lines) {
    if (!json.isGiven()) {
      out().println(lines);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
