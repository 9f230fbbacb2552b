package org.returntoidle.tla.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.model.Bounds;
import org.returntoidle.model.Configuration;
import org.returntoidle.model.Parameters;
import org.returntoidle.model.ProtocolState;
import org.returntoidle.model.TypeCorrect;
import org.returntoidle.model.rows.Term;

/** What is assumed of types is what the model says of them, in states beyond them, too. */
class TypesFitTest {
  private static final int MANY = 5000;
  private static final long SEED = 15;

  static Stream<Configuration> kinds() {
    return Stream.of(Bounds.NONE, Bounds.of(3, 2, 2, 1)).flatMap(Configuration::all);
  }

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
}
