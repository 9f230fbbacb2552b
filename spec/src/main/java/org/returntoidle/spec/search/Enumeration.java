package org.returntoidle.spec.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.returntoidle.spec.harness.Chooser;
import org.returntoidle.spec.harness.Harness;
import org.returntoidle.spec.harness.Run;
import org.returntoidle.spec.harness.Schedule;
import org.returntoidle.spec.rules.Finding;
import org.returntoidle.spec.rules.Judge;
import org.returntoidle.spec.rules.Judgement;
import org.returntoidle.spec.rules.Reading;

/**
 * Runs every schedule within the bounds once, those with the fewest extraordinary moves first: the
 * first violation is a minimal one. A schedule is extended only at points behind its last move, so
 * none is run twice.
 */
public final class Enumeration {
  private Enumeration() {}

  /**
   * Searches until a violation or the end.
   *
   * @param progress is told the number of schedules run so far
   */
  public static SearchResult search(Harness harness, Reading reading, LongConsumer progress) {
    Tally tally = new Tally();
    long count = 0;
    List<Schedule> level = List.of(Schedule.ORDINARY);
    while (!level.isEmpty()) {
      List<Schedule> next = new ArrayList<>();
      for (Schedule schedule : level) {
        Run run = harness.run(Chooser.following(schedule));
        Judgement judgement = Judge.judge(run, reading);
        tally.add(run, judgement);
        progress.accept(++count);
        Optional<Finding> violation = judgement.violation();
        if (violation.isPresent()) {
          return new SearchResult(
              count,
              tally.checks(),
              tally.ownThreads(),
              Optional.of(new Counterexample(schedule, run, violation.get())));
        }
        next.addAll(schedule.extensions(run));
      }
      level = next;
    }
    return new SearchResult(count, tally.checks(), tally.ownThreads(), Optional.empty());
  }
}
