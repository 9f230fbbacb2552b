package org.returntoidle.spec.kit;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Exits;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.text.ShownWriter;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverClass;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;
import org.returntoidle.spec.verdict.Replayed;
import org.returntoidle.spec.verdict.Subject;

/**
 * Runs a counterexample again, in a project that has the kit and no command line: what a failing
 * check prints. The command {@code replay} of the jar does the same, and more.
 */
public final class Replay {
  private static final String USAGE = "the arguments are: replay FILE [--hang-after SECONDS]";
  private static final int BAD_INPUT = 2;
  private static final int FAILED = 3;

  private Replay() {}

  /** Ends the process: 1 if the driver still fails, 0 if not, 2 for bad input, 3 for our fault. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    // Whatever a driver under test prints does not belong into our output.
    System.setOut(System.err);
    Exits.Owner unused = Exits.own(); // Until the end.
    int code = run(out, err, args);
    out.flush();
    err.flush();
    // A driver under test may have left threads, or shutdown hooks, that never end.
    Runtime.getRuntime().halt(code);
  }

  /** What {@link #main} does, but for the end of the process. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    PrintWriter shownErr = new PrintWriter(new ShownWriter(err), true);
    int code = replay(new PrintWriter(new ShownWriter(out), true), shownErr, args);
    return out.checkError()
        ? say(shownErr, "standard output cannot be written: is the disk full?", FAILED)
        : code;
  }

  private static int replay(PrintWriter out, PrintWriter err, String... args) {
    try {
      Recorded recorded = Recorded.read(file(args));
      try (Subject subject = subject(recorded.replay().driver())) {
        Replayed replayed = Replayed.run(recorded, subject, hangAfter(args));
        replayed.text().lines().forEach(out::println);
        return replayed.fails() ? 1 : 0;
      }
    } catch (BadInputException e) {
      return say(err, String.valueOf(e.getMessage()), BAD_INPUT);
    } catch (DriverNotUsableException e) {
      return say(err, "the driver cannot be made: " + e.getMessage(), BAD_INPUT);
    } catch (RuntimeException | Error e) { // What is not known to be a verdict is none.
      return say(err, "internal error: " + e, FAILED);
    }
  }

  private static int say(PrintWriter err, String message, int code) {
    err.println(Shown.line("return-to-idle: " + message));
    return code;
  }

  private static Path file(String... args) {
    boolean known =
        (args.length == 2 || (args.length == 4 && args[2].equals("--hang-after")))
            && args[0].equals("replay");
    if (!known) {
      throw new BadInputException(USAGE);
    }
    try {
      return Path.of(args[1]);
    } catch (InvalidPathException e) {
      throw new BadInputException("FILE is not a path: " + args[1]);
    }
  }

  private static Duration hangAfter(String... args) {
    if (args.length == 2) {
      return Duration.ofSeconds(CounterexampleFile.HANG_AFTER);
    }
    try {
      int seconds = Integer.parseInt(args[3]);
      if (seconds >= 1) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadInputException(
        "--hang-after is " + args[3] + "; it must be a whole number, at least 1");
  }

  private static Subject subject(String name) {
    try {
      DriverFactory factory = DriverClass.load(name, Replay.class.getClassLoader());
      return new Subject(name, factory, Reading.PERMISSIVE);
    } catch (ClassNotFoundException e) {
      throw new BadInputException("no class " + Shown.name(name) + " on the class path");
    }
  }
}
