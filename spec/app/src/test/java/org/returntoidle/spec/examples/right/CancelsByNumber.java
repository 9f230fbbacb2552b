package org.returntoidle.spec.examples.right;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.HResult;

/**
 * No flag that has to be cleared: transfers have numbers, and a cancel notes the number of the one
 * that runs; every other event is ignored by a switch (D20). Right, since no number comes twice, so
 * that nothing of a cancel is left for the next transfer (D1).
 */
public final class CancelsByNumber implements MiniDriver {
  private static final long NONE = 0;

  private final ScannerDevice device;
  private final AtomicLong numbers = new AtomicLong(NONE);
  private final AtomicLong running = new AtomicLong(NONE);
  private final AtomicLong canceled = new AtomicLong(NONE);

  public CancelsByNumber(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    long number = numbers.incrementAndGet();
    if (!running.compareAndSet(NONE, number)) {
      return HResult.WIA_ERROR_BUSY;
    }
    HResult code = HResult.S_FALSE;
    if (isWanted(number)) {
      device.start();
      code = scan(number, context);
      device.stop();
    }
    running.set(NONE);
    return Codes.reported(code, context);
  }

  private HResult scan(long number, TransferContext context) {
    while (isWanted(number)) {
      ReadResult result = device.read();
      Optional<HResult> cause = Codes.of(result);
      if (cause.isPresent()) {
        return isWanted(number) ? cause.get() : HResult.S_FALSE;
      }
      Optional<Band> band = Codes.band(result).filter(b -> isWanted(number));
      if (band.isPresent()) {
        HResult answer = Codes.deliver(band.get(), context);
        if (!answer.equals(HResult.S_OK)) {
          return answer;
        }
        if (band.get().last() && isWanted(number)) {
          return HResult.S_OK;
        }
      }
    }
    return HResult.S_FALSE;
  }

  private boolean isWanted(long number) {
    return canceled.get() != number;
  }

  @Override
  public HResult drvNotifyPnpEvent(WiaEvent event) {
    switch (event) {
      // The larger number: a cancel that was slow must not undo that of the next transfer.
      case CANCEL_IO -> canceled.accumulateAndGet(running.get(), Math::max);
      default -> {}
    }
    return HResult.S_OK;
  }

  @Override
  public boolean cancelsAsynchronously() {
    return true;
  }
}
