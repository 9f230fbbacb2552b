package org.returntoidle.spec.learn;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterators;
import de.learnlib.acex.AcexAnalyzers;
import de.learnlib.algorithm.ttt.mealy.TTTLearnerMealy;
import de.learnlib.query.DefaultQuery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import net.automatalib.alphabet.Alphabet;
import net.automatalib.alphabet.impl.GrowingMapAlphabet;
import net.automatalib.automaton.transducer.MealyMachine;
import net.automatalib.word.Word;
import org.jspecify.annotations.Nullable;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Limits;
import org.returntoidle.spec.harness.Scope;
import org.returntoidle.spec.rules.Memory;
import org.returntoidle.spec.search.Counterexample;
import org.returntoidle.spec.search.Deadline;
import org.returntoidle.spec.search.Minimal;
import org.returntoidle.spec.search.Tally;
import org.returntoidle.spec.verdict.DriverSearch;
import org.returntoidle.spec.verdict.DriverVerifier;
import org.returntoidle.spec.verdict.LearnedPart.Otherwise;
import org.returntoidle.spec.verdict.Subject;

/**
 * Learns a driver's machine: asks until a machine fits all answers, looks for a violation in what
 * machine and judge can do together, and for a word on which the driver is another machine. What is
 * found of the latter goes into the next machine (black-box checking; Peled, Vardi and Yannakakis
 * 1999).
 */
public final class Learning {
  /** More than any word asks for. */
  private static final int MANY = 1_000;

  private final Subject subject;
  private final Platform platform;
  private final Settings settings;
  private final Stopwatch watch = Stopwatch.createStarted();
  private final LongConsumer runs;
  private final Judging judging;
  private final Map<ImmutableList<Letter>, Memory> memories = new HashMap<>();
  private @Nullable Answers answers;
  private @Nullable Machine machine;
  private @Nullable Product product;

  /**
   * How it is learned.
   *
   * @param extra by how many states the driver may be larger than what is found
   * @param pages how many at most the application wants, in transfers to streams
   * @param most how often the driver is run at most
   * @param deadline when it ends in any case
   * @param hangAfter when a driver is said to hang
   * @param endsAtFirst whether it ends with a violation; else the machine is learned all the same
   * @param accepted the kinds of findings that are known and are no violations, by {@link
   *     org.returntoidle.spec.rules.Finding#kind}
   */
  public record Settings(
      int extra,
      int pages,
      long most,
      Deadline deadline,
      Duration hangAfter,
      boolean endsAtFirst,
      ImmutableSet<String> accepted) {
    /** With {@code extra}, of one page at most, to the end. */
    public static Settings of(int extra) {
      return new Settings(
          extra,
          1,
          Long.MAX_VALUE,
          Deadline.NEVER,
          DriverSearch.HANG_AFTER,
          true,
          ImmutableSet.of());
    }

    /** The same, of at most so many pages. */
    public Settings withPages(int most) {
      return new Settings(extra, most, this.most, deadline, hangAfter, endsAtFirst, accepted);
    }

    /** The same, with at most so many runs. */
    public Settings withMost(long runs) {
      return new Settings(extra, pages, runs, deadline, hangAfter, endsAtFirst, accepted);
    }

    /** The same, which ends then in any case. */
    public Settings withDeadline(Deadline end) {
      return new Settings(extra, pages, most, end, hangAfter, endsAtFirst, accepted);
    }

    /** The same, with another time after which a driver hangs. */
    public Settings withHangAfter(Duration time) {
      return new Settings(extra, pages, most, deadline, time, endsAtFirst, accepted);
    }

    /** The same, which does not end with a violation. */
    public Settings toTheEnd() {
      return new Settings(extra, pages, most, deadline, hangAfter, false, accepted);
    }

    /** The same, with violations that are known. */
    public Settings withAccepted(Set<String> kinds) {
      return new Settings(
          extra, pages, most, deadline, hangAfter, endsAtFirst, ImmutableSet.copyOf(kinds));
    }
  }

  private Learning(Subject subject, Platform platform, Settings settings, LongConsumer runs) {
    this.subject = subject;
    this.platform = platform;
    this.settings = settings;
    this.runs = runs;
    this.judging = new Judging(subject.reading(), settings.accepted(), settings.endsAtFirst());
  }

  /**
   * Learns the machine of a driver.
   *
   * @throws org.returntoidle.spec.verdict.BadInputException if it cannot be made
   */
  public static Learned learn(Subject subject, Platform platform, Settings settings) {
    return learn(subject, platform, settings, runs -> {});
  }

  /**
   * The same.
   *
   * @param runs is told how often the driver was run so far
   * @throws org.returntoidle.spec.verdict.BadInputException if it cannot be made
   */
  public static Learned learn(
      Subject subject, Platform platform, Settings settings, LongConsumer runs) {
    return new Learning(subject, platform, settings, runs).learn();
  }

  private Learned learn() {
    Scope scope =
        Scope.of(Bounds.of(MANY, MANY, MANY, MANY)).withNotReady(MANY).withPages(settings.pages());
    Limits limits = Limits.beyond(scope, settings.hangAfter(), false);
    try (Harness harness = DriverVerifier.harness(subject, platform, limits)) {
      Optional<Otherwise> otherwise = learn(harness);
      Optional<Counterexample> found = judging.found().map(one -> minimal(harness, one));
      return new Learned(
          subject.name(),
          platform,
          Optional.ofNullable(machine),
          product == null ? ImmutableList.of() : product.states(),
          product == null ? 0 : product.size(),
          settings.extra(),
          settings.pages(),
          answers == null ? 0 : answers.runs(),
          judging.checks(),
          judging.accepted(),
          found,
          otherwise,
          watch.elapsed(TimeUnit.MILLISECONDS));
    }
  }

  private Counterexample minimal(Harness harness, Counterexample found) {
    Tally tally = new Tally(subject.reading(), settings.accepted());
    return Minimal.of(harness, tally, found, settings.deadline());
  }

  /** Learns; why there is no machine, if there is none. */
  private Optional<Otherwise> learn(Harness harness) {
    try {
      Answers asked = new Answers(harness, judging, this::isOver);
      answers = asked;
      shortFirst(asked);
      GrowingMapAlphabet<Letter> letters = new GrowingMapAlphabet<>(asked.letters());
      TTTLearnerMealy<Letter, Step> learner =
          new TTTLearnerMealy<>(letters, asked, AcexAnalyzers.BINARY_SEARCH_BWD);
      learner.startLearning();
      Optional<ImmutableList<Letter>> word = Optional.empty();
      do {
        grow(learner, letters, asked);
        word = differs(learner.getHypothesisModel(), letters, asked);
        if (word.isPresent()) {
          refine(learner, word.get(), grow(learner, letters, asked), asked);
        }
      } while (word.isPresent());
      return Optional.empty();
    } catch (Answers.EndedException e) {
      return judging.ends() && settings.endsAtFirst() ? Optional.empty() : Optional.of(ended());
    } catch (NotDeterministicException e) {
      return Optional.of(
          new Otherwise("the driver is not deterministic", BesideEachOther.lines(e), false));
    } catch (Product.UnboundedException e) {
      return Optional.of(otherwise(String.valueOf(e.getMessage()), false));
    }
  }

  /**
   * Words of one letter and then of two, in the order of the run: a violation that needs no more is
   * the one that the enumeration finds first.
   */
  private static void shortFirst(Answers asked) {
    ImmutableSet<Letter> begin = asked.letters();
    begin.forEach(letter -> asked.answer(ImmutableList.of(letter)));
    for (Letter first : begin) {
      for (Letter second : asked.answer(ImmutableList.of(first)).get(0).letters()) {
        asked.answer(ImmutableList.of(first, second));
      }
    }
  }

  private boolean isOver(long done) {
    runs.accept(done);
    return done >= settings.most() || settings.deadline().isOver();
  }

  /** What has ended it that is no violation. */
  private Otherwise ended() {
    if (judging.ends()) {
      return otherwise("the driver hangs", false);
    }
    return answers != null && answers.runs() >= settings.most()
        ? otherwise("it takes more runs than --learn allows", false)
        : otherwise("the time is up", true);
  }

  private static Otherwise otherwise(String why, boolean byTime) {
    return new Otherwise(why, ImmutableList.of(), byTime);
  }

  /** Letters that came up meanwhile become part of the machine; whether there are any. */
  private static boolean grow(
      TTTLearnerMealy<Letter, Step> learner, GrowingMapAlphabet<Letter> letters, Answers asked) {
    int before = letters.size();
    while (letters.size() < asked.letters().size()) { // To add one may bring up more.
      asked.letters().stream()
          .filter(letter -> !letters.containsSymbol(letter))
          .findFirst()
          .ifPresent(learner::addAlphabetSymbol);
    }
    return letters.size() > before;
  }

  private static void refine(
      TTTLearnerMealy<Letter, Step> learner,
      ImmutableList<Letter> word,
      boolean mayBeKnown,
      Answers asked) {
    Word<Step> output = Word.fromList(asked.answer(word));
    boolean refined = mayBeKnown;
    while (learner.refineHypothesis(new DefaultQuery<>(Word.fromList(word), output))) {
      refined = true; // One word can tell more than two states apart.
    }
    if (!refined) {
      throw new IllegalStateException("the machine says the same: " + word);
    }
  }

  /** A word to which the driver answers otherwise than a hypothesis. */
  private <S> Optional<ImmutableList<Letter>> differs(
      MealyMachine<S, Letter, ?, Step> learned, Alphabet<Letter> letters, Answers asked) {
    Machine hypothesis = Machine.of(learned, letters);
    machine = hypothesis;
    Optional<ImmutableList<Letter>> known = contradicted(hypothesis, asked);
    if (known.isPresent()) {
      return known;
    }
    Product both = new Product(hypothesis, asked, subject.reading(), memories);
    product = both;
    Optional<ImmutableList<Letter>> met = both.walk();
    if (met.isPresent()) {
      return met;
    }
    WpMethod method = new WpMethod(learned, letters, hypothesis, settings.extra());
    return asked
        .first(Iterators.concat(new Lives(hypothesis).words(), method.words()), hypothesis::agrees)
        .flatMap(word -> hypothesis.contradiction(word, asked.answer(word)));
  }

  /** A shortest word whose answer is known, and is another one than the machine gives. */
  private static Optional<ImmutableList<Letter>> contradicted(Machine machine, Answers answers) {
    record Place(Answers.Node node, int state, @Nullable Place before, @Nullable Letter letter) {
      ImmutableList<Letter> word(Letter last) {
        Deque<Letter> word = new ArrayDeque<>();
        word.addFirst(last);
        for (Place place = this; place != null && place.letter != null; place = place.before) {
          word.addFirst(place.letter);
        }
        return ImmutableList.copyOf(word);
      }
    }
    Optional<Letter> begin = answers.root().step().flatMap(step -> machine.misfit(0, step));
    if (begin.isPresent()) {
      return Optional.of(ImmutableList.of(begin.get()));
    }
    IdentityHashMap<Step, Set<Integer>> fits = new IdentityHashMap<>();
    Deque<Place> places = new ArrayDeque<>();
    places.add(new Place(answers.root(), 0, null, null));
    while (!places.isEmpty()) {
      Place place = places.remove();
      for (Map.Entry<Letter, Answers.Node> next : place.node().next().entrySet()) {
        Machine.Edge edge = machine.states().get(place.state()).edges().get(next.getKey());
        Optional<Step> step = next.getValue().step();
        if (edge == null || step.isEmpty()) {
          continue; // Nobody has asked so far; what fits was looked at before.
        }
        if (!edge.step().equals(step.get())) {
          return Optional.of(place.word(next.getKey()));
        }
        boolean isNews = fits.computeIfAbsent(step.get(), one -> new HashSet<>()).add(edge.next());
        Optional<Letter> misfit =
            isNews ? machine.misfit(edge.next(), step.get()) : Optional.empty();
        Place after = new Place(next.getValue(), edge.next(), place, next.getKey());
        if (misfit.isPresent()) {
          return Optional.of(after.word(misfit.get()));
        }
        places.add(after);
      }
    }
    return Optional.empty();
  }
}
