package org.returntoidle.spec.harness;

import org.returntoidle.impl.DeviceRead;
import org.returntoidle.impl.ScannerDevice;

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
}
