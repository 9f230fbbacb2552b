package org.returntoidle.impl;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import org.returntoidle.model.HResult;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;
import org.returntoidle.model.TransferState;
import org.returntoidle.model.TransferStatus;

/**
 * The driver to copy from. Everything that happens is fed to {@link TransferMachine}; the code
 * around it keeps two promises. The lock guards the status and the read in flight and is never held
 * across a callback or while waiting (D8). And whatever ends the transfer, there is one way out:
 * stop the device if it was started, return to idle, return the code (A3, A9, D6, D13).
 */
public final class ReferenceMiniDriver implements MiniDriver {
  private final ScannerDevice device;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private TransferStatus status = TransferStatus.IDLE;

  @GuardedBy("lock")
  private Optional<DeviceRead> readInFlight = Optional.empty();

  /** A driver for {@code device}. */
  public ReferenceMiniDriver(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (!enter()) {
      return HResult.WIA_ERROR_BUSY;
    }
    boolean started = false;
    try {
      if (goesOn()) {
        started = true;
        device.start();
      }
      for (Optional<DeviceRead> read = submitRead(); read.isPresent(); read = submitRead()) {
        handle(read.get().await(), context.callback());
      }
    } finally {
      if (started) {
        device.stop();
      }
    }
    return leave(context);
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    if (event == WiaEvent.CANCEL_IO) {
      cancel().ifPresent(DeviceRead::interrupt);
    }
    return HResult.S_OK;
  }

  @Override
  public boolean cancelsAsynchronously() {
    return true;
  }

  private void handle(ReadResult result, MiniDrvCallback callback) {
    if (result instanceof ReadResult.Data data) {
      call(callback, new CallbackMessage.Data(data.band()), data.band().last());
    } else if (result instanceof ReadResult.NotReady) {
      call(callback, new CallbackMessage.Status(0), false);
    } else if (result instanceof ReadResult.Button) {
      observe(TransferInput.READ_BUTTON, HResult.S_FALSE);
    } else if (result instanceof ReadResult.Fault fault) {
      observe(TransferInput.READ_FAULT, fault.code());
    }
  }

  private void call(MiniDrvCallback callback, CallbackMessage message, boolean last) {
    if (!goesOn()) {
      return; // The band came after the cancel: it is dropped (D5, D12).
    }
    HResult code = callback.miniDrvCallback(message);
    if (code.equals(HResult.S_OK)) {
      observe(last ? TransferInput.CALLBACK_OK_LAST : TransferInput.CALLBACK_OK, code);
    } else if (code.equals(HResult.S_FALSE)) {
      observe(TransferInput.CALLBACK_FALSE, code);
    } else {
      observe(TransferInput.CALLBACK_OTHER, code);
    }
  }

  /** Begins a transfer, unless one runs (D4). */
  private boolean enter() {
    synchronized (lock) {
      boolean idle = status.state() == TransferState.IDLE;
      status = TransferMachine.next(status, TransferInput.ACQUIRE_ENTERED);
      return idle;
    }
  }

  private boolean goesOn() {
    synchronized (lock) {
      return status.goesOn();
    }
  }

  /**
   * The next read, unless the transfer is over. Under the lock, so that no cancel can fall between
   * the look at the status and the read that it has to interrupt.
   */
  private Optional<DeviceRead> submitRead() {
    synchronized (lock) {
      readInFlight = status.goesOn() ? Optional.of(device.submitRead()) : Optional.empty();
      return readInFlight;
    }
  }

  private void observe(TransferInput input, HResult code) {
    synchronized (lock) {
      status = TransferMachine.next(status, input, code);
    }
  }

  /** Cancels, and says which read has to be given up for it. */
  private Optional<DeviceRead> cancel() {
    synchronized (lock) {
      status = TransferMachine.next(status, TransferInput.CANCEL_IO);
      return status.state() == TransferState.CANCELING ? readInFlight : Optional.empty();
    }
  }

  /** Back to idle (A3, A4): from here on the next transfer can begin. */
  private HResult leave(TransferContext context) {
    synchronized (lock) {
      HResult result = status.result(context.platform());
      status = TransferMachine.next(status, TransferInput.ACQUIRE_RETURNS);
      return result;
    }
  }
}
