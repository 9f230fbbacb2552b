package org.returntoidle.spec.examples.right;

import java.util.concurrent.atomic.AtomicInteger;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * As in C: the state is bits of one word, set and tested without a lock. Right, since entering
 * clears all other bits in the same step (D1), and a cancel sets its bit only where a transfer
 * runs.
 */
public final class BitFlags extends AsynchronousDriver {
  private static final int BUSY = 1;
  private static final int CANCELED = 2;

  private final ScannerDevice device;
  private final AtomicInteger bits = new AtomicInteger();

  public BitFlags(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    if (!bits.compareAndSet(0, BUSY)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    HResult code = HResult.S_OK;
    boolean more = true;
    while (more && code.equals(HResult.S_OK) && !isCanceled()) {
      ReadResult result = device.read();
      if (!isCanceled()) {
        code = Codes.of(result).orElse(code);
        code = Codes.band(result).map(band -> Codes.deliver(band, context)).orElse(code);
        more = !Codes.isLast(result);
      }
    }
    device.stop();
    boolean canceled = (bits.getAndSet(0) & CANCELED) != 0;
    return Codes.reported(canceled && code.equals(HResult.S_OK) ? HResult.S_FALSE : code, context);
  }

  private boolean isCanceled() {
    return (bits.get() & CANCELED) != 0;
  }

  @Override
  void cancel() {
    bits.updateAndGet(word -> (word & BUSY) == 0 ? word : word | CANCELED);
  }
}
