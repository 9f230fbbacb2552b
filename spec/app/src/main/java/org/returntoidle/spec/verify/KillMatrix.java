package org.returntoidle.spec.verify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Refusal;
import org.returntoidle.spec.drivers.BuiltInDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.Effort;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.search.Reordering;
import org.returntoidle.spec.search.Repetition;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.Progress;

/** Which rule finds which faulty driver. */
public final class KillMatrix {
  /** With a third transfer, for what is used up (D14). */
  private static final Scope SCOPE = Scope.together(2, 3, 2);

  /** Nothing is used up here; a fault and a cancel of its message are two events (V32). */
  private static final Scope STREAMS = Scope.together(2, 2, 2).withPages(2);

  /** A driver that hangs costs seconds each time. */
  private static final int HANGS = 2;

  private KillMatrix() {}

  /**
   * What finds one driver, on the platforms on which its mistake shows.
   *
   * @param driver the driver
   * @param named the rules that the verdict names
   * @param broken those and all others that a schedule of the same length breaks
   * @param first the first counterexample; empty if nothing finds the driver
   * @param schedules how many were run
   */
  public record Column(
      BuiltInDriver driver,
      ImmutableSet<Rule> named,
      ImmutableSet<Rule> broken,
      Optional<Counterexample> first,
      long schedules) {
    /** Whether a faulty driver is found by a rule that it breaks, and the reference is not. */
    public boolean asExpected() {
      return driver.breaks().isEmpty()
          ? named.isEmpty()
          : !named.isEmpty() && driver.breaks().containsAll(named);
    }
  }

  /** Why no driver is shown to break {@code rule}; empty if one is. */
  public static Optional<String> outOfReach(Rule rule) {
    return Optional.ofNullable(
        switch (rule) {
          case A1 -> "it permits the application and the driver to cancel, and forbids nothing";
          case B1 -> "it permits the application to answer S_FALSE; the service passes that on";
          case B2 -> "it permits the application to call CancelPendingIO, which no driver sees";
          default -> onlyTraces(rule) ? "so far only recorded traces are judged by it" : null;
        });
  }

  private static boolean onlyTraces(Rule rule) {
    return Refusal.RULES.contains(rule) && !Judge.RULES.contains(rule);
  }

  /** The rules that have a row: those that need a check on something that runs. */
  public static ImmutableList<Rule> rows() {
    return Arrays.stream(Rule.values())
        .filter(
            rule ->
                Judge.RULES.contains(rule)
                    || Judge.STREAM_RULES.contains(rule)
                    || outOfReach(rule).isPresent())
        .collect(ImmutableList.toImmutableList());
  }

  /** Finds out what finds each driver, the reference first. */
  public static ImmutableList<Column> columns(Duration hangAfter, Progress progress) {
    return columns(hangAfter, Deadline.NEVER, progress).orElseThrow();
  }

  /** The same; empty if the time is up before every driver was run. */
  public static Optional<ImmutableList<Column>> columns(
      Duration hangAfter, Deadline deadline, Progress progress) {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    try (Progress.Bar bar = progress.start("drivers", BuiltInDriver.values().length)) {
      for (BuiltInDriver driver : BuiltInDriver.values()) {
        if (deadline.isOver()) {
          return Optional.empty();
        }
        Column column = column(driver, hangAfter, deadline);
        if (deadline.isOver()) {
          return Optional.empty(); // It may have been cut.
        }
        columns.add(column);
        bar.step();
      }
    }
    return Optional.of(columns.build());
  }

  /** Finds out what finds {@code driver}. */
  public static Column column(BuiltInDriver driver, Duration hangAfter) {
    return column(driver, hangAfter, Deadline.NEVER);
  }

  private static Column column(BuiltInDriver driver, Duration hangAfter, Deadline deadline) {
    if (driver.breaks().isEmpty()) {
      return reference(driver, hangAfter, deadline);
    }
    Set<Rule> named = EnumSet.noneOf(Rule.class);
    Set<Rule> broken = EnumSet.noneOf(Rule.class);
    Optional<Counterexample> first = Optional.empty();
    long schedules = 0;
    for (Platform platform : Platform.all()) {
      if (driver.failsOn(platform)) {
        Level level = new Level(broken, deadline);
        level.search(driver, platform, hangAfter);
        level.found.ifPresent(found -> named.add(found.finding().rule()));
        first = first.or(() -> level.found);
        schedules += level.schedules;
      }
    }
    return new Column(
        driver, Sets.immutableEnumSet(named), Sets.immutableEnumSet(broken), first, schedules);
  }

  private static Column reference(BuiltInDriver driver, Duration hangAfter, Deadline deadline) {
    Platform platform = driver.streams() ? Platform.VISTA : Platform.XP;
    Limits limits = new Limits(IterativeDeepening.first(platform), hangAfter);
    try (Harness harness = new Harness(driver.factory(), platform, limits)) {
      SearchResult result =
          Enumeration.search(harness, Tally.of(Reading.STRICT), Effort.PLAIN.until(deadline));
      ImmutableSet<Rule> named =
          result.counterexample().stream()
              .map(found -> found.finding().rule())
              .collect(ImmutableSet.toImmutableSet());
      return new Column(driver, named, named, result.counterexample(), result.schedules());
    }
  }

  /** The search up to the end of the first level that shows a violation. */
  private static final class Level {
    private final Set<Rule> broken;
    private final Deadline deadline;
    private Optional<Counterexample> found = Optional.empty();
    private long schedules;
    private int hangs;

    Level(Set<Rule> broken, Deadline deadline) {
      this.broken = broken;
      this.deadline = deadline;
    }

    void search(BuiltInDriver driver, Platform platform, Duration hangAfter) {
      if (driver.showsLate()) {
        take(repeated(driver, platform, hangAfter));
        return;
      }
      if (driver.showsInAnotherOrder()) {
        take(reordered(driver, platform, hangAfter));
        return;
      }
      try (Harness harness =
          new Harness(driver.factory(), platform, limits(driver, platform, hangAfter))) {
        Enumeration.walk(harness, this::take, () -> found.isEmpty());
      }
    }

    private static Limits limits(BuiltInDriver driver, Platform platform, Duration hangAfter) {
      if (driver.needsNeighbor()) {
        return Limits.beside(Enumeration.BESIDE, hangAfter);
      }
      return driver.breaks().contains(Rule.D21)
          ? Limits.throwing(IterativeDeepening.first(platform), hangAfter)
          : new Limits(driver.streams() ? STREAMS : SCOPE, hangAfter);
    }

    private SearchResult repeated(BuiltInDriver driver, Platform platform, Duration hangAfter) {
      return Repetition.search(
          limits -> new Harness(driver.factory(), platform, limits),
          Repetition.ONCE,
          hangAfter,
          DriverSearch.REPEAT,
          Tally.of(Reading.PERMISSIVE),
          1,
          deadline,
          count -> {});
    }

    /** Each factory has classes of its own. */
    private SearchResult reordered(BuiltInDriver driver, Platform platform, Duration hangAfter) {
      Limits limits = new Limits(SCOPE, hangAfter);
      return Reordering.search(
          () -> new Harness(driver.factory(), platform, limits), 1, deadline, count -> {});
    }

    private void take(SearchResult result) {
      schedules += result.schedules();
      found = result.counterexample();
      found.ifPresent(one -> broken.add(one.finding().rule()));
    }

    private boolean take(Schedule schedule, Execution run) {
      schedules++;
      hangs += run.gaveUp() ? 1 : 0;
      for (Finding finding : Judge.judge(run, Reading.PERMISSIVE).findings()) {
        if (!finding.holds()) {
          found = found.or(() -> Optional.of(new Counterexample(schedule, run, finding)));
          broken.add(finding.rule());
        }
      }
      return hangs < HANGS && !deadline.isOver();
    }
  }
}
