package org.returntoidle.tla;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.ProtocolState.Held;
import org.returntoidle.model.ProtocolState.Step;
import org.returntoidle.model.Rule;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.Vocabulary;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.engine.StepPredicate;
import org.returntoidle.model.rows.Row;
import org.returntoidle.tla.engine.Mirror;
import org.returntoidle.tla.engine.Modules;
import org.returntoidle.tla.engine.Tlc;
import org.returntoidle.tla.sweep.Written;

/**
 * Each property is there twice, in Java and in TLA+: here the two say the same, state by state and
 * step by step, wherever types allow, reachable or not.
 */
@Execution(ExecutionMode.CONCURRENT)
class PropertyWalkTest {
  private static final Configuration FREE = Configuration.DEFAULT.with(Bounds.NONE);
  private static final Bounds BOUNDS = Bounds.of(2, 2, 1, 1);

  private final Tlc tlc = new Tlc(1);

  static Stream<Configuration> unbounded() {
    return Configuration.all(Bounds.NONE);
  }

  static Stream<Configuration> bounded() {
    return Configuration.all(BOUNDS);
  }

  @Tag("ci")
  @Test
  void bothSayTheSame() {
    assertSame(FREE, 300);
  }

  static Stream<Configuration> oneOfEachDriver() {
    return Stream.of(DriverKind.values()).map(FREE::with);
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("oneOfEachDriver")
  void soTheyDoOfEachDriver(Configuration configuration) {
    bothSayTheSameInEveryKind(configuration);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("unbounded")
  void bothSayTheSameInEveryKind(Configuration configuration) {
    assertSame(configuration, 700);
  }

  @Tag("whole")
  @ParameterizedTest
  @MethodSource({"unbounded", "bounded"})
  void soTheyDoInManyMoreStates(Configuration configuration) {
    assertSame(configuration, 20_000);
  }

  /** Reachable or not, of one kind: an hour. */
  @Tag("whole")
  @Test
  void soTheyDoInEveryTypeCorrectState() {
    assertSame(FREE, Math.toIntExact(TypeCorrect.count(FREE)));
  }

  private void assertSame(Configuration configuration, int states) {
    Mirror.Result result = Mirrors.properties(tlc, TlaFiles.JAR, configuration, states);
    assertEquals(Optional.empty(), result.difference());
    assertEquals(states, result.states());
  }

  /**
   * A protocol in which nobody does what the name says: the guard and effect of another action, so
   * many places further, and without asking whether the transfer goes on. What is true by
   * construction is not true of this one, so that a weaker one shows, too.
   */
  abstract static class Moved implements JavaSide {
    private final int places;
    private final Configuration configuration;

    Moved(int places, DriverKind driver) {
      this.places = places;
      this.configuration = Configuration.DEFAULT.with(BOUNDS).with(driver);
    }

    Protocol protocol() {
      return protocol(new Protocol(configuration));
    }

    /** What happens here in TLA+, with all other modules. */
    TlaFiles written(Path folder) throws IOException {
      Written.changed(new Protocol(configuration), protocol(), folder);
      return new TlaFiles(Optional.of(folder));
    }

    Mirror.Result compare(Modules modules, int states) {
      return Mirrors.properties(new Tlc(1), modules, configuration, states, getClass());
    }

    @Override
    public Protocol protocol(Protocol right) {
      List<Action> actions = right.rows().keySet().asList();
      EnumMap<Action, Row<ProtocolState>> rows = new EnumMap<>(Action.class);
      for (int i = 0; i < actions.size(); i++) {
        Action other = actions.get((i + places) % actions.size());
        Row<ProtocolState> row = Optional.ofNullable(right.rows().get(other)).orElseThrow();
        rows.put(
            actions.get(i),
            row.withGuard(
                row.guard().stream()
                    .filter(part -> !part.equals(Vocabulary.GOES_ON))
                    .collect(toImmutableList())));
      }
      return right.withRows(Maps.immutableEnumMap(rows));
    }
  }

  static final class ByTen extends Moved {
    ByTen() {
      super(10, DriverKind.NOT_ASYNCHRONOUS);
    }
  }

  static final class ByFifteen extends Moved {
    ByFifteen() {
      super(15, DriverKind.INTERRUPTIBLE);
    }
  }

  @Tag("ci")
  @ParameterizedTest
  @ValueSource(classes = {ByTen.class, ByFifteen.class})
  void soTheyDoOfWhatIsTrueByConstruction(Class<? extends Moved> moved, @TempDir Path folder)
      throws Exception {
    assertSame(moved.getDeclaredConstructor().newInstance(), MANY, folder);
  }

  private static final int MANY = 1_000;

  private static void assertSame(Moved moved, int states, Path folder) throws IOException {
    Mirror.Result result = moved.compare(moved.written(folder).modules(), states);
    assertEquals(Optional.empty(), result.difference());
    assertEquals(states, result.states());
  }

  /** Where nothing is ever false, a comparison tells nothing. */
  @Tag("ci")
  @Test
  void everythingTrueByConstructionIsFalseSomewhereInThese() {
    Set<String> never = new HashSet<>(TrueByConstruction.names());
    for (Moved moved : List.of(new ByTen(), new ByFifteen())) {
      Protocol protocol = moved.protocol();
      List<Formula<ProtocolState>> claimed = ProtocolSide.claimed(protocol, Properties::of);
      TypeCorrect.some(protocol.configuration(), MANY)
          .forEach(
              state ->
                  claimed.stream()
                      .filter(formula -> isFalse(formula, protocol, state))
                      .map(Formula::name)
                      .forEach(never::remove));
    }
    assertEquals(Set.of(), never);
  }

  private static boolean isFalse(
      Formula<ProtocolState> formula, Protocol protocol, ProtocolState state) {
    Condition<ProtocolState, Action> condition = formula.always().orElseThrow().condition();
    return formula.isOfSteps()
        ? protocol.successors(state).entrySet().stream()
            .anyMatch(step -> !condition.test(state, step.getKey(), step.getValue()))
        : !condition.testInitial(state);
  }

  /** The rules, one of which is also true where {@code more} is. */
  private static List<Property> weaker(
      String name, List<Property> rules, StepPredicate<ProtocolState, Action> more) {
    return rules.stream()
        .map(
            rule ->
                rule.name().equals(name)
                    ? Property.ofSteps(
                        name,
                        rule.rule(),
                        (s, action, t) -> rule.holds(s, action, t) || more.test(s, action, t))
                    : rule)
        .toList();
  }

  /** An old band does no harm while the driver waits. */
  static final class WeakerState implements JavaSide {
    @Override
    public List<Property> rules(Protocol protocol) {
      return Properties.of(protocol).stream()
          .map(
              rule ->
                  rule.rule() == Rule.D12
                      ? Property.ofStates(
                          rule.name(),
                          Rule.D12,
                          s -> s.held() != Held.OLD_BAND || s.step() == Step.WAITING)
                      : rule)
          .toList();
    }
  }

  /** After a cause a status message may still be sent. */
  static final class WeakerStep implements JavaSide {
    @Override
    public List<Property> rules(Protocol protocol) {
      return weaker(
          "D5_NoCallbackAfterCause",
          Properties.of(protocol),
          (s, action, t) -> action == Action.SEND_STATUS);
    }
  }

  /** A press may get lost. */
  static final class WeakerByConstruction extends Moved {
    WeakerByConstruction() {
      super(10, DriverKind.NOT_ASYNCHRONOUS);
    }

    @Override
    public List<Property> rules(Protocol protocol) {
      return weaker("A1_PressIsKept", Properties.of(protocol), (s, action, t) -> s.button());
    }
  }

  @Tag("ci")
  @Test
  void aWeakerPropertyInJavaIsFound(@TempDir Path folder) throws IOException {
    assertFound(
        "in it D12_BandOfThisTransfer is true in Java and false in TLA+",
        Mirrors.properties(tlc, TlaFiles.JAR.modules(), FREE, MANY, WeakerState.class));
    assertFound(
        "at the step SendStatus to [step = \"Calling\"]"
            + " D5_NoCallbackAfterCause is true in Java and false in TLA+",
        Mirrors.properties(tlc, TlaFiles.JAR.modules(), FREE, MANY, WeakerStep.class));
    WeakerByConstruction moved = new WeakerByConstruction();
    assertFound(
        "A1_PressIsKept is true in Java and false in TLA+",
        moved.compare(moved.written(folder).modules(), MANY));
  }

  @Tag("ci")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "held # \"OldBand\" | step = \"Calling\" => held # \"OldBand\" | D12_BandOfThisTransfer",
        "DeliverBand \\/ SendStatus \\/ SubmitRead => | DeliverBand \\/ SubmitRead =>"
            + " | D5_NoCallbackAfterCause",
      })
  void aWeakerPropertyInTlaIsFound(String right, String weaker, String name) {
    assertFound(
        name + " is true in TLA+ and false in Java",
        Mirrors.properties(
            tlc, changed(TlaFiles.JAR, right, weaker), FREE, MANY, JavaSide.Model.class));
  }

  @Tag("ci")
  @Test
  void soIsOneThatIsTrueByConstruction(@TempDir Path folder) throws IOException {
    Moved moved = new ByTen();
    assertFound(
        "A1_PressIsKept is true in TLA+ and false in Java",
        moved.compare(
            changed(
                moved.written(folder),
                "[][button' = IF PressCancelButton",
                "[][button \\/ button' = IF PressCancelButton"),
            MANY));
  }

  private static Modules changed(TlaFiles files, String right, String other) {
    String rules = files.read("CancelRules.tla");
    assertTrue(rules.contains(right), right);
    return files.modules().with("CancelRules", rules.replace(right, other));
  }

  private static void assertFound(String said, Mirror.Result result) {
    String difference = result.difference().orElse("no difference");
    assertTrue(difference.endsWith(said), difference);
  }
}
