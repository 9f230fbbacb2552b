package org.returntoidle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.engine.Property.Always;
import org.returntoidle.model.engine.Search;
import org.returntoidle.model.rows.Term;

/** The argument of {@link Induction}, state by state, and that each part of it is needed. */
class InductionTest {
  private static final Bounds BOUNDED = Bounds.of(3, 3, 2, 1);

  static Stream<Configuration> unbounded() {
    return Configuration.all(Bounds.NONE);
  }

  static Stream<Configuration> bounded() {
    return one().map(configuration -> configuration.with(BOUNDED));
  }

  static Stream<Configuration> boundedOtherDrivers() {
    return otherDrivers().map(configuration -> configuration.with(BOUNDED));
  }

  static Stream<Configuration> otherBounded() {
    return others().map(configuration -> configuration.with(BOUNDED));
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("boundedOtherDrivers")
  void soItDoesForOtherDrivers(Configuration configuration) {
    throughoutABoundedTransferTheRankDecreases(configuration);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("otherBounded")
  void soItDoesInOthers(Configuration configuration) {
    throughoutABoundedTransferTheRankDecreases(configuration);
  }

  static Stream<Configuration> ofEachKind() {
    return unbounded()
        .filter(configuration -> configuration.platform().equals(Platform.XP))
        .filter(configuration -> configuration.application() == ApplicationKind.BOTH);
  }

  static Stream<Configuration> others() {
    List<Configuration> there = ofEachKind().toList();
    return unbounded().filter(configuration -> !there.contains(configuration));
  }

  static Stream<Configuration> one() {
    return Stream.of(Configuration.DEFAULT.with(Bounds.NONE));
  }

  static Stream<Configuration> otherDrivers() {
    return ofEachKind().filter(configuration -> configuration.driver() != DriverKind.INTERRUPTIBLE);
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("otherDrivers")
  void soTheyAreForOtherDrivers(Configuration configuration) {
    theInvariantIsInductiveAndTheRankDecreases(configuration);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("others")
  void soTheyAreInOthers(Configuration configuration) {
    theInvariantIsInductiveAndTheRankDecreases(configuration);
  }

  /** From every type-correct state that the invariant allows; TLC counts as many. */
  @ParameterizedTest
  @MethodSource("one")
  void theInvariantIsInductiveAndTheRankDecreases(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    List<ProtocolState> states = new Induction(protocol).states().toList();
    assertEquals(Set.of(), broken(protocol, states));
    assertTrue(ImmutableSet.copyOf(states).containsAll(Explorer.graph(protocol).states()));
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("bounded")
  void throughoutABoundedTransferTheRankDecreases(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    List<ProtocolState> states = Explorer.graph(protocol).states();
    assertEquals(Set.of(), broken(protocol, states));
  }

  /** So the stated numbers of steps are not too great: there is a state that needs them. */
  @ParameterizedTest
  @MethodSource("unbounded")
  void theStatedNumberOfStepsIsTheLeast(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    Induction induction = new Induction(protocol);
    int most =
        Explorer.graph(protocol).states().stream()
            .filter(s -> s.ends())
            .mapToInt(s -> (Integer) induction.toIdle().rank().value(s))
            .max()
            .orElseThrow();
    assertEquals(induction.mostToIdle(), most, configuration::toString);
    assertEquals(configuration.driver().asynchronous() ? 3 : 2, most);
  }

  @Test
  void thereAreSoManyTypeCorrectStates() {
    Configuration configuration = Configuration.DEFAULT.with(Bounds.NONE);
    assertEquals(967_680, TypeCorrect.count(configuration));
    assertEquals(5472, new Induction(new Protocol(configuration)).states().count());
  }

  @Tag("long")
  @Test
  void eachIsThereOnce() {
    Configuration configuration = Configuration.DEFAULT.with(Bounds.NONE);
    assertEquals(967_680, TypeCorrect.states(configuration).distinct().count());
    assertTrue(TypeCorrect.states(configuration).allMatch(s -> TypeCorrect.test(configuration, s)));
  }

  /** Without a guard somewhere the argument breaks: it is about this protocol, not about any. */
  @Tag("ci")
  @Test
  void theArgumentFailsForAProtocolWithoutAGuard() {
    Protocol protocol = new Protocol(Configuration.DEFAULT.with(Bounds.NONE));
    List<ProtocolState> states = new Induction(protocol).states().toList();
    assertEquals(
        Set.of("L5_RankDecreases", "L5_RankNeverGrows"),
        broken(
            protocol.withGuard(
                Action.START_DEVICE, Term.isNot(Vocabulary.STEP, ProtocolState.Step.RESTING)),
            states));
    assertEquals(
        Set.of("L5_NeverStuck"),
        broken(protocol.withGuard(Action.STOP_DEVICE, Term.constant(false)), states));
    assertEquals(
        Set.of("L1_RankDecreases", "L1_RankNeverGrows"),
        broken(
            new Protocol(Configuration.DEFAULT)
                .withGuard(
                    Action.INTERRUPT_READ, Term.is(Vocabulary.STEP, ProtocolState.Step.READING)),
            Explorer.graph(new Protocol(Configuration.DEFAULT)).states()));
  }

  private static Set<String> broken(Protocol protocol, List<ProtocolState> states) {
    return Search.from(
            states.stream(),
            protocol,
            new Induction(protocol).properties().stream().map(Property::claim).toList())
        .broken()
        .stream()
        .map(Always::name)
        .collect(Collectors.toSet());
  }
}
