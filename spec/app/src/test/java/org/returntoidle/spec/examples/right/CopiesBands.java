package org.returntoidle.spec.examples.right;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * Copies each band into memory of its own before it hands it over, and does all else under one
 * monitor. Right, since the copy has the bytes, the number and the place of the band (D24), and
 * each has its own memory: a later band does not overwrite one that was delivered.
 */
public final class CopiesBands extends AsynchronousDriver {
  private final ScannerDevice device;
  private boolean busy;
  private HResult code = HResult.S_OK;
  private Optional<DeviceRead> inFlight = Optional.empty();

  public CopiesBands(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (!begin()) {
      return HResult.WIA_ERROR_BUSY;
    }
    boolean more = true;
    while (more) {
      ReadResult result = submit().map(DeviceRead::await).orElse(new ReadResult.Interrupted());
      Codes.of(result).ifPresent(this::ends);
      Codes.band(result)
          .filter(band -> goesOn())
          .map(band -> Codes.deliver(copy(band), context))
          .ifPresent(this::answered);
      more = goesOn() && !Codes.isLast(result);
    }
    return Codes.reported(end(), context);
  }

  private static Band copy(Band band) {
    ByteBuffer copy = ByteBuffer.allocate(band.data().remaining()).put(band.data()).flip();
    return new Band(band.transfer(), band.number(), band.last(), copy);
  }

  private synchronized boolean begin() {
    boolean idle = !busy;
    if (idle) {
      busy = true;
      code = HResult.S_OK;
      device.start();
    }
    return idle;
  }

  private synchronized Optional<DeviceRead> submit() {
    inFlight = goesOn() ? Optional.of(device.submitRead()) : Optional.empty();
    return inFlight;
  }

  private synchronized boolean goesOn() {
    return code.equals(HResult.S_OK);
  }

  private synchronized void ends(HResult cause) {
    code = goesOn() ? cause : code;
  }

  private synchronized void answered(HResult answer) {
    boolean error = !answer.equals(HResult.S_OK) && !answer.equals(HResult.S_FALSE);
    code = error && code.equals(HResult.S_FALSE) ? answer : code; // D3
    ends(answer);
  }

  private synchronized HResult end() {
    device.stop();
    busy = false;
    return code;
  }

  @Override
  synchronized void cancel() {
    if (busy) {
      ends(HResult.S_FALSE);
      inFlight.ifPresent(DeviceRead::interrupt);
    }
  }
}
