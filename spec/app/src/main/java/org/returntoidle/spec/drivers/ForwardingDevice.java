package org.returntoidle.spec.drivers;

import java.util.Optional;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;

/** A device that passes on to another one whatever it is asked for. */
class ForwardingDevice implements ScannerDevice {
  private final ScannerDevice device;

  ForwardingDevice(ScannerDevice device) {
    this.device = device;
  }

  /** Called before the device is started. */
  void begins() {}

  /** What is made of a read's result. */
  ReadResult completed(ReadResult result) {
    return result;
  }

  @Override
  public void start() {
    begins();
    device.start();
  }

  @Override
  public Optional<ReadResult.Fault> tryStart() {
    begins();
    return device.tryStart();
  }

  @Override
  public DeviceRead submitRead() {
    DeviceRead read = device.submitRead();
    return new DeviceRead() {
      @Override
      public ReadResult await() {
        ReadResult result = read.await();
        return result instanceof ReadResult.Woken ? result : completed(result);
      }

      @Override
      public void interrupt() {
        read.interrupt();
      }

      @Override
      public void wake() {
        read.wake();
      }
    };
  }

  @Override
  public void stop() {
    device.stop();
  }
}
