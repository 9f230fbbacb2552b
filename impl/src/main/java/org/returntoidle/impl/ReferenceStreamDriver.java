package org.returntoidle.impl;

import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.TransferInput;

/**
 * The stream driver to copy from. It asks after every write, every "not ready" and every band that
 * it throws away, so that a cancel is heard soon (V13). It does not believe a {@code CANCEL_IO}: it
 * stops waiting for the read, asks, and gives the read up only if the answer says so (D26), for the
 * event may be meant for somebody else (H2). No lock is held across a callback, a write or while
 * waiting (D8). And whatever ends the transfer, there is one way out: give up the read in flight,
 * release the stream, stop the device if it was started and is there, wait until it is quiet,
 * return to idle, return the code (A3, V15, D6, D13, V28).
 */
public final class ReferenceStreamDriver implements StreamMiniDriver {
  private final ScannerDevice device;
  private final TransferControl control = new TransferControl();

  /** A driver for {@code device}. */
  public ReferenceStreamDriver(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(StreamTransferContext context) {
    StreamJob job = new StreamJob(context, device, control);
    if (!control.enter()) {
      return HResult.WIA_ERROR_BUSY;
    }
    try {
      job.calm();
      while (control.goesOn()) {
        job.step();
      }
    } catch (Throwable e) {
      // The device, or a mistake of ours; what a callback throws has its own way to fail (D21).
      control.observe(TransferInput.READ_FAULT, HResult.WIA_ERROR_EXCEPTION_IN_DRIVER);
    }
    job.end();
    HResult result = control.leave(Platform.VISTA);
    return result.equals(HResult.S_OK) ? job.success() : result;
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    switch (event) {
      case CANCEL_IO -> control.doubt().ifPresent(DeviceRead::wake);
      case DEVICE_DISCONNECTED -> control.deviceGoes().ifPresent(DeviceRead::wake);
      case DEVICE_CONNECTED -> control.deviceComes();
      default -> {}
    }
    return HResult.S_OK;
  }

  @Override
  public boolean cancelsAsynchronously() {
    return true;
  }

  @Override
  public boolean hasFeeder() {
    return true;
  }

  @Override
  public boolean looksAtDevice() {
    return true;
  }

  @Override
  public boolean heedsDisconnect() {
    return true;
  }

  @Override
  public boolean survivesExceptions() {
    return true;
  }
}
