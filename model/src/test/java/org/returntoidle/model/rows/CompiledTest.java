package org.returntoidle.model.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.returntoidle.model.rows.Term.and;
import static org.returntoidle.model.rows.Term.constant;
import static org.returntoidle.model.rows.Term.is;
import static org.returntoidle.model.rows.Term.not;
import static org.returntoidle.model.rows.Term.or;
import static org.returntoidle.model.rows.Term.plus;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Induction;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.StateRule;
import org.returntoidle.model.StateRules;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.Vocabulary;

/** What is compiled has the values of the term that it was made of. */
class CompiledTest {
  private static final int SOME = 300;

  static Stream<Configuration> kinds() {
    return Stream.of(Bounds.NONE, Bounds.of(3, 2, 2, 1)).flatMap(Configuration::all);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itHasTheValuesOfTheTerm(Configuration kind) {
    List<ProtocolState> states = TypeCorrect.some(kind, SOME).toList();
    terms(new Protocol(kind)).forEach(term -> assertSame(term, states));
  }

  private static Stream<Term<ProtocolState>> terms(Protocol protocol) {
    Induction induction = new Induction(protocol);
    Stream<Term<ProtocolState>> rows =
        protocol.rows().values().stream()
            .flatMap(
                row ->
                    Stream.concat(row.guard().stream(), row.effect().assigned().values().stream()));
    return Stream.of(
            rows,
            StateRules.of(protocol).stream().map(StateRule::holds),
            Stream.of(
                induction.invariant(),
                induction.toIdle().rank(),
                induction.toIdle().pending(),
                induction.ofTransfer().rank()))
        .flatMap(each -> each);
  }

  private static <S> void assertSame(Term<S> term, List<S> states) {
    Function<S, Object> value = Compiled.value(term);
    Predicate<S> test = Compiled.test(term);
    for (S state : states) {
      assertEquals(term.value(state), value.apply(state), term::toString);
      if (term.value(state) instanceof Boolean truth) {
        assertEquals(truth, test.test(state), term::toString);
      }
    }
  }

  @Test
  void whatIsKnownIsNotAskedAgain() {
    Variable<Integer> number = new Variable<>("number", n -> n);
    Variable<Integer> nobody =
        new Variable<>(
            "nobody",
            n -> {
              throw new IllegalStateException("asked");
            });
    Term<Integer> known = new Term.Named<>("Two", plus(constant(1), 1));
    assertEquals(2, Compiled.value(known).apply(7));
    Predicate<Integer> never = Compiled.test(and(is(nobody, 1), not(is(known, 2))));
    assertFalse(never.test(7));
    assertTrue(Compiled.test(or(is(nobody, 1), is(known, 2))).test(7));
    assertTrue(Compiled.test(new Term.If<>(is(known, 3), is(nobody, 1), is(number, 7))).test(7));
    Predicate<Integer> asks = Compiled.test(and(is(number, 7), is(nobody, 1)));
    assertFalse(asks.test(6));
    assertThrows(IllegalStateException.class, () -> asks.test(7));
  }

  @Test
  void ofNothingAllAreTrueAndNoneIs() {
    assertTrue(Compiled.test(Term.<ProtocolState>and()).test(ProtocolState.INITIAL));
    assertFalse(Compiled.test(Term.<ProtocolState>or()).test(ProtocolState.INITIAL));
    assertTrue(Compiled.test(is(Vocabulary.BUTTON, false)).test(ProtocolState.INITIAL));
  }
}
