package org.returntoidle.model;

/** Everything that a driver's machine can meet. */
public enum TransferInput {
  ACQUIRE_ENTERED("drvAcquireItemData entered"),
  CALLBACK_OK("callback returned S_OK, not the last band"),
  CALLBACK_OK_LAST("callback returned S_OK, last band"),
  CALLBACK_FALSE("callback returned S_FALSE"),
  CALLBACK_OTHER("callback returned any other code"),
  READ_BUTTON("device read reports the button"),
  READ_FAULT("device read reports a fault"),
  CANCEL_IO("CANCEL_IO, asynchronous driver"),
  CANCEL_IO_IGNORED("CANCEL_IO, other driver"),
  DRIVER_CANCELS("driver cancels by its own decision"),
  DEVICE_STOPPED("device stopped"),
  ACQUIRE_RETURNS("drvAcquireItemData returns");

  private final String label;

  TransferInput(String label) {
    this.label = label;
  }

  /** The row's heading in the transition table; never null. */
  public String label() {
    return label;
  }

  @Override
  public String toString() {
    return label;
  }
}
