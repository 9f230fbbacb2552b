package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;

/** An event other than CANCEL_IO that comes while no transfer runs cancels the next one. */
final class EventWhileIdleKept extends ForwardingDevice {
  private volatile boolean running;
  private volatile boolean kept;
  private boolean disturbed;

  private EventWhileIdleKept(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    EventWhileIdleKept keeping = new EventWhileIdleKept(device);
    MiniDriver reference = new ReferenceMiniDriver(keeping);
    return new Wrapper(
        reference::drvAcquireItemData,
        event -> {
          keeping.kept |= event != WiaEvent.CANCEL_IO && !keeping.running;
          return reference.drvNotifyPnpEvent(event);
        });
  }

  @Override
  void begins() {
    running = true;
    disturbed = kept;
    kept = false;
  }

  @Override
  ReadResult completed(ReadResult result) {
    return disturbed ? new ReadResult.Button() : result;
  }

  @Override
  public void stop() {
    super.stop();
    running = false;
  }
}
