package org.returntoidle.spec.kit;

/**
 * A counterexample as the cause of a failure: whatever a build leaves out of a stack trace, it
 * shows what a cause says.
 */
final class FailingSchedule extends Throwable {
  private static final long serialVersionUID = 1L;

  /** With lines for people; where they were put together says nothing to them. */
  FailingSchedule(String lines) {
    super("\n" + lines, null, false, false);
  }
}
