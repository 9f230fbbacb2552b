package org.returntoidle.model.stream;

/** Who goes from item to item in one transfer of the application (V7). */
public enum StreamItems {
  /** One call of the driver is the whole transfer. */
  DRIVER("Driver"),
  /** The service calls the driver for each item, and ends the transfer when there is no further. */
  SERVICE("Service");

  private final String label;

  StreamItems(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
