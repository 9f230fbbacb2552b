package org.returntoidle.tla.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Action;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.DriverKind;
import org.returntoidle.model.Parameters;
import org.returntoidle.model.Properties;
import org.returntoidle.model.Property;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.engine.Condition;
import org.returntoidle.model.rows.Term;

/** The rules as terms say in every state what {@link Properties} says. */
class StateRulesTest {
  private static final int SOME = 200;
  private static final int MANY = 5000;
  private static final long SEED = 15;

  static Stream<Configuration> kinds() {
    return Stream.of(Bounds.NONE, Bounds.of(3, 2, 2, 1)).flatMap(Configuration::all);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rulesAndTermsAgreeInRandomStates(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    assertEquals(Set.of(), differing(protocol, protocol, some(configuration)));
  }

  static Stream<Configuration> unbounded() {
    return Configuration.all(Bounds.NONE);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("unbounded")
  void soTheyDoInEveryStateThatTypesAllow(Configuration configuration) {
    Protocol protocol = new Protocol(configuration);
    assertEquals(Set.of(), differing(protocol, protocol, TypeCorrect.states(configuration)));
  }

  /** A term that says something else is found. */
  @Test
  void whatDiffersIsFound() {
    Configuration other = Configuration.DEFAULT.with(DriverKind.NOT_ASYNCHRONOUS);
    assertEquals(
        Set.of("B5_NothingConnectsTheTwo"),
        differing(
            new Protocol(Configuration.DEFAULT), new Protocol(other), some(Configuration.DEFAULT)));
  }

  /** What is assumed of types is what the model says of them, in states beyond them, too. */
  @ParameterizedTest
  @MethodSource("kinds")
  void typesAreTheSame(Configuration configuration) {
    Term<ProtocolState> fit = Questions.typesFit(Parameters.of(configuration));
    long correct =
        RandomStates.any(Bounds.of(4, 3, 3, 2), new Random(SEED))
            .limit(MANY)
            .filter(s -> assertSame(fit.test(s), TypeCorrect.test(configuration, s)))
            .count();
    assertTrue(correct > 0);
  }

  private static boolean assertSame(boolean one, boolean other) {
    assertEquals(one, other);
    return one;
  }

  private static Stream<ProtocolState> some(Configuration configuration) {
    return RandomStates.of(configuration, new Random(SEED)).limit(SOME);
  }

  /** The rules that say something else than the terms about one of {@code states}. */
  private static Set<String> differing(
      Protocol rules, Protocol terms, Stream<ProtocolState> states) {
    ImmutableMap<String, Term<ProtocolState>> written = StateRules.of(terms);
    Map<String, Property> said =
        Properties.of(rules).stream()
            .filter(rule -> rule.claim().condition() instanceof Condition.OfStates)
            .collect(ImmutableMap.toImmutableMap(Property::name, rule -> rule));
    assertEquals(said.keySet(), written.keySet());
    Set<String> differing = new TreeSet<>();
    states.forEach(
        s ->
            said.forEach(
                (name, rule) -> {
                  Term<ProtocolState> term = Optional.ofNullable(written.get(name)).orElseThrow();
                  if (rule.holds(s, Action.NOTIFY_OTHER_EVENT, s) != term.test(s)) {
                    differing.add(name);
                  }
                }));
    return differing;
  }
}
