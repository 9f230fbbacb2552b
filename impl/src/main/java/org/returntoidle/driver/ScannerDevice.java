package org.returntoidle.driver;

import java.util.Optional;

/**
 * A scanner, as its driver sees it. The driver starts it once for a transfer, reads until it has
 * the last band, of the last page if there are several, or a reason to stop, and stops it exactly
 * once (D13).
 *
 * <p>None of this throws or answers null. To a driver that claims to survive it (D21), {@link
 * MiniDriver#survivesExceptions()}, an exception is a fault of the device: {@code
 * WIA_ERROR_EXCEPTION_IN_DRIVER}.
 */
public interface ScannerDevice {
  /**
   * Begins a scan. Returns at once; the device may have to warm up, which its reads report. If it
   * throws, no scan has begun; one {@link #stop()} is right all the same.
   */
  void start();

  /**
   * Begins a scan, as {@link #start()} does, or says that it cannot: a driver calls one of the two.
   * After a fault no scan has begun, and nothing has to be stopped (D13); the fault ends the
   * transfer as one that a read reports (D10), unless it is told and repaired (V32). A driver that
   * calls {@link #start()} meets the same fault in its next read.
   *
   * @return why no scan has begun; empty if one has; never null
   */
  default Optional<ReadResult.Fault> tryStart() {
    start();
    return Optional.empty();
  }

  /**
   * Asks for the next band. Does not block: {@link DeviceRead#await()} does. At most one read is in
   * flight, and none follows the last band of the last page (D9).
   *
   * @return the read; never null
   */
  DeviceRead submitRead();

  /** Asks for the next band and waits for it: for drivers that cannot give up a read. */
  default ReadResult read() {
    return submitRead().await();
  }

  /**
   * Whether the device scans, or is not quiet yet after it was stopped. A driver knows that of its
   * own scans; but the service, and the driver in it, may have died in the middle of one (V29), and
   * there are devices that say that they have stopped before they have. For drivers that look
   * ({@link StreamMiniDriver#looksAtDevice}): to others the device is quiet when they are loaded,
   * and when {@link #stop()} returns.
   */
  default boolean isScanning() {
    return false;
  }

  /**
   * Ends the scan. Always succeeds; the device is quiet when this returns (D6), and also when it
   * throws: that changes no result, and is not repeated (D13). To a driver that looks, it may be
   * quiet only later: see {@link #isScanning()}.
   */
  void stop();
}
