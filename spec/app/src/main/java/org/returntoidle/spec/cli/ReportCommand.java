package org.returntoidle.spec.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.returntoidle.spec.text.Shown;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: {@code verify} for the sake of its page. */
@Command(
    name = "report",
    description = "Verifies, and writes everything into one page: DIR/index.html.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "return-to-idle-report",
      description = "The folder (default: ${DEFAULT-VALUE}).")
  private String folder = "return-to-idle-report";

  @Mixin private DriverOption driver = new DriverOption();

  @Mixin private DriverOptions driverOptions = new DriverOptions();

  @Mixin private PlatformOption platform = new PlatformOption();

  @Mixin private TimeOptions time = new TimeOptions();

  @Option(names = "--all-proofs", description = "Runs every claim, as prove does: some minutes.")
  private boolean allProofs;

  @Override
  public Integer call() {
    Output.path("DIR", folder); // Before it is taken for the value of an option.
    List<String> args = new ArrayList<>();
    Collections.addAll(args, "verify", "--report", folder);
    if (!platform.streams()) {
      args.add("--all");
    }
    args.addAll(driver.words());
    args.addAll(platform.words());
    args.addAll(time.words());
    if (allProofs) {
      args.add("--all-proofs");
    }
    args.addAll(driverOptions.words());
    CommandLine main = Objects.requireNonNull(spec.commandLine().getParent());
    int exitCode = main.execute(args.toArray(String[]::new));
    if (exitCode == ExitCode.HOLDS || exitCode == ExitCode.VIOLATED) {
      String page = Path.of(folder, "index.html").toString();
      spec.commandLine().getOut().println(Shown.line("report     " + page));
    }
    return exitCode;
  }
}
