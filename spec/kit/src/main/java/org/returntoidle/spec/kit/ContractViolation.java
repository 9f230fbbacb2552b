package org.returntoidle.spec.kit;

/** A violation as a test's failure: one line, which is what lists of failures show. */
final class ContractViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

  ContractViolation(String message, FailingSchedule schedule) {
    super(message, schedule);
  }
}
