package org.returntoidle.impl;

import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/**
 * The service between application and driver. It hands the application's answers to the driver
 * unchanged (B1), and turns {@link #cancelPendingIo} into an event on a thread of its own (B2, B4);
 * nothing connects the two (B5). Safe for use by several threads.
 */
public final class WiaService implements AutoCloseable {
  /** What COM answers for an application that threw or returned null: {@code RPC_E_SERVERFAULT}. */
  public static final HResult RPC_E_SERVERFAULT = HResult.RPC_E_SERVERFAULT;

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
   * Transfers one image on the calling thread. Whatever the application or the driver throws, it
   * ends here: neither can take the other along.
   *
   * @return what the driver returned; {@code WIA_ERROR_EXCEPTION_IN_DRIVER} if it threw or returned
   *     null; {@code RPC_E_DISCONNECTED} after {@link #close()}, without asking the driver
   */
  public HResult transfer(BandedDataCallback application) {
    if (events.isShutdown()) {
      return HResult.RPC_E_DISCONNECTED;
    }
    MiniDrvCallback callback =
        message -> answer(() -> application.bandedDataCallback(message), RPC_E_SERVERFAULT);
    return answer(
        () -> driver.drvAcquireItemData(new TransferContext(callback, platform)),
        HResult.WIA_ERROR_EXCEPTION_IN_DRIVER);
  }

  private static HResult answer(Supplier<HResult> call, HResult otherwise) {
    try {
      return Objects.requireNonNull(call.get());
    } catch (Throwable e) {
      return otherwise;
    }
  }

  /**
   * Asks for a cancel and returns at once: {@code IWiaItemExtras::CancelPendingIO} (B2). Does
   * nothing after {@link #close()}.
   */
  public void cancelPendingIo() {
    try {
      events.execute(this::notifyDriver);
    } catch (RejectedExecutionException e) {
      // Closed: nothing is delivered any more.
    }
  }

  private void notifyDriver() {
    try {
      driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
    } catch (Throwable e) {
      // The service does not look at the answer either; the next event comes all the same.
    }
  }

  /**
   * Delivers the events that were asked for, and nothing after that. A transfer that runs goes on
   * to its end; none begins any more.
   */
  @Override
  public void close() {
    events.shutdown();
  }
}
