package org.returntoidle.spec.examples;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.MiniDrvCallback;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/** Drivers that share static state, or look as if they did. */
public final class SharingDrivers {
  private SharingDrivers() {}

  /** After a failure, every driver's success is reported as a failure. */
  public static final class Poisoned extends OddDrivers.Reference {
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    /** One for {@code device}. */
    public Poisoned(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      HResult result = super.drvAcquireItemData(context);
      if (result.equals(HResult.E_FAIL)) {
        FAILED.set(true);
      }
      return FAILED.get() && result.equals(HResult.S_OK) ? HResult.E_FAIL : result;
    }
  }

  /** Breaks no rule: only the first transfers report that they go on. */
  public static final class TalksAtFirst extends OddDrivers.Reference {
    private static final AtomicInteger TRANSFERS = new AtomicInteger();

    /** One for {@code device}. */
    public TalksAtFirst(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      if (TRANSFERS.getAndIncrement() > 5) {
        return super.drvAcquireItemData(context);
      }
      MiniDrvCallback callback = context.callback();
      return super.drvAcquireItemData(
          new TransferContext(message -> talking(callback, message), context.platform()));
    }

    private static HResult talking(MiniDrvCallback callback, CallbackMessage message) {
      HResult answer = callback.miniDrvCallback(new CallbackMessage.Status(0));
      return answer.equals(HResult.S_OK) ? callback.miniDrvCallback(message) : answer;
    }
  }

  /** One run in fifty ends otherwise, whatever was run before it. */
  public static final class ByChance extends OddDrivers.Reference {
    /** One for {@code device}. */
    public ByChance(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      HResult result = super.drvAcquireItemData(context);
      return ThreadLocalRandom.current().nextInt(50) == 0 ? HResult.E_FAIL : result;
    }
  }

  /** There are more handles than a sample uses up. */
  public static final class LargePool extends OddDrivers.Reference {
    private static final AtomicInteger HANDLES = new AtomicInteger(5_000);

    /** One for {@code device}. */
    public LargePool(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      HResult result = super.drvAcquireItemData(context);
      return HANDLES.getAndDecrement() < 1 ? HResult.E_OUTOFMEMORY : result;
    }
  }
}
