package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** A pause between two bands is taken for the end of the image. */
final class PauseIsTheEnd extends ForwardingDevice {
  private volatile boolean canceled;
  private volatile boolean ended;
  private boolean begun;

  private PauseIsTheEnd(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    PauseIsTheEnd pausing = new PauseIsTheEnd(device);
    MiniDriver reference = new ReferenceMiniDriver(pausing);
    return new Wrapper(
        context -> {
          HResult result = reference.drvAcquireItemData(context);
          boolean leftOff = pausing.ended && result.equals(context.platform().cancelCode());
          return leftOff ? HResult.S_OK : result;
        },
        event -> {
          if (event == WiaEvent.CANCEL_IO) {
            pausing.canceled = true;
          }
          return reference.drvNotifyPnpEvent(event);
        });
  }

  @Override
  void begins() {
    canceled = false;
    ended = false;
    begun = false;
  }

  @Override
  ReadResult completed(ReadResult result) {
    begun |= result instanceof ReadResult.Data;
    boolean pause = begun && !canceled && result instanceof ReadResult.NotReady;
    ended |= pause;
    return pause ? new ReadResult.Button() : result; // So that the reference leaves off.
  }
}
