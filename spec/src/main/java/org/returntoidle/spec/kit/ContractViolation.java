package org.returntoidle.spec.kit;

/**
 * A violation as a test's failure. Its message is one line, for lists of failures; as a text it has
 * the counterexample below that line, which is what stands above a stack trace.
 */
final class ContractViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String counterexample;

  ContractViolation(String message, String counterexample) {
    super(message);
    this.counterexample = counterexample;
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // The message stays one line on purpose.
  public String toString() {
    return super.toString() + "\n" + counterexample;
  }
}
