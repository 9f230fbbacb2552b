package org.returntoidle.impl;

import java.util.Objects;
import java.util.Optional;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Answer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.TransferInput;
import org.returntoidle.model.TransferMachine;

/**
 * The driver to copy from. Everything that happens is fed to {@link TransferMachine}, by way of
 * {@link TransferControl}; the code around it keeps two promises. No lock is held across a callback
 * or while waiting (D8). And whatever ends the transfer, an exception included (D21), there is one
 * way out: stop the device if it was started, return to idle, return the code (A3, A9, D6, D13).
 */
public final class ReferenceMiniDriver implements MiniDriver {
  private final ScannerDevice device;
  private final TransferControl control = new TransferControl();

  /** A driver for {@code device}. */
  public ReferenceMiniDriver(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    // Before the transfer begins: from there on nothing may throw past the way out.
    MiniDrvCallback callback = context.callback();
    Platform platform = context.platform();
    if (!control.enter()) {
      return HResult.WIA_ERROR_BUSY;
    }
    boolean started = false;
    try {
      started = control.start(this::tryStart);
      for (Optional<DeviceRead> read = submitRead(); read.isPresent(); read = submitRead()) {
        handle(read.get().await(), callback);
      }
    } catch (Throwable e) {
      // All but a callback, which has its own way to fail: the device, or a mistake of ours (D21).
      control.observe(TransferInput.READ_FAULT, HResult.WIA_ERROR_EXCEPTION_IN_DRIVER);
    }
    if (started) { // A start that failed, or threw, has started nothing.
      stop();
    }
    return control.leave(platform);
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    if (event == WiaEvent.CANCEL_IO) {
      control.cancel().ifPresent(ReferenceMiniDriver::interrupt);
    }
    return HResult.S_OK;
  }

  @Override
  public boolean cancelsAsynchronously() {
    return true;
  }

  @Override
  public boolean survivesExceptions() {
    return true;
  }

  /** Starts the device; no cancel can fall between its answer and what follows from it. */
  private boolean tryStart() {
    Optional<ReadResult.Fault> fault = device.tryStart();
    fault.ifPresent(why -> control.observe(TransferInput.READ_FAULT, why.code()));
    return fault.isEmpty();
  }

  private Optional<DeviceRead> submitRead() {
    return control.submitRead(device::submitRead);
  }

  private void handle(ReadResult result, MiniDrvCallback callback) {
    Objects.requireNonNull(result); // Else this would read for ever.
    if (result instanceof ReadResult.Data data) {
      call(callback, new CallbackMessage.Data(data.band()), data.band().last());
    } else if (result instanceof ReadResult.NotReady) {
      call(callback, new CallbackMessage.Status(0), false);
    } else if (result instanceof ReadResult.Button) {
      control.observe(TransferInput.READ_BUTTON, HResult.S_FALSE);
    } else if (result instanceof ReadResult.Fault fault) {
      control.observe(TransferInput.READ_FAULT, fault.code());
    }
  }

  private void call(MiniDrvCallback callback, CallbackMessage message, boolean last) {
    if (!control.goesOn()) {
      return; // The band came after the cancel: it is dropped (D5, D12).
    }
    HResult code = answer(callback, message);
    control.observe(Answer.of(code).input(last), code);
  }

  /** What the callback answers; if it throws, or answers null, an error code (D21). */
  private static HResult answer(MiniDrvCallback callback, CallbackMessage message) {
    try {
      return Objects.requireNonNull(callback.miniDrvCallback(message));
    } catch (Throwable e) {
      return HResult.WIA_ERROR_EXCEPTION_IN_DRIVER;
    }
  }

  private void stop() {
    try {
      device.stop();
    } catch (Throwable e) {
      // Stopping always succeeds: a device that cannot be stopped is gone, and quiet (D6).
    }
  }

  private static void interrupt(DeviceRead read) {
    try {
      read.interrupt();
    } catch (Throwable e) {
      // The transfer is canceled all the same, when the read completes; the event has come (D8).
    }
  }
}
