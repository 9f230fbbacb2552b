package org.returntoidle.spec.examples.right;

import java.util.Optional;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;

/**
 * The reads of one transfer, one at a time, on whatever thread: none is submitted after a cause,
 * and a cancel gives up the one in flight. Safe for several threads.
 */
final class Reads {
  private static final ReadResult NONE = new ReadResult.Interrupted();

  final Cause cause = new Cause();
  private final ScannerDevice device;
  private Optional<DeviceRead> inFlight = Optional.empty();

  Reads(ScannerDevice device) {
    this.device = device;
  }

  /** Reads, and notes what that reports. */
  ReadResult next() {
    ReadResult result = submit().map(DeviceRead::await).orElse(NONE);
    cause.read(result);
    return result;
  }

  /** Whether no read follows {@code result}. */
  boolean ends(ReadResult result) {
    return Codes.isLast(result) || !cause.goesOn();
  }

  /**
   * Whether {@code result} is the last there is: of two threads that ask the result, and not what
   * has happened since, both get the same answer.
   */
  static boolean isLastWord(ReadResult result) {
    return Codes.isLast(result)
        || Codes.of(result).isPresent()
        || result instanceof ReadResult.Interrupted;
  }

  private synchronized Optional<DeviceRead> submit() {
    inFlight = cause.goesOn() ? Optional.of(device.submitRead()) : Optional.empty();
    return inFlight;
  }

  void cancel() {
    cause.cancel();
    giveUp();
  }

  /** Gives up the read in flight, if one is. */
  synchronized void giveUp() {
    inFlight.ifPresent(DeviceRead::interrupt);
  }
}
