package org.returntoidle.spec.harness;

import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.model.HResult;

/** The device of a driver that is only asked what it can do. */
final class UnusedDevice implements ScannerDevice {
  @Override
  public void start() {
    throw new IllegalStateException("the device is used outside a transfer");
  }

  @Override
  public DeviceRead submitRead() {
    throw new IllegalStateException("the device is used outside a transfer");
  }

  @Override
  public void stop() {
    throw new IllegalStateException("the device is used outside a transfer");
  }

  /** A read that nobody plays. */
  static final class Read implements DeviceRead {
    @Override
    public ReadResult await() {
      return new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR);
    }

    @Override
    public void interrupt() {}
  }
}
