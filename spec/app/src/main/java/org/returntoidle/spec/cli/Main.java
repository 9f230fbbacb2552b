package org.returntoidle.spec.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSet;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.returntoidle.spec.harness.Exits;
import org.returntoidle.spec.harness.InterruptedRunException;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.text.ShownWriter;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.NotWrittenException;
import org.returntoidle.tla.TlaFilesException;
import org.returntoidle.tla.engine.Leftovers;
import org.returntoidle.tla.engine.TlcException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry point: {@code java -jar return-to-idle.jar COMMAND}. */
@Command(
    name = "return-to-idle",
    description = "Checks that a cancelable scanner driver stops, returns to idle and is ready.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      VerifyCommand.class,
      MergeCommand.class,
      ExploreCommand.class,
      ProveCommand.class,
      LearnCommand.class,
      ReplayCommand.class,
      RulesCommand.class,
      ExplainCommand.class,
      DriversCommand.class,
      ReportCommand.class,
      CheckTraceCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything holds",
      "1:a violation was found",
      "2:what was passed is wrong",
      "3:the tool's own side failed"
    })
public final class Main implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Options with which a command prints a document for programs, or to be kept. */
  private static final ImmutableSet<String> DOCUMENTS =
      ImmutableSet.of("--json", "--json-schema", "--markdown", "--machine", "--schema");

  /** Whether lines have colors. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      defaultValue = "auto",
      scope = CommandLine.ScopeType.INHERIT,
      description =
          "Colors in what is printed for people (default: ${DEFAULT-VALUE}: on a terminal, unless"
              + " NO_COLOR is set).")
  private Color color = Color.AUTO;

  /** The version, as checkpoints keep it. */
  static String version() {
    return Version.ofProgram();
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    // Whatever a driver under test prints does not belong into our output.
    System.setOut(System.err);
    Exits.Owner unused = Exits.own(); // Until the end.
    Leftovers.OF_THIS_PROGRAM.spareIf(Exits::goesDownByDriver);
    int code = run(out, err, args);
    if (code == ExitCode.HOLDS && Exits.isByDriver()) {
      err.println("return-to-idle: D17 violated: the driver ended the program (System.exit)");
      code = ExitCode.VIOLATED;
    }
    out.flush();
    err.flush();
    Leftovers.OF_THIS_PROGRAM.endAll();
    // A driver under test may have left threads, or shutdown hooks, that never end.
    Runtime.getRuntime().halt(code);
  }

  /** Runs a command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    PaintedWriter painted = new PaintedWriter(out);
    PrintWriter shownOut = new PrintWriter(new ShownWriter(painted));
    PrintWriter shownErr = new PrintWriter(new ShownWriter(err), true);
    int code = execute(painted, shownOut, shownErr, args);
    shownOut.flush();
    if (out.checkError()) {
      return failed(shownErr, "standard output cannot be written: is the disk full?");
    }
    return code;
  }

  private static int execute(
      PaintedWriter painted, PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF)); // It would be escaped.
    line.setExecutionStrategy(
        parsed -> {
          painted.paints(main.paints() && isForPeople(parsed));
          return JsonOptions.runOrPrint(parsed);
        });
    for (CommandLine command : line.getSubcommands().values()) {
      command.getCommandSpec().versionProvider(new Version()); // All have the option.
    }
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // A file's name may begin with @.
    line.setParameterExceptionHandler(
        (exception, ignored) -> badInput(exception.getCommandLine().getErr(), message(exception)));
    line.setExecutionExceptionHandler((exception, command, ignored) -> failed(exception, err));
    try {
      return line.execute(args);
    } catch (Throwable e) { // Errors, too: what is not known to be a verdict is none.
      return failed(e, err);
    }
  }

  /** Whether what is printed is no document. */
  private static boolean isForPeople(ParseResult parsed) {
    ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    return command.matchedOptions().stream()
        .map(option -> option.longestName())
        .noneMatch(DOCUMENTS::contains);
  }

  private boolean paints() {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> Ansi.AUTO.enabled() && !"dumb".equals(System.getenv("TERM"));
    };
  }

  private static int outOfMemory(PrintWriter err) {
    return failed(err, "out of memory; try smaller bounds, or a larger java -Xmx");
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing; " + commands(spec.commandLine()));
  }

  private static String message(ParameterException exception) {
    String first =
        String.valueOf(exception.getMessage())
            .lines()
            .findFirst()
            .orElse("wrong arguments")
            .replaceFirst("is not an? (int|long)$", "is not a whole number");
    if (exception instanceof CommandLine.UnmatchedArgumentException
        && exception.getCommandLine().getCommandName().equals("return-to-idle")) {
      return first + "; " + commands(exception.getCommandLine());
    }
    return first;
  }

  private static String commands(CommandLine main) {
    List<String> names = List.copyOf(main.getSubcommands().keySet());
    int last = names.size() - 1;
    return "there are " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static int badInput(PrintWriter err, String message) {
    say(err, message);
    return ExitCode.BAD_INPUT;
  }

  private static int failed(PrintWriter err, String message) {
    say(err, message);
    return ExitCode.FAILED;
  }

  /** Says one line on standard error; whatever the message quotes, it stays one. */
  static void say(PrintWriter err, String message) {
    err.println(Shown.line("return-to-idle: " + message));
  }

  private static int failed(Throwable exception, PrintWriter err) {
    // What fails because this program was told to end is not said.
    Leftovers.OF_THIS_PROGRAM.holdIfGoingDown();
    if (exception instanceof BadInputException) {
      return badInput(err, String.valueOf(exception.getMessage()));
    }
    if (exception instanceof TlaFilesException) {
      return badInput(err, String.valueOf(exception.getMessage()));
    }
    if (exception instanceof TlcException || exception instanceof NotWrittenException) {
      return failed(err, String.valueOf(exception.getMessage()));
    }
    if (exception instanceof InterruptedRunException) {
      return failed(
          err, exception.getMessage() + "; does it interrupt threads that are not its own?");
    }
    if (Throwables.getRootCause(exception) instanceof StackOverflowError) {
      err.println("return-to-idle: the stack is full; try a larger java -Xss");
      return ExitCode.FAILED;
    }
    if (Throwables.getRootCause(exception) instanceof OutOfMemoryError) {
      return outOfMemory(err);
    }
    err.println("return-to-idle: internal error: " + exception);
    for (StackTraceElement frame : exception.getStackTrace()) {
      err.println("    at " + frame);
    }
    return ExitCode.FAILED;
  }
}
