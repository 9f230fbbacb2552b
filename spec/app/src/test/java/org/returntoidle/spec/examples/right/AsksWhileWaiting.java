package org.returntoidle.spec.examples.right;

import java.util.concurrent.Semaphore;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/**
 * Not asynchronous, and written as a lease: a scan is started where it is opened and stopped where
 * it is closed, whatever happens between (A3, D13). While the device warms up it sends a status, so
 * that the application can cancel then, too (D15).
 */
public final class AsksWhileWaiting implements MiniDriver {
  private static final class Scan implements AutoCloseable {
    private final ScannerDevice device;
    private HResult code = HResult.S_OK;
    private boolean over;

    Scan(ScannerDevice device) {
      this.device = device;
      device.start();
    }

    void send(CallbackMessage message, TransferContext context) {
      code = context.callback().miniDrvCallback(message);
      over = !code.equals(HResult.S_OK);
    }

    void ends(HResult cause) {
      code = cause;
      over = true;
    }

    HResult toItsEnd(TransferContext context) {
      while (!over) {
        ReadResult result = device.read();
        if (result instanceof ReadResult.Data data) {
          send(new CallbackMessage.Data(data.band()), context);
          over |= data.band().last();
        } else if (result instanceof ReadResult.NotReady) {
          send(new CallbackMessage.Status(0), context);
        } else {
          Codes.of(result).ifPresent(this::ends);
        }
      }
      return code;
    }

    @Override
    public void close() {
      device.stop();
    }
  }

  private final ScannerDevice device;
  private final Semaphore idle = new Semaphore(1);

  public AsksWhileWaiting(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (!idle.tryAcquire()) {
      return HResult.WIA_ERROR_BUSY;
    }
    try (Scan scan = new Scan(device)) {
      return Codes.reported(scan.toItsEnd(context), context);
    } finally {
      idle.release(); // After the scan is closed.
    }
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    return HResult.S_OK;
  }
}
