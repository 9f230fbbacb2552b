package org.returntoidle.spec.drivers;

import java.util.ArrayDeque;
import java.util.Queue;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;

/** A second read is submitted before the first is awaited, so that the device never waits. */
final class TwoReads extends ForwardingDevice {
  private final Queue<DeviceRead> inFlight = new ArrayDeque<>();

  private TwoReads(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(new TwoReads(device));
    return new Wrapper(reference::drvAcquireItemData, reference::drvNotifyPnpEvent);
  }

  @Override
  void begins() {
    inFlight.clear();
  }

  @Override
  public DeviceRead submitRead() {
    while (inFlight.size() < 2) {
      inFlight.add(super.submitRead());
    }
    return inFlight.remove();
  }
}
