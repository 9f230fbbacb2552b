package org.returntoidle.impl;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.function.Supplier;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TransferStatus;

/**
 * Where the thread of a transfer and the thread that brings a cancel meet: the status of the
 * transfer, and the read in flight. Each method is one step that nothing can fall into. None waits,
 * and none calls anything but the device's {@code submitRead}, which returns at once (D8).
 */
final class TransferControl {
  private final Object lock = new Object();

  @GuardedBy("lock")
  private TransferStatus status = TransferStatus.IDLE;

  @GuardedBy("lock")
  private Optional<DeviceRead> readInFlight = Optional.empty();

  /** Begins a transfer; false if one runs (D4). */
  boolean enter() {
    synchronized (lock) {
      boolean idle = status.state() == TransferState.IDLE;
      status = TransferMachine.next(status, TransferInput.ACQUIRE_ENTERED);
      return idle;
    }
  }

  /** Whether the transfer is neither complete nor canceled nor failed. */
  boolean goesOn() {
    synchronized (lock) {
      return status.goesOn();
    }
  }

  /**
   * The next read, unless the transfer is over. No cancel can fall between the look at the status
   * and the read that it has to interrupt.
   *
   * @param read submits it
   */
  Optional<DeviceRead> submitRead(Supplier<DeviceRead> read) {
    synchronized (lock) {
      readInFlight = status.goesOn() ? Optional.of(read.get()) : Optional.empty();
      return readInFlight;
    }
  }

  /** Takes in what a callback or a read has brought. */
  void observe(TransferInput input, HResult code) {
    synchronized (lock) {
      status = TransferMachine.next(status, input, code);
    }
  }

  /** Cancels, and says which read has to be given up for it. */
  Optional<DeviceRead> cancel() {
    synchronized (lock) {
      status = TransferMachine.next(status, TransferInput.CANCEL_IO);
      return status.state() == TransferState.CANCELING ? readInFlight : Optional.empty();
    }
  }

  /** Back to idle (A3, A4): from here on the next transfer can begin. */
  HResult leave(Platform platform) {
    synchronized (lock) {
      HResult result = status.result(platform);
      status = TransferMachine.next(status, TransferInput.ACQUIRE_RETURNS);
      return result;
    }
  }
}
