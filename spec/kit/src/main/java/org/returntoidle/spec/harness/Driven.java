package org.returntoidle.spec.harness;

import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.StreamTransferContext.Tymed;
import org.returntoidle.driver.TransferCallback;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.driver.WiaDriver;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;

/**
 * A driver, called by the interface of its platform.
 *
 * @param driver has that interface
 */
record Driven(WiaDriver driver, Platform platform) {
  /** What a second call meets: it is answered {@code BUSY}, or ended at once. */
  private static final TransferCallback REFUSES =
      new TransferCallback() {
        @Override
        public NextStream getNextStream() {
          return new NextStream(HResult.S_FALSE, null);
        }

        @Override
        public HResult sendMessage(TransferMessage message) {
          return HResult.S_FALSE;
        }
      };

  /**
   * Checks that it has the interface.
   *
   * @throws DriverNotUsableException if it has not
   */
  Driven {
    Class<?> needed = platform.streams() ? StreamMiniDriver.class : MiniDriver.class;
    if (!needed.isInstance(driver)) {
      throw new DriverNotUsableException(
          "it does not implement " + needed.getSimpleName() + ", as Windows " + platform + " needs",
          new ClassCastException(driver.getClass().getName()));
    }
  }

  void notify(WiaEvent event) {
    driver.drvNotifyPnpEvent(event);
  }

  /**
   * Calls {@code drvAcquireItemData}, and nothing else.
   *
   * @param bands takes them, if there are bands
   * @param streams gives them, if there are streams
   * @return null if the driver says so, which it must not
   */
  @Nullable HResult acquire(MiniDrvCallback bands, TransferCallback streams, Job job) {
    return driver instanceof StreamMiniDriver writer && platform.streams()
        ? writer.drvAcquireItemData(new StreamTransferContext(streams, job.pages(), tymed(job)))
        : ((MiniDriver) driver).drvAcquireItemData(new TransferContext(bands, platform));
  }

  /** The same for a second call, whose callback refuses everything. */
  @Nullable HResult acquireAgain() {
    return acquire(message -> HResult.S_FALSE, REFUSES, Job.of(1));
  }

  private static Tymed tymed(Job job) {
    return job.oneStream() ? Tymed.MULTIPAGE_FILE : Tymed.FILE;
  }
}
