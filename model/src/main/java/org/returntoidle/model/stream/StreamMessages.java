package org.returntoidle.model.stream;

/** What the driver does with a fault of the device, and who answers (V31, V35). */
public enum StreamMessages {
  /** It is a cause at once. */
  NONE("None"),
  /** It is told first; nobody handles errors: the service answers with the fault's own code. */
  UNHANDLED("Unhandled"),
  /** It is told first; somebody handles errors, and answers. */
  HANDLED("Handled");

  private final String label;

  StreamMessages(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
