package org.returntoidle.tla.smt;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Parameters;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.rows.Effect;
import org.returntoidle.model.rows.Row;
import org.returntoidle.model.rows.Term;

/**
 * The argument of {@link Induction}, and the rules about states, for all kinds and any bounds at
 * once: images of any length, any number of transfers, cancels and faults, and of {@code CANCEL_IO}
 * under way. What is asked is written into {@code target/any-bound.smt2}.
 */
class AnyBoundTest {
  private static final long SEED = 15;
  private static final int SAMPLES = 60;
  private static final Protocol PROTOCOL = new Protocol(Configuration.DEFAULT);

  /** Each is skipped, not all together: then they would not be counted. */
  @BeforeEach
  void loads() {
    Z3.assumeThatItLoads();
  }

  @Tag("ci")
  @Test
  void nothingBreaksAnyClaim() throws IOException {
    Stopwatch watch = Stopwatch.createStarted();
    Questions questions = questions(PROTOCOL);
    assertEquals(ImmutableMap.of(), Z3.solutions(questions.declarations(), questions.breaking()));
    System.out.printf(
        Locale.ROOT, "any bound  %d claims in %s%n", questions.breaking().size(), watch);
    Files.writeString(Path.of("target", "any-bound.smt2"), questions.script());
  }

  /** So what is asked of one configuration is asked of all. */
  @Test
  void configurationsDifferInParametersOnly() {
    String script = questions(PROTOCOL).script();
    Stream.concat(
            Configuration.all(Bounds.NONE),
            Stream.of(Configuration.DEFAULT.with(Bounds.of(7, 5, 3, 1))))
        .forEach(other -> assertEquals(script, questions(new Protocol(other)).script()));
  }

  /** If nothing could happen, everything would be true. */
  @Test
  void everyActionCanHappen() {
    Questions questions = questions(PROTOCOL);
    assertEquals(
        questions.possible().keySet(),
        Z3.solutions(questions.declarations(), questions.possible()).keySet());
  }

  /** A band that no read was counted for: then more than 4 n + 3 steps could remain. */
  @Test
  void withoutCountedReadsTheNumberOfStepsIsWrong() {
    assertEquals(Set.of("L1_WithinSteps"), broken(PROTOCOL, without("0 < bands")));
  }

  @Tag("ci")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RestsIdle",
        "UsesWhatIsOn",
        "StateTellsCause",
        "ResultTellsCause",
        "NothingUnasked",
        "CountsWhatIsThere",
        "~(cancels < inTransit)"
      })
  void eachPartOfTheInvariantIsNeeded(String part) {
    assertFalse(broken(PROTOCOL, without(part)).isEmpty());
  }

  @Test
  void aWeakerGuardIsNoticed() {
    Row<ProtocolState> row = row(Action.SEND_STATUS);
    Row<ProtocolState> always =
        row.withGuard(
            row.guard().stream()
                .filter(part -> !part.equals(Vocabulary.GOES_ON))
                .collect(toImmutableList()));
    assertEquals(
        Set.of(
            "Inductive, SendStatus",
            "L5_RankDecreases, SendStatus",
            "L5_RankNeverGrows, SendStatus",
            "L1_RankDecreases, SendStatus",
            "L1_RankNeverGrows, SendStatus"),
        broken(PROTOCOL.with(Action.SEND_STATUS, always), UnaryOperator.identity()));
  }

  @Test
  void aReadThatIsNotCountedIsNoticed() {
    assertEquals(
        Set.of("Inductive, ReadBand", "L1_RankDecreases, ReadBand", "L1_RankNeverGrows, ReadBand"),
        broken(withUncountedReads(), UnaryOperator.identity()));
  }

  /** Something that only bounds permit: a step that the protocol without bounds does not have. */
  @Test
  void aStepThatNeedsABoundIsNoticed() {
    Row<ProtocolState> row = row(Action.IMAGE_ENDS);
    Term<ProtocolState> bands = Parameters.of(PROTOCOL.configuration()).bands();
    Row<ProtocolState> whereBounded =
        row.withGuard(ImmutableList.of(Term.not(Parameters.unbounded(bands))));
    assertEquals(
        Set.of("Inductive, ImageEnds", "UnboundedSpec, ImageEnds", "L1_ImageMayEnd"),
        broken(PROTOCOL.with(Action.IMAGE_ENDS, whereBounded), UnaryOperator.identity()));
  }

  /** Terms and steps are written as Java computes them: in random states of random kinds. */
  @Test
  void z3ComputesWhatJavaDoes() {
    Random random = new Random(SEED);
    Samples samples = new Samples(Questions.text(Parameters.of(Configuration.DEFAULT)));
    List<Protocol> protocols =
        Stream.of(Bounds.NONE, Bounds.of(3, 2, 2, 1))
            .flatMap(Configuration::all)
            .map(Protocol::new)
            .toList();
    for (int i = 0; i < SAMPLES; i++) {
      Protocol protocol = protocols.get(random.nextInt(protocols.size()));
      ProtocolState state =
          RandomStates.of(protocol.configuration(), random).findFirst().orElseThrow();
      List<Action> actions = new ArrayList<>(Action.BANDED);
      // Few can happen in a state that nobody chose.
      for (int more = 0; more < 5; more++) {
        actions.addAll(protocol.successors(state).keySet());
      }
      samples.add(protocol, protocol, state, actions.get(random.nextInt(actions.size())));
    }
    assertEquals(
        samples.possible(), Z3.solutions(samples.declarations(), samples.formulas()).keySet());
    assertTrue(samples.possible().size() > SAMPLES / 4);
  }

  @Test
  void whatZ3ComputesInAnotherWayIsFound() {
    ProtocolState reading =
        RandomStates.of(PROTOCOL.configuration(), new Random(SEED))
            .filter(s -> PROTOCOL.enabled(s, Action.READ_BAND))
            .findFirst()
            .orElseThrow();
    Samples samples = new Samples(Questions.text(Parameters.of(Configuration.DEFAULT)));
    samples.add(withUncountedReads(), PROTOCOL, reading, Action.READ_BAND);
    assertEquals(
        Set.of("0, ReadBand", "0, ReadBand: another step"),
        Z3.solutions(samples.declarations(), samples.formulas()).keySet());
  }

  @Test
  void whereZ3CannotBeLoadedTheTestIsSkippedAndSaysSo() {
    List<String> said = new ArrayList<>();
    assertThrows(
        TestAbortedException.class,
        () ->
            Z3.assumeThatItLoads(
                () -> {
                  throw new UnsatisfiedLinkError("no libz3.so");
                },
                said::add));
    assertEquals(
        List.of(
            "any bound  skipped, for Z3 cannot be loaded here:"
                + " java.lang.UnsatisfiedLinkError: no libz3.so"),
        said);
  }

  private static Protocol withUncountedReads() {
    Row<ProtocolState> row = row(Action.READ_BAND);
    Effect<ProtocolState> uncounted = row.effect().with(Vocabulary.BANDS, Vocabulary.BANDS);
    return PROTOCOL.with(Action.READ_BAND, row.withEffect(uncounted));
  }

  private static Row<ProtocolState> row(Action action) {
    return Optional.ofNullable(PROTOCOL.rows().get(action)).orElseThrow();
  }

  private static Questions questions(Protocol protocol) {
    return new Questions(protocol, new Induction(protocol).invariant());
  }

  private static UnaryOperator<Term<ProtocolState>> without(String part) {
    return term -> term.toString().equals(part) ? Term.constant(true) : term;
  }

  /** What breaks if the invariant is changed everywhere. */
  private static ImmutableSet<String> broken(
      Protocol protocol, UnaryOperator<Term<ProtocolState>> change) {
    Term<ProtocolState> invariant = new Induction(protocol).invariant().rewritten(change);
    Questions questions = new Questions(protocol, invariant);
    return Z3.solutions(questions.declarations(), questions.breaking()).keySet();
  }
}
