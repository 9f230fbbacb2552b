package org.returntoidle.spec.sweep;

import java.util.function.Function;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Judgement;
import org.returntoidle.spec.rules.Reading;

/**
 * What the judge says of a run, in both readings: the rule that names the violation, and how often
 * each rule was kept and broken; not in which words. And what it can say anything about.
 */
final class JudgeSide implements Function<Execution, String> {
  @Override
  public String apply(Execution run) {
    return verdict(Judge.judge(run, Reading.PERMISSIVE))
        + verdict(Judge.judge(run, Reading.STRICT))
        + Judge.applicable(run.platform(), run.asynchronous());
  }

  private static String verdict(Judgement judgement) {
    return judgement.violation().map(found -> found.rule().name()).orElse("right")
        + " "
        + judgement.findings().stream().map(JudgeSide::said).sorted().toList()
        + judgement.latency();
  }

  private static String said(Finding finding) {
    return finding.rule() + (finding.holds() ? "" : " broken") + finding.transfer();
  }
}
