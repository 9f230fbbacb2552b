package org.returntoidle.model.monitor;

import com.google.common.collect.ImmutableSet;
import org.returntoidle.model.Action;

/**
 * A letter of what the monitor reads: of these there are finitely many.
 *
 * @param action what was observed
 * @param marks what else is to be known of it
 */
public record Observation(Action action, ImmutableSet<Mark> marks) {
  /** An observation with these marks. */
  public static Observation of(Action action, Mark... marks) {
    return new Observation(action, ImmutableSet.copyOf(marks));
  }

  boolean is(Mark mark) {
    return marks.contains(mark);
  }
}
