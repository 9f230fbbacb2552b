package org.returntoidle.spec.verdict;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.model.Capability;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;
import org.returntoidle.model.monitor.Refusal;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Order;
import org.returntoidle.spec.harness.RanOutException;
import org.returntoidle.spec.harness.Scheduler;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.harness.StatusFigures;
import org.returntoidle.spec.rules.CancelLatency;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.EdgeCover;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.Extent;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Repetition;
import org.returntoidle.spec.search.ReplayFile;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Seen;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.text.Shown;
import org.returntoidle.spec.verdict.DriverSearch.Accepted;
import org.returntoidle.spec.verdict.Searches.Claims;
import org.returntoidle.spec.verdict.Searches.Enumerated;

/**
 * Runs one driver: through the recorded counterexamples, through all schedules within a scope,
 * through random ones, and through random ones with races. The first violation ends it.
 */
public final class DriverVerifier {
  /** Enough for the reference to show how quickly it heeds each kind of cancel. */
  private static final Scope SMALL = Scope.together(2, 1, 2);

  /** How much of a driver's name there is room for before what is wrong with it. */
  private static final int NAME = 55;

  /** What takes a second or two, and looks for what the enumeration does not show. */
  private static final ImmutableList<Phase> FEW =
      ImmutableList.of(Phase.BESIDE, Phase.REPEATED, Phase.REORDERED);

  /** What follows the enumeration. */
  private static final ImmutableList<Phase> LATER =
      ImmutableList.of(
          Phase.THROWING,
          Phase.BESIDE,
          Phase.REPEATED,
          Phase.REORDERED,
          Phase.RANDOM,
          Phase.RACING);

  private final Subject subject;
  private final DriverSearch search;
  private final Set<String> accepted = new HashSet<>();
  private final Searches searches;

  private DriverVerifier(Subject subject, DriverSearch search, Progress progress) {
    this.subject = subject;
    this.search = search;
    this.searches = new Searches(subject, search, progress, accepted);
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
    return told(subject, search, search(subject, search, progress), outcome);
  }

  /**
   * A smoke test: runs the recorded counterexamples and then few schedules that together take every
   * edge of the model, and writes the replay file of a violation. For the inner loop of work; it is
   * never complete.
   *
   * @param outcome is told what came out, without a replay file
   * @throws BadInputException if the driver cannot be made
   * @throws NotWrittenException if the replay file cannot be written
   */
  public static DriverPart cover(
      Subject subject, DriverSearch search, Progress progress, Consumer<DriverPart> outcome) {
    DriverPart part = searched(subject, search, progress, DriverVerifier::smoke);
    return told(subject, search, part, outcome);
  }

  private static DriverPart told(
      Subject subject, DriverSearch search, DriverPart part, Consumer<DriverPart> outcome) {
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
    return searched(subject, search, progress, DriverVerifier::verify);
  }

  private static DriverPart searched(
      Subject subject,
      DriverSearch search,
      Progress progress,
      Function<DriverVerifier, DriverPart> how) {
    try {
      return verified(subject, search, progress, how);
    } catch (DriverNotUsableException e) {
      throw notUsable(subject, e);
    }
  }

  /**
   * Does the part of the work that the journals of {@code search} leave to this one: its share of
   * the enumerations, until a violation. All parts together, and what cannot be shared, are what
   * {@link #search} does.
   *
   * @throws BadInputException if the driver cannot be made
   */
  public static ImmutableMap<Phase, SearchResult> part(
      Subject subject, DriverSearch search, Progress progress) {
    try {
      return new DriverVerifier(subject, search, progress).searches.shared();
    } catch (DriverNotUsableException e) {
      throw notUsable(subject, e);
    }
  }

  private static DriverPart verified(
      Subject subject,
      DriverSearch search,
      Progress progress,
      Function<DriverVerifier, DriverPart> how) {
    try {
      return how.apply(new DriverVerifier(subject, search, progress));
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
    Searched searched = new Searched(searches.unenumerated());
    Limits limits = Limits.beyond(RandomSearch.SCOPE, search.hangAfter(), true);
    try (Harness harness = harness(subject, search.platform(), limits)) {
      Tally tally = new Tally(subject.reading(), accepted);
      Execution run = harness.runAlone(Scheduler.following(ranOut.schedule()));
      Counterexample found = tally.add(ranOut.schedule(), run).orElseThrow(() -> ranOut);
      searched.fails(Phase.RECORDED, tally.result(Optional.of(found), false));
      return part(watch, ImmutableList.of(), searched);
    }
  }

  private DriverPart verify() {
    Stopwatch watch = Stopwatch.createStarted();
    ImmutableList<Accepted> gone = gone();
    Searched searched = new Searched(searches.unenumerated());
    if (failed(searched.enumerated.result())) {
      searched.enumerated(searched.enumerated);
      return part(watch, gone, searched);
    }
    if (searched.fails(Phase.RECORDED, searches.recorded())) {
      return part(watch, gone, searched);
    }
    few(searched);
    if (!searched.fails()) {
      learn(searched);
    }
    if (!searched.fails()) {
      searched.enumerated(searches.enumerated());
    }
    for (Phase phase : LATER) {
      if (!searched.fails() && !searched.has(phase)) {
        searched.fails(phase, searches.of(phase, searched.claims()));
      }
    }
    settle(searched);
    return part(watch, gone, searched);
  }

  private DriverPart smoke() {
    Stopwatch watch = Stopwatch.createStarted();
    ImmutableList<Accepted> gone = gone();
    Searched searched = new Searched(searches.unenumerated());
    if (failed(searched.enumerated.result())) {
      searched.enumerated(searched.enumerated);
      return part(watch, gone, searched);
    }
    EdgeCover cover =
        EdgeCover.of(search.platform(), Searches.kind(searched.claims().asynchronous()));
    searched.cover = Optional.of(cover);
    if (!searched.fails(Phase.RECORDED, searches.recorded())) {
      searched.fails(Phase.COVER, searches.covering(cover));
    }
    settle(searched);
    return part(watch, gone, searched);
  }

  /** What is accepted but does not occur any more. */
  private ImmutableList<Accepted> gone() {
    return search.accepted().stream()
        .filter(known -> !stillOccurs(known))
        .collect(toImmutableList());
  }

  /**
   * Looks at a violation where nothing was run before. If it is not there, then what was run before
   * makes the difference, and that is what is wrong (D14).
   */
  private void settle(Searched searched) {
    Optional<Counterexample> found = searched.found();
    Optional<Seen> alone = found.flatMap(searches::seenAlone);
    if (found.isEmpty() || alone.isEmpty() || alone.get().again()) {
      return;
    }
    SearchResult reordered = searches.of(Phase.REORDERED, searched.claims());
    if (failed(reordered)) {
      searched.isOf(Phase.REORDERED, reordered);
    } else {
      searched.isOnly(searches.afterMany(found.get()).orElse(found.get().with(alone.get())));
    }
  }

  /**
   * A few schedules of each kind, so that a fault of whatever kind shows early. What the
   * enumeration can find is left to it: its first is a shortest one.
   */
  private void few(Searched searched) {
    Claims claims = searched.claims();
    SearchResult few = searches.fewEnumerated();
    if (failed(few)) {
      searched.enumerated(searches.enumerated().or(few));
      return;
    }
    SearchResult fewThrown = claims.survives() ? searches.fewThatThrow() : SearchResult.NONE;
    if (failed(fewThrown)) {
      SearchResult all = searches.of(Phase.THROWING, claims);
      searched.fails(Phase.THROWING, failed(all) ? all : all.with(fewThrown.counterexample()));
      return;
    }
    for (Phase phase : FEW) {
      if (!searched.fails()) {
        SearchResult result = searches.of(phase, claims);
        if (isEnumerable(phase, result)) {
          searched.enumerated(searches.enumerated());
        }
        if (!searched.fails()) {
          searched.fails(phase, result);
        }
      }
    }
  }

  /** What the enumeration finds as well is left to it, too. */
  private void learn(Searched searched) {
    searched.learned = searches.learned();
    searched
        .learned
        .map(LearnedPart::result)
        .ifPresent(
            result -> {
              if (failed(result)) {
                searched.enumerated(searches.enumerated());
              }
              boolean isFirst = !searched.fails();
              searched.fails(Phase.LEARNED, isFirst ? result : result.with(Optional.empty()));
            });
  }

  /** Whether the enumeration can find it, too. */
  private boolean isEnumerable(Phase phase, SearchResult result) {
    return switch (phase) {
      case BESIDE ->
          result.counterexample().filter(found -> !found.schedule().hasNeighbor()).isPresent();
      case REPEATED -> Repetition.within(result, searches.transfers()).isPresent();
      default -> false;
    };
  }

  /** What each phase has found. */
  private static final class Searched {
    private final Map<Phase, SearchResult> phases = new EnumMap<>(Phase.class);
    private Enumerated enumerated;

    /** What a smoke test runs; empty if this is none. */
    private Optional<EdgeCover> cover = Optional.empty();

    /** Empty if it was not asked for, or something was found before. */
    private Optional<LearnedPart> learned = Optional.empty();

    Searched(Enumerated none) {
      enumerated = none;
    }

    /** Takes in what a phase has found; whether it is a violation. */
    boolean fails(Phase phase, SearchResult result) {
      phases.put(phase, result);
      return failed(result);
    }

    void enumerated(Enumerated all) {
      enumerated = all;
      phases.put(Phase.ENUMERATION, all.result());
    }

    boolean fails() {
      return phases.values().stream().anyMatch(DriverVerifier::failed);
    }

    Optional<Counterexample> found() {
      return phases.values().stream()
          .flatMap(result -> result.counterexample().stream())
          .findFirst();
    }

    /** What was found is what this phase has found, and nothing else. */
    void isOf(Phase phase, SearchResult result) {
      phases.replaceAll((other, known) -> failed(known) ? known.with(Optional.empty()) : known);
      phases.put(phase, result);
    }

    /** What was found is this. */
    void isOnly(Counterexample found) {
      phases.replaceAll((phase, known) -> failed(known) ? known.with(Optional.of(found)) : known);
    }

    boolean has(Phase phase) {
      return phases.containsKey(phase);
    }

    Claims claims() {
      return enumerated.claims();
    }

    ImmutableMap<Phase, SearchResult> phases() {
      return Maps.immutableEnumMap(phases);
    }
  }

  private DriverPart part(Stopwatch watch, ImmutableList<Accepted> gone, Searched searched) {
    Enumerated enumerated = searched.enumerated;
    ImmutableMap<Phase, SearchResult> phases = searched.phases();
    ImmutableCollection<SearchResult> all = phases.values();
    Optional<Counterexample> found = searched.found().map(searches::located);
    Optional<Phase> cutIn =
        found.isPresent() ? Optional.empty() : cutIn(phases, enumerated.largerIsCut());
    return new DriverPart(
        subject.name(),
        subject.reading(),
        searched.cover.isPresent() ? EdgeCover.SCOPE : enumerated.scope(),
        new DriverPart.Reach(
            searched.cover.isPresent() ? Extent.NOT_BEGUN : enumerated.covered().get(0).extent(),
            searched.cover.isPresent() ? ImmutableList.of() : enumerated.covered(),
            cutIn,
            search.deadline().within(),
            enumerated.climb(),
            searched.cover),
        Maps.immutableEnumMap(Maps.transformValues(phases, SearchResult::schedules)),
        RuleVerdict.of(
            search.platform(),
            enumerated.claims().asynchronous(),
            new RuleVerdict.Evidence(phases),
            untested(enumerated.claims()),
            found),
        all.stream().map(SearchResult::order).reduce(Order.ONE_THREAD, Order::orLooser),
        new DriverPart.Speed(
            all.stream()
                .map(SearchResult::latency)
                .reduce(CancelLatency.AT_ONCE, CancelLatency::orSlower),
            found.isPresent() || search.deadline().isOver() || searched.cover.isPresent()
                ? Optional.empty()
                : Optional.of(quicknessOfTheReference(search.platform(), search.hangAfter()))),
        search.platform().streams()
            ? Optional.of(
                all.stream()
                    .map(SearchResult::status)
                    .reduce(StatusFigures.NONE, StatusFigures::and))
            : Optional.empty(),
        searched.learned,
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
    if (!claims.showsThreads()) {
      Stream.of(Rule.D22, Rule.D25)
          .forEach(rule -> why.put(rule, "what each thread of a program knows cannot be seen"));
      if (search.platform().streams()) {
        Capability streams = Capability.STREAMS;
        streams.loses().forEach(rule -> why.put(rule, streams.why()));
      } else {
        why.put(Rule.D24, "the bands of a program carry no bytes");
      }
    }
    if (search.platform().streams() && !claims.feeds()) {
      why.put(
          Rule.V5,
          "the driver does not say that it has a feeder: hasFeeder(), or " + Capability.FEEDER);
    }
    if (search.platform().streams() && !claims.looks()) {
      why.put(
          Rule.V29,
          "the driver does not say that it looks at the device: looksAtDevice(), or "
              + Capability.LOOKS_AT_DEVICE);
    }
    if (search.platform().streams() && !claims.heedsDisconnect()) {
      why.put(
          Rule.V28,
          "the driver does not say that it leaves a device alone that is gone: heedsDisconnect(),"
              + " or "
              + Capability.HEEDS_DISCONNECT);
    }
    if (claims.cancelsByItself()) {
      Capability own = Capability.CANCELS_BY_ITSELF;
      own.loses().forEach(rule -> why.put(rule, own.why()));
    }
    return why.buildOrThrow();
  }

  static boolean failed(SearchResult result) {
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
        searches
            .replay(known.recorded(), Tally.of(subject.reading()))
            .filter(again -> again.finding().rule() == known.rule());
    found.ifPresent(again -> accepted.add(again.finding().kind()));
    return found.isPresent();
  }

  private static CancelLatency quicknessOfTheReference(Platform platform, Duration hangAfter) {
    Limits limits = new Limits(SMALL, hangAfter);
    DriverFactory reference =
        platform.streams() ? ReferenceStreamDriver::new : ReferenceMiniDriver::new;
    try (Harness harness = new Harness(reference, platform, limits)) {
      return Enumeration.search(harness, Tally.of(Reading.STRICT)).latency();
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
        "the driver " + Shown.name(subject.name(), NAME) + " cannot be made: " + e.getMessage());
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
