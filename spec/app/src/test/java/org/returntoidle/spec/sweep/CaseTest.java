package org.returntoidle.spec.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Reading;

/** The rule that names what is wrong with a run, for the judge and for {@code check-trace}. */
class CaseTest {
  static Stream<Case> cases() {
    return Case.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRuleIsNamed(Case one) {
    assertEquals(one.permissive(), judged(one, Reading.PERMISSIVE));
    assertEquals(one.strict(), judged(one, Reading.STRICT));
    String said = new MonitorSide().apply(RunText.trace(one.run()));
    assertEquals(one.trace(), said.substring(0, said.indexOf(' ')));
  }

  private static String judged(Case one, Reading reading) {
    Execution run = RunText.run(one.run());
    return Judge.judge(run, reading).violation().map(found -> found.rule().name()).orElse("right");
  }
}
