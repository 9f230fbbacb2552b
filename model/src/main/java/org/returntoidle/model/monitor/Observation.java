package org.returntoidle.model.monitor;

import org.returntoidle.model.Action;

/**
 * Something that was observed.
 *
 * @param action what
 * @param marks what else is to be known of it: the {@link Mark#bit}s
 */
public record Observation(Action action, int marks) {
  /** An observation with these marks. */
  public static Observation of(Action action, Mark... marks) {
    int all = 0;
    for (Mark mark : marks) {
      all |= mark.bit();
    }
    return new Observation(action, all);
  }

  boolean is(Mark mark) {
    return (marks & mark.bit()) != 0;
  }
}
