package com.example;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.returntoidle.driver.*;
import org.returntoidle.model.HResult;

public final class MyDriver implements StreamMiniDriver {
  private final ScannerDevice device;
  private final AtomicBoolean busy = new AtomicBoolean();

  public MyDriver(ScannerDevice device) { this.device = device; }

  public HResult drvAcquireItemData(StreamTransferContext context) {
    if (!busy.compareAndSet(false, true)) return HResult.WIA_ERROR_BUSY;
    device.start();
    HResult result = HResult.S_OK;
    for (int page = 1; page <= context.pages() && result.equals(HResult.S_OK); page++) {
      result = page(context.callback());
    }
    device.stop();
    busy.set(false);
    return result;
  }

  private HResult page(TransferCallback callback) {
    TransferCallback.NextStream next = callback.getNextStream();
    if (next.code().equals(HResult.WIA_STATUS_SKIP_ITEM)) return scan(callback, null);
    if (!next.code().equals(HResult.S_OK)) return next.code();
    if (next.stream() == null) return HResult.E_UNEXPECTED;
    HResult result = scan(callback, next.stream());
    next.stream().release();
    return result;
  }

  private HResult scan(TransferCallback callback, PageStream stream) {
    while (true) {
      ReadResult read = device.read();
      if (read instanceof ReadResult.Button) return HResult.S_FALSE;
      if (read instanceof ReadResult.Fault fault) return fault.code();
      ReadResult.Data data = read instanceof ReadResult.Data some ? some : null;
      if (data != null && stream != null && !isWritten(stream, data.band().data())) return HResult.E_FAIL;
      HResult answer = callback.sendMessage(new TransferMessage.Status(0, 0));
      if (!answer.equals(HResult.S_OK)) return answer;
      if (data != null && data.band().last()) return HResult.S_OK;
    }
  }

  private static boolean isWritten(PageStream stream, ByteBuffer data) {
    return stream.seek(0, PageStream.Origin.END).code().equals(HResult.S_OK)
        && stream.write(data).equals(new PageStream.Written(HResult.S_OK, data.remaining()));
  }

  public HResult drvNotifyPnpEvent(WiaEvent event) { return HResult.S_OK; }
}
