package org.returntoidle.spec.verdict;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.Capability;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Refusal;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.RanOutException;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.CancelLatency;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Regression;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverPart.Phase;
import org.returntoidle.spec.verdict.DriverSearch.Accepted;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;

/**
 * Runs one driver: through the recorded counterexamples, through all schedules within a scope,
 * through random ones, and through random ones with races. The first violation ends it.
 */
public final class DriverVerifier {
  /** Enough for the reference to show how quickly it heeds each kind of cancel. */
  private static final Scope SMALL = Scope.together(2, 1, 2);

  private final Subject subject;
  private final DriverSearch search;
  private final Progress progress;
  private final Set<String> accepted = new HashSet<>();

  private DriverVerifier(Subject subject, DriverSearch search, Progress progress) {
    this.subject = subject;
    this.search = search;
    this.progress = progress;
  }

  /**
   * Runs a driver, and writes the replay file of a violation.
   *
   * @throws BadInputException if the driver cannot be made
   * @throws NotWrittenException if the replay file cannot be written
   */
  public static DriverPart verify(Subject subject, DriverSearch search, Progress progress) {
    return verify(subject, search, progress, part -> {});
  }

  /**
   * The same; a violation is told before its file is written, so that it is not lost with the file.
   *
   * @param outcome is told what came out, without a replay file
   * @throws BadInputException if the driver cannot be made
   * @throws NotWrittenException if the replay file cannot be written
   */
  public static DriverPart verify(
      Subject subject, DriverSearch search, Progress progress, Consumer<DriverPart> outcome) {
    DriverPart part = search(subject, search, progress);
    outcome.accept(part);
    return part.counterexample()
        .filter(Counterexample::replays)
        .map(found -> part.withReplay(write(search.replays(), subject.name(), found)))
        .orElse(part);
  }

  /**
   * The same, and writes nothing.
   *
   * @throws BadInputException if the driver cannot be made
   */
  public static DriverPart search(Subject subject, DriverSearch search, Progress progress) {
    try {
      return verified(subject, search, progress);
    } catch (DriverNotUsableException e) {
      throw notUsable(subject, e);
    }
  }

  private static DriverPart verified(Subject subject, DriverSearch search, Progress progress) {
    try {
      return new DriverVerifier(subject, search, progress).verify();
    } catch (RanOutException e) {
      // The search has let go of its memory. Does the driver need too much by itself?
      return new DriverVerifier(subject, search, progress).alone(e);
    }
  }

  /**
   * Runs one schedule with nothing around it.
   *
   * @throws RanOutException if it breaks no rule: then what ran out is not the driver's fault
   */
  private DriverPart alone(RanOutException ranOut) {
    Stopwatch watch = Stopwatch.createStarted();
    Enumerated none = enumerate(true);
    Limits limits = Limits.beyond(RandomSearch.SCOPE, search.hangAfter(), true);
    try (Harness harness = harness(subject, search.platform(), limits)) {
      Tally tally = new Tally(subject.reading(), accepted);
      Execution run = harness.runAlone(Scheduler.following(ranOut.schedule()));
      Counterexample found = tally.add(ranOut.schedule(), run).orElseThrow(() -> ranOut);
      SearchResult result = tally.result(Optional.of(found), false);
      return part(watch, ImmutableList.of(), Searched.recorded(result, none));
    }
  }

  private DriverPart verify() {
    Stopwatch watch = Stopwatch.createStarted();
    ImmutableList<Accepted> gone =
        search.accepted().stream().filter(known -> !stillOccurs(known)).collect(toImmutableList());
    SearchResult recorded = recorded();
    Enumerated enumerated = enumerate(recorded.counterexample().isPresent());
    boolean sound = Stream.of(recorded, enumerated.result()).noneMatch(DriverVerifier::failed);
    SearchResult throwing =
        sound && enumerated.claims().survives() ? throwing() : SearchResult.NONE;
    sound &= !failed(throwing);
    SearchResult random = sound ? atRandom(false) : SearchResult.NONE;
    SearchResult stress = sound && !failed(random) ? atRandom(true) : SearchResult.NONE;
    return part(watch, gone, new Searched(recorded, enumerated, throwing, random, stress));
  }

  /** What each search has found; those that were not made have found nothing. */
  private record Searched(
      SearchResult recorded,
      Enumerated enumerated,
      SearchResult throwing,
      SearchResult random,
      SearchResult stress) {
    static Searched recorded(SearchResult recorded, Enumerated none) {
      return new Searched(recorded, none, SearchResult.NONE, SearchResult.NONE, SearchResult.NONE);
    }

    ImmutableMap<Phase, SearchResult> phases() {
      return ImmutableMap.of(
          Phase.RECORDED, recorded,
          Phase.ENUMERATION, enumerated.result(),
          Phase.THROWING, throwing,
          Phase.RANDOM, random,
          Phase.RACING, stress);
    }

    DriverPart.Counts counts() {
      return new DriverPart.Counts(
          recorded.schedules(),
          enumerated.result().schedules(),
          throwing.schedules(),
          random.schedules(),
          stress.schedules());
    }

    RuleVerdict.Evidence evidence() {
      return new RuleVerdict.Evidence(recorded, enumerated.result(), throwing, random, stress);
    }
  }

  private DriverPart part(Stopwatch watch, ImmutableList<Accepted> gone, Searched searched) {
    Enumerated enumerated = searched.enumerated();
    ImmutableMap<Phase, SearchResult> phases = searched.phases();
    ImmutableCollection<SearchResult> all = phases.values();
    Optional<Counterexample> found =
        all.stream().flatMap(result -> result.counterexample().stream()).findFirst();
    Optional<Phase> cutIn =
        found.isPresent() ? Optional.empty() : cutIn(phases, enumerated.largerIsCut());
    return new DriverPart(
        subject.name(),
        subject.reading(),
        enumerated.scope(),
        new DriverPart.Reach(
            enumerated.result().extent(), cutIn, search.deadline().within(), enumerated.climb()),
        searched.counts(),
        RuleVerdict.of(
            search.platform(),
            enumerated.claims().asynchronous(),
            searched.evidence(),
            untested(enumerated.claims()),
            found),
        all.stream().anyMatch(SearchResult::mayDiffer),
        new DriverPart.Speed(
            all.stream()
                .map(SearchResult::latency)
                .reduce(CancelLatency.AT_ONCE, CancelLatency::orSlower),
            search.deadline().isOver()
                ? Optional.empty()
                : Optional.of(quicknessOfTheReference(search.platform(), search.hangAfter()))),
        found,
        Optional.empty(),
        gone,
        watch.elapsed(TimeUnit.MILLISECONDS));
  }

  /** Why some rules cannot be tested on a driver that claims this, and not more. */
  private ImmutableMap<Rule, String> untested(Claims claims) {
    ImmutableMap.Builder<Rule, String> why = ImmutableMap.builder();
    for (Rule rule : Sets.difference(Refusal.RULES, Judge.RULES)) {
      why.put(rule, "so far only recorded traces are judged by it");
    }
    if (!claims.survives()) {
      why.put(Rule.D21, subject.whyNothingIsThrown());
    }
    if (claims.cancelsByItself()) {
      Capability own = Capability.CANCELS_BY_ITSELF;
      own.loses().forEach(rule -> why.put(rule, own.why()));
    }
    return why.buildOrThrow();
  }

  private static boolean failed(SearchResult result) {
    return result.counterexample().isPresent();
  }

  /** What was not finished first. */
  private static Optional<Phase> cutIn(
      ImmutableMap<Phase, SearchResult> phases, boolean largerIsCut) {
    for (Map.Entry<Phase, SearchResult> phase : phases.entrySet()) {
      if (phase.getValue().isCut() || (phase.getKey() == Phase.ENUMERATION && largerIsCut)) {
        return Optional.of(phase.getKey());
      }
    }
    return Optional.empty();
  }

  /** Runs a known violation again; if it is still there, others of its kind are accepted. */
  private boolean stillOccurs(Accepted known) {
    if (search.deadline().isOver()) {
      return true; // Nobody knows, and nothing more will be run.
    }
    Optional<Counterexample> found =
        replay(known.recorded(), Tally.of(subject.reading()))
            .filter(again -> again.finding().rule() == known.rule());
    found.ifPresent(again -> accepted.add(again.finding().kind()));
    return found.isPresent();
  }

  private SearchResult recorded() {
    Tally tally = new Tally(subject.reading(), accepted);
    try (Progress.Bar bar = progress.start("recorded", search.recorded().size())) {
      for (Recorded one : search.recorded()) {
        if (search.deadline().isOver()) {
          return tally.result(Optional.empty(), false);
        }
        Optional<Counterexample> found = replay(one, tally);
        bar.step();
        if (found.isPresent()) {
          return tally.result(found, false);
        }
      }
    }
    return tally.result(Optional.empty(), true);
  }

  private Optional<Counterexample> replay(Recorded recorded, Tally tally) {
    Limits limits = Limits.beyond(RandomSearch.SCOPE, search.hangAfter(), true);
    try (Harness harness = harness(subject, recorded.replay().platform(), limits)) {
      return Regression.run(harness, recorded.replay().schedule(), tally).found();
    }
  }

  /**
   * What the driver says of itself.
   *
   * @param asynchronous that {@code CANCEL_IO} cancels
   * @param survives that it survives exceptions
   * @param cancelsByItself that it may cancel by its own decision
   */
  private record Claims(boolean asynchronous, boolean survives, boolean cancelsByItself) {
    static Claims of(Harness harness) {
      return new Claims(
          harness.asynchronous(), harness.survivesExceptions(), harness.cancelsByItself());
    }
  }

  /**
   * What was enumerated.
   *
   * @param scope as far as it was finished, if it was
   * @param claims what the driver says of itself
   * @param climb the time for which the scope was chosen; empty if time had no say in it
   * @param largerIsCut whether a larger scope was begun, and the time was up before its end
   */
  private record Enumerated(
      Scope scope,
      Claims claims,
      SearchResult result,
      Optional<Duration> climb,
      boolean largerIsCut) {
    Enumerated(Scope scope, Harness harness, SearchResult result) {
      this(scope, Claims.of(harness), result, Optional.empty(), false);
    }
  }

  private Enumerated enumerate(boolean over) {
    if (over) {
      Scope none = search.scope().orElse(IterativeDeepening.first());
      try (Harness harness = harness(none)) {
        return new Enumerated(none, harness, SearchResult.NONE);
      }
    }
    return search.scope().isPresent()
        ? enumerate(search.scope().get(), new Pace(search.deadline().ticker()))
        : climb();
  }

  /** The first scope, and then the largest for which there is time. */
  private Enumerated climb() {
    Pace pace = new Pace(search.deadline().ticker());
    Enumerated first = enumerate(IterativeDeepening.first(), pace);
    if (failed(first.result()) || first.result().isCut()) {
      return first;
    }
    long count = first.result().schedules();
    DriverKind kind = kind(first.claims().asynchronous());
    // Half of what is left: the other half is for what comes after.
    Duration time = search.deadline().half().left().orElse(search.climb());
    Scope largest = IterativeDeepening.largest(kind, count, pace.nanosecondsEach(), time);
    boolean enough = largest.equals(first.scope());
    Enumerated larger = enough ? first : enumerate(largest, new Pace(search.deadline().ticker()));
    boolean isCut = larger.result().isCut();
    Enumerated best = isCut ? first : larger;
    return new Enumerated(
        best.scope(),
        best.claims(),
        best.result(),
        Optional.of(search.deadline().within().orElse(search.climb())),
        isCut);
  }

  private Enumerated enumerate(Scope scope, Pace pace) {
    try (Harness harness = harness(scope);
        Progress.Bar bar =
            progress.start(
                "schedules", IterativeDeepening.estimate(kind(harness.asynchronous()), scope))) {
      Tally tally = new Tally(subject.reading(), accepted);
      SearchResult result =
          Enumeration.search(
              harness,
              tally,
              search.deadline(),
              count -> {
                bar.at(count);
                pace.at(count);
              });
      return new Enumerated(scope, harness, result);
    }
  }

  /**
   * Every schedule in which something is thrown, within the scope that was asked for, else the
   * first of the ladder: how much else happens matters little, and time has no say in it.
   */
  private SearchResult throwing() {
    Scope scope = search.scope().orElse(IterativeDeepening.first());
    Limits limits = Limits.throwing(scope, search.hangAfter());
    try (Harness harness = harness(subject, search.platform(), limits);
        Progress.Bar bar = progress.start("schedules that throw", -1)) {
      return Enumeration.throwing(
          harness, new Tally(subject.reading(), accepted), search.deadline(), bar::at);
    }
  }

  /** The kind of the model that such a driver is like. */
  private static DriverKind kind(boolean asynchronous) {
    return asynchronous ? DriverKind.INTERRUPTIBLE : DriverKind.NOT_ASYNCHRONOUS;
  }

  private Harness harness(Scope scope) {
    return harness(subject, search.platform(), new Limits(scope, search.hangAfter()));
  }

  /** Random schedules; with {@code races} the driver runs on while a notification comes. */
  private SearchResult atRandom(boolean races) {
    if (search.runs() == 0) {
      return SearchResult.NONE;
    }
    if (search.deadline().isOver()) {
      return SearchResult.NO_TIME;
    }
    Limits limits = Limits.beyond(RandomSearch.SCOPE, search.hangAfter(), races);
    String task = races ? "racing schedules" : "random schedules";
    try (Harness harness = harness(subject, search.platform(), limits);
        Progress.Bar bar = progress.start(task, search.runs())) {
      Tally tally = new Tally(subject.reading(), accepted);
      return RandomSearch.search(
          harness, tally, search.runs(), search.seed(), search.deadline(), bar::at);
    }
  }

  private static CancelLatency quicknessOfTheReference(Platform platform, Duration hangAfter) {
    Limits limits = new Limits(SMALL, hangAfter);
    try (Harness harness = new Harness(ReferenceMiniDriver::new, platform, limits)) {
      return Enumeration.search(harness, Tally.of(Reading.STRICT), count -> {}).latency();
    }
  }

  /**
   * A harness for {@code subject}.
   *
   * @throws BadInputException if the driver cannot be made
   */
  public static Harness harness(Subject subject, Platform platform, Limits limits) {
    try {
      return new Harness(subject.factory(), platform, limits);
    } catch (DriverNotUsableException e) {
      throw notUsable(subject, e);
    }
  }

  private static BadInputException notUsable(Subject subject, DriverNotUsableException e) {
    return new BadInputException(
        "the driver "
            + Shown.name(subject.name(), Shown.NAME / 2)
            + " cannot be made: "
            + e.getMessage());
  }

  /**
   * Writes a counterexample.
   *
   * @return the file
   * @throws NotWrittenException if it cannot be written
   */
  public static Path write(Path folder, String driver, Counterexample found) {
    Path file =
        folder.resolve(ReplayFile.fileName(driver, found.finding().rule(), found.run().platform()));
    try {
      ReplayFile.write(file, driver, found);
      return file;
    } catch (IOException e) {
      throw new NotWrittenException(file, e);
    }
  }
}
