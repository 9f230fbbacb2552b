package org.returntoidle.spec.inside;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Meeting;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.rules.Finding;

/** What Lincheck runs again and again: one meeting, judged at its end. */
final class Block implements Runnable {
  private final Meeting.Cast cast;
  private final Scene scene;
  private final Meeting.Explorer sections;
  private final Notes notes = new Notes();

  /**
   * Never called. Drivers are made by reflection, which Lincheck does not see through; it does look
   * at the classes of all that it can reach from here.
   */
  @SuppressWarnings("unused")
  private final WiaDriver sample;

  Block(Meeting.Cast cast, Scene scene, Meeting.Explorer sections) {
    this.cast = cast;
    this.scene = scene;
    this.sections = sections;
    this.sample = cast.sample();
  }

  /** Ends a run that is not right. */
  static final class BrokenRuleError extends AssertionError {
    private static final long serialVersionUID = 1L;

    BrokenRuleError(Finding finding) {
      super(finding.rule() + ": " + finding.message());
    }
  }

  /** What is kept from run to run; only touched where Lincheck does not look. */
  static final class Notes {
    /** Most runs look like an earlier one from outside. */
    private final Map<Object, Optional<Finding>> judged = new HashMap<>();

    private int runs;
    private @Nullable Meeting current;
    private Optional<Finding> found = Optional.empty();

    /** How many runs there were up to the first that is not right; it is then run again. */
    int runs() {
      return runs;
    }

    @Nullable Meeting current() {
      return current;
    }

    Optional<Finding> found() {
      return found;
    }

    private Optional<Finding> judge(Meeting meeting) {
      Execution run = meeting.execution();
      Optional<Finding> finding =
          judged.computeIfAbsent(
              List.of(run.trace(), meeting.spans()),
              key -> Placements.violation(run, meeting.spans()));
      found = found.or(() -> finding);
      return finding;
    }
  }

  Notes notes() {
    return notes;
  }

  @Override
  public void run() {
    sections.leave();
    notes.runs += notes.found.isEmpty() ? 1 : 0;
    sections.enter();
    Meeting meeting = new Meeting(cast, scene, sections);
    sections.leave();
    notes.current = meeting;
    sections.enter();
    meeting.run();
    sections.leave();
    Optional<Finding> finding;
    try {
      finding = notes.judge(meeting);
    } finally {
      sections.enter();
    }
    if (finding.isPresent()) {
      throw new BrokenRuleError(finding.get());
    }
  }
}
