package org.returntoidle.impl;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/**
 * The service between application and driver. It hands the application's answers to the driver
 * unchanged (B1), and turns {@link #cancelPendingIo} into an event on a thread of its own (B2, B4);
 * nothing connects the two (B5). Safe for use by several threads.
 */
public final class WiaService implements AutoCloseable {
  /** What COM answers for a server that threw: {@code RPC_E_SERVERFAULT}. */
  public static final HResult RPC_E_SERVERFAULT = new HResult(0x80010105);

  private final MiniDriver driver;
  private final Platform platform;
  private final ExecutorService events =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "WIA events");
            thread.setDaemon(true);
            return thread;
          });

  /** A service for one driver. */
  public WiaService(MiniDriver driver, Platform platform) {
    this.driver = driver;
    this.platform = platform;
  }

  /**
   * Transfers one image on the calling thread.
   *
   * @return what the driver returned, or {@code WIA_ERROR_EXCEPTION_IN_DRIVER} if it threw
   */
  public HResult transfer(BandedDataCallback application) {
    MiniDrvCallback callback =
        message -> {
          try {
            return application.bandedDataCallback(message);
          } catch (RuntimeException e) {
            return RPC_E_SERVERFAULT;
          }
        };
    try {
      return driver.drvAcquireItemData(new TransferContext(callback, platform));
    } catch (RuntimeException e) {
      return HResult.WIA_ERROR_EXCEPTION_IN_DRIVER;
    }
  }

  /** Asks for a cancel and returns at once: {@code IWiaItemExtras::CancelPendingIO} (B2). */
  public void cancelPendingIo() {
    events.execute(() -> driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO));
  }

  /** Delivers what was asked for, and nothing after that. */
  @Override
  public void close() {
    events.shutdown();
  }
}
