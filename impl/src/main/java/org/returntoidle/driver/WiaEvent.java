package org.returntoidle.driver;

/** The events that {@code drvNotifyPnpEvent} may be told of. */
public enum WiaEvent {
  /** Cancel the data transfer: {@code WIA_EVENT_CANCEL_IO} (B4). */
  CANCEL_IO,
  /** The machine is about to sleep; does not cancel (D20). */
  POWER_SUSPEND,
  /** The machine is awake again; does not cancel (D20). */
  POWER_RESUME,
  /** The device is there; does not cancel (D20). */
  DEVICE_CONNECTED,
  /**
   * The device is gone. A transfer that runs learns of it from its read, as a fault (D20); one to
   * streams from this event, too, if the driver says so (V28).
   */
  DEVICE_DISCONNECTED,
  /** Any event of the device's own, such as its scan button; does not cancel (D20). */
  DEVICE_SPECIFIC
}
