package org.returntoidle.spec.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.inside.Explored;
import org.returntoidle.spec.inside.Inside;
import org.returntoidle.spec.inside.InsidePart;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.verdict.BadInputException;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.Subject;
import picocli.CommandLine.Option;

/** How many orders of a driver's own statements are run, and what came out. */
final class InsideOptions {
  private static final int MOST = 1_000_000;

  private static final int USUAL = 200;

  /** How long it takes at most if nobody has said how many. */
  private static final Duration TIME = Duration.ofSeconds(20);

  @Option(
      names = "--inside",
      paramLabel = "N",
      description =
          "Up to so many interleavings of the driver's own statements for each way in which two"
              + " threads meet in it; only for a class (default: 200, and 20 s in all;"
              + " none if a bound or --runs is given).")
  private @Nullable Integer most;

  private @Nullable InsidePart part;

  /** Refuses what is wrong before anything is done. */
  void check(boolean driverIsLeftOut) {
    if (most != null && (most < 1 || most > MOST)) {
      throw new BadInputException("--inside is " + most + "; it must be from 1 to " + MOST);
    }
    if (most != null && driverIsLeftOut) {
      throw new BadInputException("--inside needs the driver, which --only leaves out");
    }
  }

  /** Whether there are any: if they were asked for, or {@code usual} and it is a class. */
  boolean areRun(Subject subject, boolean usual) {
    if (most != null && subject.isProcess()) {
      throw new BadInputException("--inside: the statements of another process cannot be seen");
    }
    return !subject.isProcess() && (most != null || usual);
  }

  /**
   * The same search within {@code all}, which interleaves statements before it lets threads race,
   * and has them race only if nothing can be said of their interleavings.
   */
  DriverSearch with(
      DriverSearch search, Subject subject, List<String> classpath, Deadline all, boolean accepts) {
    return search
        .withDeadline(all.keeping(TIME))
        .withRaces(
            () -> {
              InsidePart run =
                  accepts
                      ? InsidePart.notTested("what is accepted (--accept) would be found again")
                      : Inside.explore(
                          settings(search, subject, classpath, all), TerminalProgress.create());
              part = run;
              return run.why().isPresent();
            });
  }

  private Inside.Settings settings(
      DriverSearch search, Subject subject, List<String> classpath, Deadline all) {
    return new Inside.Settings(
        InsideMain.class,
        subject.name(),
        classpath,
        search.platform(),
        Optional.empty(),
        most == null ? USUAL : most,
        most == null ? all.orWithin(TIME) : all);
  }

  /** What came out; empty if it was not run, since something else was found or nobody asked. */
  Optional<InsidePart> part() {
    return Optional.ofNullable(part);
  }

  /** Whether {@code found} shows once more. */
  static boolean showsAgain(
      Explored found, DriverSearch search, Subject subject, List<String> classpath) {
    return Inside.explore(
            new Inside.Settings(
                InsideMain.class,
                subject.name(),
                classpath,
                search.platform(),
                Optional.of(found.scene()),
                found.interleavings(),
                Deadline.NEVER))
        .violated()
        .filter(found::showsTheSameAs)
        .isPresent();
  }
}
