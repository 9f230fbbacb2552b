package com.example;

import org.returntoidle.impl.*;
import org.returntoidle.model.HResult;

public final class MyDriver implements MiniDriver {
  private final ScannerDevice device;
  private volatile boolean canceled;
  private boolean busy;

  public MyDriver(ScannerDevice device) { this.device = device; }

  public HResult drvAcquireItemData(TransferContext context) {
    if (!enter()) return HResult.WIA_ERROR_BUSY;
    device.start();
    HResult result = scan(context.callback());
    device.stop();
    leave();
    return result.equals(HResult.S_FALSE) ? context.platform().cancelCode() : result;
  }

  private HResult scan(MiniDrvCallback callback) {
    while (true) {
      ReadResult read = device.read();
      if (canceled || read instanceof ReadResult.Button) return HResult.S_FALSE;
      if (read instanceof ReadResult.Fault fault) return fault.code();
      if (read instanceof ReadResult.Data data) {
        HResult answer = callback.miniDrvCallback(new CallbackMessage.Data(data.band()));
        if (!answer.equals(HResult.S_OK)) return answer;
        if (canceled) return HResult.S_FALSE;
        if (data.band().last()) return HResult.S_OK;
      }
    }
  }

  private synchronized boolean enter() {
    if (busy) return false;
    canceled = false;
    return busy = true;
  }

  private synchronized void leave() { busy = false; }

  public synchronized HResult drvNotifyPnpEvent(WiaEvent event) {
    if (event == WiaEvent.CANCEL_IO) canceled = true;
    return HResult.S_OK;
  }

  public boolean cancelsAsynchronously() { return true; }
}
