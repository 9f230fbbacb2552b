package org.returntoidle.spec.harness;

/**
 * What a driver can do that has no word in the vocabulary, since no right driver does it. The
 * harness says what happened; which rule that breaks is not its business.
 */
public enum Anomaly {
  /** {@code drvAcquireItemData} returned null. */
  RETURNED_NULL,
  /** {@code drvAcquireItemData} ended with an exception. */
  THREW,
  /** The driver's process went away during {@code drvAcquireItemData}. */
  GONE,
  /** The driver ended the program. */
  EXITED,
  /** The driver neither goes on nor returns. */
  HANGS,
  /** The same, after a cancel that came before the first band. */
  HANGS_CANCELED_IN_WARM_UP,
  /** {@code drvNotifyPnpEvent} ended with an exception. */
  NOTIFY_THREW,
  /** {@code drvNotifyPnpEvent} does not return. */
  NOTIFY_DOES_NOT_RETURN,
  /** A second {@code drvAcquireItemData} ended with an exception. */
  SECOND_CALL_THREW,
  /** A second {@code drvAcquireItemData} does not return. */
  SECOND_CALL_DOES_NOT_RETURN,
  /** A second {@code drvAcquireItemData} was answered with another code than BUSY. */
  SECOND_CALL_ANSWERED,
  /** A second {@code drvAcquireItemData} used the device or the callback. */
  SECOND_CALL_ACTED,
  /** {@code drvAcquireItemData} of a neighbor does not return. */
  NEIGHBOR_DOES_NOT_RETURN,
  /** A callback while no transfer ran, or while its own no longer did. */
  CALLBACK_WHILE_IDLE,
  /** A callback on another thread than that of {@code drvAcquireItemData}. */
  CALLBACK_ON_OTHER_THREAD,
  /** A callback while another one was in flight. */
  CALLBACKS_OVERLAP,
  /** The device was started while it was on. */
  STARTED_WHILE_ON,
  /** The device was stopped while it was off. */
  STOPPED_WHILE_OFF,
  /** A read was submitted while no transfer ran. */
  READ_WHILE_IDLE,
  /** A start, or a read, was begun after a cancel or an error was observed. */
  BEGUN_AFTER_CAUSE,
  /** The same, after a cancel that came before the first band. */
  BEGUN_CANCELED_IN_WARM_UP,
  /** A read was submitted while another one was in flight. */
  READ_BESIDE_ANOTHER,
  /** A read was submitted to a device that was never started, or that the same thread stopped. */
  READ_OF_DEVICE_OFF,
  /** A read of an earlier transfer was awaited. */
  READ_OF_EARLIER_TRANSFER,
  /**
   * {@code drvNotifyPnpEvent} waited for a while, though only time or the transfer could end it.
   */
  NOTIFY_WAITS,
  /** A read was awaited after the last band. */
  READ_AFTER_LAST_BAND,
  /** The bytes of a band were not the same when its callback returned. */
  BYTES_OVERWRITTEN,
  /** After {@code CANCEL_IO} a read in flight was left to the device. */
  READ_NOT_GIVEN_UP,

  // Stream transfers.
  /** The driver sent a message that only the service sends. */
  SERVICES_MESSAGE,
  /** A stream was not released before the next was asked for, or before the return. */
  STREAM_NOT_RELEASED,
  /** A stream was used that may only be released. */
  STREAM_USED,
  /** A download read, or asked for properties. */
  NOT_OF_A_DOWNLOAD,
  /** A write began elsewhere than behind what is there. */
  WRITTEN_ELSEWHERE,
  /** The device was started while it still scanned for a driver that is gone. */
  STARTED_WHILE_IT_SCANS,
  /** {@code drvAcquireItemData} returned before the device was quiet. */
  RETURNED_BEFORE_QUIET,
  /** The device was used although it was gone. */
  USED_WHEN_GONE,
  /** After {@code IWiaTransfer::Cancel} the driver reads on, and does not ask. */
  SCANS_ON
}
