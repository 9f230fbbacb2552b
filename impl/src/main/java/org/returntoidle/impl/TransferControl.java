package org.returntoidle.impl;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TransferStatus;

/**
 * Where the thread of a transfer and the thread that brings a cancel meet: the status of the
 * transfer, and the read in flight. Each method is one step that nothing can fall into. None waits,
 * and none calls anything but the device's {@code tryStart} and {@code submitRead}, which return at
 * once (D8).
 */
final class TransferControl {
  /**
   * Fair: a cancel that waits while the device is being started has its turn before the first read
   * is submitted. With a lock that is not, the thread of the transfer may overtake it.
   */
  private final ReentrantLock lock = new ReentrantLock(true);

  @GuardedBy("lock")
  private TransferStatus status = TransferStatus.IDLE;

  @GuardedBy("lock")
  private Optional<DeviceRead> readInFlight = Optional.empty();

  /** A {@code CANCEL_IO} has come, and nobody was asked since whether it was meant (D26). */
  @GuardedBy("lock")
  private boolean mustAsk;

  /** The device is plugged in. */
  @GuardedBy("lock")
  private boolean there = true;

  /** It was not at some time in this transfer: one that comes back was not started (V28). */
  @GuardedBy("lock")
  private boolean gone;

  /** Begins a transfer; false if one runs (D4). */
  boolean enter() {
    lock.lock();
    try {
      boolean idle = status.state() == TransferState.IDLE;
      status = TransferMachine.next(status, TransferInput.ACQUIRE_ENTERED);
      mustAsk &= !idle; // Nothing of an earlier transfer is left (D1).
      gone = idle ? !there : gone;
      return idle;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the transfer is neither complete nor canceled nor failed. */
  boolean goesOn() {
    lock.lock();
    try {
      return status.goesOn();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts the device, unless the transfer is over: after a cancel it is never started. No cancel
   * can fall between its answer and what follows from it.
   *
   * @param device starts it and answers true, or notes its fault and answers false
   * @return whether it was started; it was not if {@code device} throws
   */
  boolean start(BooleanSupplier device) {
    lock.lock();
    try {
      return mayBegin() && device.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next read, unless the transfer is over. No cancel can fall between the look at the status
   * and the read that it has to interrupt.
   *
   * @param read submits it
   */
  Optional<DeviceRead> submitRead(Supplier<DeviceRead> read) {
    lock.lock();
    try {
      readInFlight = mayBegin() ? Optional.of(read.get()) : Optional.empty();
      return readInFlight;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean mayBegin() {
    return status.goesOn() && !mustAsk && !gone;
  }

  /** Notes that the device is gone, and says for which read nobody is to wait any more. */
  Optional<DeviceRead> deviceGoes() {
    lock.lock();
    try {
      there = false;
      gone = true;
      return readInFlight;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that it is there again, for the next transfer. */
  void deviceComes() {
    lock.lock();
    try {
      there = true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the device is gone for this transfer: nothing is sent to it then (V28). */
  boolean isGone() {
    lock.lock();
    try {
      return gone;
    } finally {
      lock.unlock();
    }
  }

  /** Takes in what a callback or the device has brought. */
  void observe(TransferInput input, HResult code) {
    lock.lock();
    try {
      status = TransferMachine.next(status, input, code);
    } finally {
      lock.unlock();
    }
  }

  /** Cancels, and says which read has to be given up for it. */
  Optional<DeviceRead> cancel() {
    lock.lock();
    try {
      status = TransferMachine.next(status, TransferInput.CANCEL_IO);
      return status.state() == TransferState.CANCELING ? readInFlight : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that the application has to be asked whether a {@code CANCEL_IO} was meant (D26), and
   * says for which read nobody is to wait until then.
   */
  Optional<DeviceRead> doubt() {
    lock.lock();
    try {
      mustAsk |= status.goesOn();
      return mustAsk ? readInFlight : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the application has to be asked before anything begins (D26). */
  boolean mustAsk() {
    lock.lock();
    try {
      return mustAsk;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that it is asked now: an event from here on needs another answer. */
  void asks() {
    lock.lock();
    try {
      mustAsk = false;
    } finally {
      lock.unlock();
    }
  }

  /** Back to idle (A3, A4): from here on the next transfer can begin. */
  HResult leave(Platform platform) {
    lock.lock();
    try {
      HResult result = status.result(platform);
      status = TransferMachine.next(status, TransferInput.ACQUIRE_RETURNS);
      return result;
    } finally {
      lock.unlock();
    }
  }
}
