package org.returntoidle.spec.drivers;

import com.google.common.util.concurrent.Uninterruptibles;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** After {@code S_FALSE} a thread of its own reads one more band before the device is stopped. */
final class FlushesElsewhere extends ForwardingDevice {
  private boolean midImage;
  private boolean answered;

  private FlushesElsewhere(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    FlushesElsewhere flushing = new FlushesElsewhere(device);
    MiniDriver reference = new ReferenceMiniDriver(flushing);
    return new Wrapper(
        context ->
            reference.drvAcquireItemData(
                Wrapper.listening(
                    context,
                    (message, answer) -> flushing.answered = answer.equals(HResult.S_FALSE))),
        reference::drvNotifyPnpEvent);
  }

  @Override
  void begins() {
    midImage = false;
    answered = false;
  }

  @Override
  ReadResult completed(ReadResult result) {
    midImage = result instanceof ReadResult.Data data && !data.band().last();
    return result;
  }

  @Override
  public void stop() {
    if (midImage && answered) {
      Thread flushing = new Thread(this::read, "flushing");
      flushing.start();
      Uninterruptibles.joinUninterruptibly(flushing);
    }
    super.stop();
  }
}
