package org.returntoidle.spec.drivers;

import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.impl.ReferenceMiniDriver;

/** It reads ahead, and forgets a button that is reported while a callback is in flight. */
final class ButtonOvertaken extends ReadAhead {
  private volatile boolean calling;

  private ButtonOvertaken(ScannerDevice device) {
    super(device);
  }

  static MiniDriver create(ScannerDevice device) {
    ButtonOvertaken ahead = new ButtonOvertaken(device);
    MiniDriver reference = new ReferenceMiniDriver(ahead);
    return new Wrapper(
        context -> reference.drvAcquireItemData(ahead.marked(context)),
        reference::drvNotifyPnpEvent);
  }

  private TransferContext marked(TransferContext context) {
    return new TransferContext(
        message -> {
          calling = true;
          try {
            return context.callback().miniDrvCallback(message);
          } finally {
            calling = false;
          }
        },
        context.platform());
  }

  @Override
  ReadResult completed(ReadResult result) {
    return calling && result instanceof ReadResult.Button ? new ReadResult.NotReady() : result;
  }
}
