package org.returntoidle.spec.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.DriverFactory;
import org.returntoidle.spec.harness.DriverNotUsableException;
import org.returntoidle.spec.harness.Exits;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.search.CallSites;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.CoverSearch;
import org.returntoidle.spec.search.Dependence;
import org.returntoidle.spec.search.EdgeCover;
import org.returntoidle.spec.search.Effort;
import org.returntoidle.spec.search.Enumeration;
import org.returntoidle.spec.search.IterativeDeepening;
import org.returntoidle.spec.search.Journal;
import org.returntoidle.spec.search.RandomSearch;
import org.returntoidle.spec.search.Regression;
import org.returntoidle.spec.search.Reordering;
import org.returntoidle.spec.search.Repetition;
import org.returntoidle.spec.search.SearchResult;
import org.returntoidle.spec.search.Seen;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.search.Twice;
import org.returntoidle.spec.search.Watcher;
import org.returntoidle.spec.verdict.DriverPart.Covered;
import org.returntoidle.spec.verdict.DriverSearch.Recorded;
import org.returntoidle.spec.verdict.Searches.Claims;
import org.returntoidle.spec.verdict.Searches.Enumerated;

/** The searches that {@link DriverVerifier} makes, each with a harness of its own. */
final class Searches {
  /** A first look. */
  private static final Scope FEW = Scope.together(2, 2, 1).withPages(2);

  private final Subject subject;
  private final DriverSearch search;
  private final Progress progress;

  /** The kinds of findings that are known; grows before the first search. */
  private final Set<String> accepted;

  /** A few schedules come first, and again in the enumeration. */
  private final Twice twice = new Twice();

  Searches(Subject subject, DriverSearch search, Progress progress, Set<String> accepted) {
    this.subject = subject;
    this.search = search;
    this.progress = progress;
    this.accepted = accepted;
  }

  SearchResult recorded() {
    Tally tally = tally();
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

  /** Runs a recorded counterexample again. */
  Optional<Counterexample> replay(Recorded recorded, Tally tally) {
    if (!recorded.replay().after().isEmpty()) {
      return Replayed.afterOthers(recorded.replay(), subject, search.hangAfter()).found();
    }
    Limits limits = Limits.beyond(RandomSearch.SCOPE, search.hangAfter(), true);
    try (Harness harness = DriverVerifier.harness(subject, recorded.replay().platform(), limits)) {
      return Regression.run(harness, recorded.replay().schedule(), tally).found();
    }
  }

  /**
   * What the driver says of itself.
   *
   * @param asynchronous that {@code CANCEL_IO} cancels
   * @param survives that it survives exceptions
   * @param cancelsByItself that it may cancel by its own decision
   * @param feeds that its device has a feeder
   * @param looks that it looks at the device
   * @param heedsDisconnect that it leaves a device alone that is gone
   * @param showsThreads not said, but seen: that its threads are in this JVM
   */
  record Claims(
      boolean asynchronous,
      boolean survives,
      boolean cancelsByItself,
      boolean feeds,
      boolean looks,
      boolean heedsDisconnect,
      boolean showsThreads) {
    static Claims of(Harness harness) {
      return new Claims(
          harness.asynchronous(),
          harness.survivesExceptions(),
          harness.cancelsByItself(),
          harness.hasFeeder(),
          harness.looksAtDevice(),
          harness.heedsDisconnect(),
          harness.showsThreads());
    }
  }

  /**
   * What was enumerated.
   *
   * @param covered what came out of each scope, the largest of each ladder only
   * @param claims what the driver says of itself
   * @param climb the time for which further scopes were chosen; empty if time had no say in it
   * @param largerIsCut whether a larger scope was begun, and the time was up before its end
   */
  record Enumerated(
      ImmutableList<Covered> covered,
      Claims claims,
      SearchResult result,
      Optional<Duration> climb,
      boolean largerIsCut) {
    Enumerated(Scope scope, Harness harness, SearchResult result) {
      this(
          ImmutableList.of(new Covered(scope, result.schedules(), result.extent())),
          Claims.of(harness),
          result,
          Optional.empty(),
          false);
    }

    /** The first scope, as far as it was finished. */
    Scope scope() {
      return covered.get(0).scope();
    }

    /** The same with what {@code few} has found, if this has found nothing: it was up to chance. */
    Enumerated or(SearchResult few) {
      SearchResult found =
          result.counterexample().isPresent() ? result : result.with(few.counterexample());
      return new Enumerated(covered, claims, found, climb, largerIsCut);
    }
  }

  /** The scope that was asked for, or the first of the ladder. */
  private Scope scope() {
    return search.scope().orElse(IterativeDeepening.first(search.platform()));
  }

  /** How many transfers that has. */
  int transfers() {
    return scope().bounds().transfers().orElseThrow();
  }

  /** Nothing, and what the driver says of itself; or that making it has ended the program. */
  Enumerated unenumerated() {
    try (Harness harness = harness(scope())) {
      SearchResult result =
          harness.hasExited()
              ? Enumeration.search(harness, tally(), Effort.PLAIN.until(search.deadline()))
              : SearchResult.NONE;
      return new Enumerated(scope(), harness, result);
    }
  }

  /** What can be shared with others: the enumerations, until a violation. */
  ImmutableMap<Phase, SearchResult> shared() {
    Map<Phase, SearchResult> all = new EnumMap<>(Phase.class);
    ImmutableList<Scope> scopes =
        search.scope().map(ImmutableList::of).orElse(IterativeDeepening.firsts(search.platform()));
    Claims claims = unenumerated().claims();
    for (Scope scope : scopes) {
      if (all.values().stream().noneMatch(DriverVerifier::failed)) {
        Enumerated one = enumerate(scope, new Pace(search.deadline().ticker()));
        all.merge(Phase.ENUMERATION, one.result(), SearchResult::and);
      }
    }
    for (Phase phase : List.of(Phase.THROWING, Phase.BESIDE)) {
      if (all.values().stream().noneMatch(DriverVerifier::failed)) {
        all.put(phase, of(phase, claims));
      }
    }
    return Maps.immutableEnumMap(all);
  }

  /** Every schedule within the scope. */
  Enumerated enumerated() {
    return search.scope().isPresent()
        ? enumerate(search.scope().get(), new Pace(search.deadline().ticker()))
        : climb();
  }

  /** Every schedule with at most one event, and no more than the scope allows. */
  SearchResult fewEnumerated() {
    try (Harness harness = harness(scope().atMost(FEW));
        Progress.Bar bar = progress.start("a few of each kind", -1)) {
      return Enumeration.search(harness, tally(), effort(bar::at, Journal.NONE));
    }
  }

  /** The same where something is thrown. */
  SearchResult fewThatThrow() {
    return throwing(scope().atMost(FEW), "a few that throw", Journal.NONE);
  }

  /** What a phase finds that is no enumeration; nothing if it is not asked for. */
  SearchResult of(Phase phase, Claims claims) {
    return switch (phase) {
      case THROWING ->
          claims.survives()
              ? throwing(scope(), "schedules that throw", journal(Phase.THROWING, scope()))
              : SearchResult.NONE;
      case BESIDE -> claims.showsThreads() ? beside() : SearchResult.NONE;
      case REPEATED -> repeated();
      case REORDERED -> reordered();
      case RANDOM -> atRandom(false);
      case RACING -> search.races().getAsBoolean() ? atRandom(true) : SearchResult.NONE;
      case RECORDED, COVER, LEARNED, ENUMERATION ->
          throw new IllegalArgumentException("a search of its own");
    };
  }

  /** The driver's machine, for which there is at most half of the time. */
  Optional<LearnedPart> learned() {
    return search.learner().map(this::learned);
  }

  private LearnedPart learned(Learner learner) {
    try (Progress.Bar bar = progress.start("runs to learn the machine", -1)) {
      DriverSearch half = search.withDeadline(search.deadline().half());
      return learner.learn(subject, half, accepted, bar);
    }
  }

  /** A smoke test. */
  SearchResult covering(EdgeCover cover) {
    try (Harness harness = harness(EdgeCover.SCOPE);
        Progress.Bar bar = progress.start(Phase.COVER.counted(), cover.schedules().size())) {
      return CoverSearch.search(harness, cover, tally(), search.deadline(), bar::at);
    }
  }

  private Tally tally() {
    return new Tally(subject.reading(), accepted, twice);
  }

  /** The first scope of each ladder, and then further ones as time allows. */
  private Enumerated climb() {
    Pace pace = new Pace(search.deadline().ticker());
    Climb climb = new Climb(search, enumerate(IterativeDeepening.first(search.platform()), pace));
    for (Scope scope : IterativeDeepening.firsts(search.platform())) {
      if (climb.goesOn() && !climb.done().contains(scope)) {
        climb.add(scope, enumerate(scope, new Pace(search.deadline().ticker())));
      }
    }
    for (Optional<Scope> next = climb.next(pace); next.isPresent(); next = climb.next(pace)) {
      climb.add(next.get(), enumerate(next.get(), new Pace(search.deadline().ticker())));
    }
    return climb.result();
  }

  private Enumerated enumerate(Scope scope, Pace pace) {
    try (Harness harness = harness(scope);
        Progress.Bar bar = progress.start("schedules", estimate(harness, scope))) {
      Tally tally = tally();
      SearchResult result =
          Enumeration.search(
              harness, tally, effort(watcher(bar, pace), journal(Phase.ENUMERATION, scope)));
      return new Enumerated(scope, harness, result);
    }
  }

  /** How many schedules there will be; -1 if nobody knows. */
  private long estimate(Harness harness, Scope scope) {
    return search.platform().streams()
        ? -1
        : IterativeDeepening.estimate(kind(harness.asynchronous()), scope);
  }

  private static Watcher watcher(Progress.Bar bar, Pace pace) {
    return new Watcher() {
      @Override
      public void at(long schedules) {
        bar.at(schedules);
        pace.at(schedules);
      }

      @Override
      public void levelIsDone(int moves, long next) {
        if (next > 0) {
          bar.says(DriverText.moves(moves) + " complete");
        }
      }
    };
  }

  /**
   * Every schedule in which something is thrown, within the scope that was asked for, else the
   * first of the ladder: how much else happens matters little, and time has no say in it.
   */
  private SearchResult throwing(Scope scope, String task, Journal journal) {
    Limits limits = Limits.throwing(scope, search.hangAfter());
    try (Harness harness = harness(limits);
        Progress.Bar bar = progress.start(task, -1)) {
      return Enumeration.throwing(harness, tally(), effort(bar::at, journal));
    }
  }

  /** What happens to a second driver, alone and beside one other event. */
  private SearchResult beside() {
    Scope beside = scope().atMost(Enumeration.BESIDE);
    Limits limits = Limits.beside(beside, search.hangAfter());
    try (Harness harness = harness(limits);
        Progress.Bar bar = progress.start("beside a neighbor", -1)) {
      return Enumeration.beside(harness, tally(), effort(bar::at, journal(Phase.BESIDE, beside)));
    }
  }

  private Effort effort(Watcher watcher, Journal journal) {
    return new Effort(search.workers(), search.deadline(), watcher, journal);
  }

  /** What is known of an enumeration. */
  private Journal journal(Phase phase, Scope scope) {
    return search.journals().apply(phase.name() + ": " + scope);
  }

  /** The same event in every transfer of a long life, and in every second one. */
  private SearchResult repeated() {
    int repeat = search.repeat();
    if (repeat == 0) {
      return SearchResult.NONE;
    }
    if (search.deadline().isOver()) {
      return SearchResult.NO_TIME;
    }
    try (Progress.Bar bar = progress.start("repeated schedules", -1)) {
      return Repetition.search(
          this::harness,
          scope(),
          search.hangAfter(),
          repeat,
          tally(),
          search.seed(),
          search.deadline(),
          bar::at);
    }
  }

  /** A sample in another order; nothing if the driver's classes cannot be loaded anew. */
  private SearchResult reordered() {
    if (subject.factory().inFreshClasses().isEmpty()) {
      return SearchResult.NONE;
    }
    if (search.deadline().isOver()) {
      return SearchResult.NO_TIME;
    }
    Limits limits = new Limits(scope().atMost(FEW), search.hangAfter());
    try (Progress.Bar bar = progress.start("reordered schedules", -1)) {
      return unlessAccepted(
          Reordering.search(
              () -> fresh(limits, search.platform()), search.seed(), search.deadline(), bar::at));
    } catch (DriverNotUsableException e) {
      return SearchResult.NONE; // It can be made once only, as where it loads native code.
    }
  }

  private SearchResult unlessAccepted(SearchResult result) {
    return result
        .counterexample()
        .filter(found -> accepted.contains(found.finding().kind()))
        .map(result::withAccepted)
        .orElse(result);
  }

  /**
   * Whether a violation shows where nothing was run before; empty if nobody can know, also because
   * it shows too seldom.
   */
  Optional<Seen> seenAlone(Counterexample found) {
    boolean seldom = found.seen().filter(seen -> 2 * seen.times() < seen.tries()).isPresent();
    if (subject.factory().inFreshClasses().isEmpty()
        || search.deadline().isOver()
        || Exits.isByDriver()
        || seldom) {
      return Optional.empty();
    }
    Tally tally = tally();
    Limits limits = Limits.beyond(RandomSearch.SCOPE, search.hangAfter(), true);
    try (Harness harness = fresh(limits, found.run().platform())) {
      boolean shows = Regression.run(harness, found.schedule(), tally).found().isPresent();
      return Optional.of(new Seen(shows ? 1 : 0, (int) tally.runs()));
    } catch (DriverNotUsableException e) {
      return Optional.empty();
    }
  }

  /** The same violation after so many ordinary runs that whatever they use up is used up. */
  Optional<Counterexample> afterMany(Counterexample found) {
    Limits limits =
        Limits.beyond(RandomSearch.SCOPE, search.hangAfter(), found.schedule().hasRace());
    return Dependence.afterMany(
        () -> fresh(limits, search.platform()), found.schedule(), search.deadline());
  }

  /** The same with the lines of the driver, if it shows once more. */
  Counterexample located(Counterexample found) {
    return Exits.isByDriver() ? found : CallSites.of(found, subject.factory(), search.hangAfter());
  }

  private Harness fresh(Limits limits, Platform platform) {
    DriverFactory factory = subject.factory();
    return new Harness(factory.inFreshClasses().orElse(factory), platform, limits);
  }

  /** The kind of the model that such a driver is like. */
  static DriverKind kind(boolean asynchronous) {
    return asynchronous ? DriverKind.INTERRUPTIBLE : DriverKind.NOT_ASYNCHRONOUS;
  }

  private Harness harness(Scope scope) {
    return harness(new Limits(scope, search.hangAfter()));
  }

  private Harness harness(Limits limits) {
    return DriverVerifier.harness(subject, search.platform(), limits);
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
    try (Harness harness = harness(limits);
        Progress.Bar bar = progress.start(task, search.runs())) {
      Tally tally = tally();
      return RandomSearch.search(
          harness, tally, search.runs(), search.seed(), search.deadline(), bar::at);
    }
  }
}
