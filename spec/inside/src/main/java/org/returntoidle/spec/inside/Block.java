package org.returntoidle.spec.inside;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.returntoidle.spec.harness.Cast;
import org.returntoidle.spec.harness.Crossing;
import org.returntoidle.spec.harness.Execution;
import org.returntoidle.spec.harness.Explorer;
import org.returntoidle.spec.harness.Meeting;
import org.returntoidle.spec.harness.Scene;
import org.returntoidle.spec.rules.Finding;

/**
 * What Lincheck runs again and again: one meeting, judged at its end. Lincheck rewrites the classes
 * of all that it can reach from the fields here, and what is rewritten is slow, Lincheck's own
 * collections among it. So it reaches the driver and what its threads share, and nothing else.
 */
final class Block implements Runnable {
  private final Explorer sections;

  /** Never called or changed: these are what Lincheck is to look at. */
  @SuppressWarnings("unused")
  private final Object[] samples;

  /** The rest. A weak reference is as far as Lincheck looks; {@link Notes} are held elsewhere. */
  private final WeakReference<Notes> notes;

  Block(Notes notes, Explorer sections) {
    this.notes = new WeakReference<>(notes);
    this.sections = sections;
    this.samples = new Object[] {notes.cast.sample(), new Crossing()};
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
    private final Cast cast;
    private final Scene scene;

    /** Most runs look like an earlier one from outside. */
    private final Map<Object, Optional<Finding>> judged = new HashMap<>();

    private final Pulse pulse;
    private final Runnable unseen;
    private int runs;
    private @Nullable Meeting current;
    private Optional<Finding> found = Optional.empty();

    Notes(Cast cast, Scene scene, Pulse pulse, Runnable unseen) {
      this.cast = cast;
      this.scene = scene;
      this.pulse = pulse;
      this.unseen = unseen;
    }

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

    private void play(Explorer sections) {
      pulse.beat();
      runs += found.isEmpty() ? 1 : 0;
      Meeting meeting = new Meeting(cast, scene, sections, new Crossing(), unseen);
      current = meeting;
      meeting.run();
      Execution run = meeting.execution();
      Optional<Finding> finding =
          judged.computeIfAbsent(
              List.of(run.trace(), meeting.spans()),
              key -> Placements.violation(run, meeting.spans()));
      found = found.or(() -> finding);
      if (finding.isPresent()) {
        throw new BrokenRuleError(finding.get());
      }
    }
  }

  @Override
  public void run() {
    sections.leave();
    try {
      Notes mine = notes.get();
      if (mine != null) {
        mine.play(sections);
      }
    } finally {
      sections.enter();
    }
  }
}
