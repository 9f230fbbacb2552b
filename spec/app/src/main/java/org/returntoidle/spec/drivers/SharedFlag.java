package org.returntoidle.spec.drivers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.model.HResult;

/** The flag that a CANCEL_IO sets is one for all drivers: it cancels what runs beside it. */
final class SharedFlag extends ForwardingDevice {
  private static final AtomicBoolean CANCELED = new AtomicBoolean();

  private SharedFlag(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    MiniDriver reference = new ReferenceMiniDriver(new SharedFlag(device));
    return new Wrapper(
        reference::drvAcquireItemData,
        event -> {
          CANCELED.compareAndSet(false, event == WiaEvent.CANCEL_IO);
          return reference.drvNotifyPnpEvent(event);
        });
  }

  static StreamMiniDriver createForStreams(ScannerDevice device) {
    StreamMiniDriver reference = new ReferenceStreamDriver(new SharedFlag(device));
    return new StreamMiniDriver() {
      @Override
      public HResult drvAcquireItemData(StreamTransferContext context) {
        return reference.drvAcquireItemData(context);
      }

      @Override
      public HResult drvNotifyPnpEvent(WiaEvent event) {
        CANCELED.compareAndSet(false, event == WiaEvent.CANCEL_IO);
        return reference.drvNotifyPnpEvent(event);
      }
    };
  }

  @Override
  void begins() {
    CANCELED.set(false);
  }

  @Override
  ReadResult completed(ReadResult result) {
    return CANCELED.get() ? new ReadResult.Button() : result;
  }
}
