package org.returntoidle.impl;

/**
 * A scanner, as its driver sees it. The driver starts it once for a transfer, reads until it has
 * the last band or a reason to stop, and stops it exactly once (D13).
 */
public interface ScannerDevice {
  /** Begins a scan. Returns at once; the device may have to warm up, which its reads report. */
  void start();

  /**
   * Asks for the next band. Does not block: {@link DeviceRead#await()} does. At most one read is in
   * flight, and none follows the last band (D9).
   */
  DeviceRead submitRead();

  /** Asks for the next band and waits for it: for drivers that cannot give up a read. */
  default ReadResult read() {
    return submitRead().await();
  }

  /** Ends the scan. Always succeeds; the device is quiet when this returns (D6). */
  void stop();
}
