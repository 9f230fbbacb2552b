package org.returntoidle.spec.examples;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamMiniDriver;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.impl.ReferenceStreamDriver;
import org.returntoidle.impl.SimulatedDevice;
import org.returntoidle.model.HResult;

/** Drivers as users may bring them: unusable ones, wild ones, and right ones of another kind. */
public final class OddDrivers {
  private OddDrivers() {}

  /** Does nothing wrong and nothing else; the base of those that do one thing more. */
  static class Reference implements MiniDriver {
    final ScannerDevice device;
    final MiniDriver reference;

    Reference(ScannerDevice device) {
      this.device = device;
      this.reference = new ReferenceMiniDriver(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return reference.drvAcquireItemData(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return reference.drvNotifyPnpEvent(event);
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  public abstract static class Abstract implements MiniDriver {
    public Abstract(ScannerDevice device) {
      device.stop();
    }
  }

  public static final class NoDriver {}

  /** A single driver for both worlds (V40): which is meant has to be said. */
  public static final class Both implements MiniDriver, StreamMiniDriver {
    private final MiniDriver banded;
    private final StreamMiniDriver streams;

    public Both(ScannerDevice device) {
      banded = new ReferenceMiniDriver(device);
      streams = new ReferenceStreamDriver(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return banded.drvAcquireItemData(context);
    }

    @Override
    public HResult drvAcquireItemData(StreamTransferContext context) {
      return streams.drvAcquireItemData(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      banded.drvNotifyPnpEvent(event);
      return streams.drvNotifyPnpEvent(event);
    }
  }

  public static final class NoConstructor extends Reference {
    public NoConstructor() {
      super(new SimulatedDevice(1, 0));
    }
  }

  public static final class ThrowingConstructor extends Reference {
    public ThrowingConstructor(ScannerDevice device) {
      super(device);
      throw new IllegalStateException("no such scanner");
    }
  }

  public static final class HangingConstructor extends Reference {
    public HangingConstructor(ScannerDevice device) throws InterruptedException {
      super(device);
      new CountDownLatch(1).await();
    }
  }

  public static final class Throws extends Reference {
    private final String message;

    public Throws(ScannerDevice device) {
      this(device, "driver bug");
    }

    public Throws(ScannerDevice device, String message) {
      super(device);
      this.message = message;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      throw new IllegalStateException(message);
    }
  }

  /** Breaks one rule in two ways: E_FAIL is reported as a cancel, E_ABORT as a success. */
  public static final class TwoFaults extends Reference {
    public TwoFaults(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      HResult[] answer = {HResult.S_OK};
      HResult result =
          reference.drvAcquireItemData(
              new TransferContext(
                  message -> answer[0] = context.callback().miniDrvCallback(message),
                  context.platform()));
      if (!result.equals(answer[0])) {
        return result;
      }
      return result.equals(HResult.E_FAIL)
          ? HResult.S_FALSE
          : result.equals(HResult.E_ABORT) ? HResult.S_OK : result;
    }
  }

  public static final class ReturnsNull extends Reference {
    public ReturnsNull(ScannerDevice device) {
      super(device);
    }

    @Override
    @SuppressWarnings("NullAway") // That it must not is what is tested.
    public HResult drvAcquireItemData(TransferContext context) {
      return null;
    }
  }

  /** Cancels by its own decision after the second band, and does not say that it may. */
  public static class GivesUpUndeclared extends Reference {
    public GivesUpUndeclared(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return reference.drvAcquireItemData(
          new TransferContext(
              message -> {
                HResult answer = context.callback().miniDrvCallback(message);
                boolean second =
                    message instanceof CallbackMessage.Data data
                        && data.band().number() == 2
                        && !data.band().last();
                return second && answer.equals(HResult.S_OK) ? HResult.S_FALSE : answer;
              },
              context.platform()));
    }
  }

  /** The same, and says so. */
  public static final class GivesUp extends GivesUpUndeclared {
    public GivesUp(ScannerDevice device) {
      super(device);
    }

    @Override
    public boolean cancelsByItself() {
      return true;
    }
  }

  public static final class NeverReturns extends Reference {
    public NeverReturns(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      new Semaphore(0).acquireUninterruptibly();
      return HResult.S_OK;
    }
  }

  public static final class ReadsForEver extends Reference {
    public ReadsForEver(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      device.start();
      while (true) {
        device.submitRead().interrupt();
      }
    }
  }

  public static final class NotifyNeverReturns extends Reference {
    public NotifyNeverReturns(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      new Semaphore(0).acquireUninterruptibly();
      return HResult.S_OK;
    }
  }

  public static final class NotifyThrows extends Reference {
    public NotifyThrows(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      throw new IllegalStateException("driver bug");
    }
  }

  /** Not reentrant: only a cancel from inside the callback hangs. */
  public static final class HangsFromInside extends Reference {
    private final AtomicReference<Thread> transferThread = new AtomicReference<>();

    public HangsFromInside(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      transferThread.compareAndSet(null, Thread.currentThread());
      return super.drvAcquireItemData(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      if (Thread.currentThread() == transferThread.get()) {
        new Semaphore(0).acquireUninterruptibly();
      }
      return super.drvNotifyPnpEvent(event);
    }
  }

  public static final class CallsBackFromAnotherThread extends Reference {
    public CallsBackFromAnotherThread(ScannerDevice device) {
      super(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return super.drvAcquireItemData(
          new TransferContext(message -> elsewhere(context, message), context.platform()));
    }

    private static HResult elsewhere(TransferContext context, CallbackMessage message) {
      AtomicReference<HResult> answer = new AtomicReference<>(HResult.E_FAIL);
      Thread thread =
          new Thread(() -> answer.set(context.callback().miniDrvCallback(message)), "callback");
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return answer.get();
    }
  }

  /** Right in another way: one thread, blocking reads, not asynchronous at all. */
  public static final class CallbackOnly implements MiniDriver {
    private final ScannerDevice device;
    private final Semaphore idle = new Semaphore(1);

    public CallbackOnly(ScannerDevice device) {
      this.device = device;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      if (!idle.tryAcquire()) {
        return HResult.WIA_ERROR_BUSY;
      }
      try {
        device.start();
        HResult code = scan(context);
        device.stop();
        return code.equals(HResult.S_FALSE) ? context.platform().cancelCode() : code;
      } finally {
        idle.release();
      }
    }

    private HResult scan(TransferContext context) {
      while (true) {
        ReadResult result = device.read();
        if (result instanceof ReadResult.Button) {
          return HResult.S_FALSE;
        }
        if (result instanceof ReadResult.Fault fault) {
          return fault.code();
        }
        if (result instanceof ReadResult.Data data) {
          HResult code = context.callback().miniDrvCallback(new CallbackMessage.Data(data.band()));
          if (!code.equals(HResult.S_OK) || data.band().last()) {
            return code;
          }
        }
      }
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      return HResult.S_OK;
    }
  }

  /** Right in another way: made by a factory, asks a flag, reports a cancel that comes too late. */
  public static final class Polling implements MiniDriver {
    private final ScannerDevice device;
    private final Object lock = new Object();
    private boolean busy;
    private boolean canceled;

    private Polling(ScannerDevice device) {
      this.device = device;
    }

    public static Polling create(ScannerDevice device) {
      return new Polling(device);
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      synchronized (lock) {
        if (busy) {
          return HResult.WIA_ERROR_BUSY;
        }
        busy = true;
        canceled = false;
      }
      device.start();
      HResult code = HResult.S_OK;
      boolean more = true;
      while (more && code.equals(HResult.S_OK) && !canceled()) {
        ReadResult result = device.read();
        if (result instanceof ReadResult.Button) {
          code = HResult.S_FALSE;
        } else if (result instanceof ReadResult.Fault fault && !canceled()) {
          code = fault.code();
        } else if (result instanceof ReadResult.Data data && !canceled()) {
          code = context.callback().miniDrvCallback(new CallbackMessage.Data(data.band()));
          more = !data.band().last();
        }
      }
      device.stop();
      synchronized (lock) {
        busy = false;
        boolean cancel = code.equals(HResult.S_FALSE) || (code.equals(HResult.S_OK) && canceled);
        return cancel ? context.platform().cancelCode() : code;
      }
    }

    private boolean canceled() {
      synchronized (lock) {
        return canceled;
      }
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      synchronized (lock) {
        canceled |= event == WiaEvent.CANCEL_IO;
      }
      return HResult.S_OK;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  /** Right in another way: a cancel stops the device itself, and so ends the read in flight. */
  public static final class StopsFromTheEvent implements MiniDriver {
    private final ScannerDevice device;
    private boolean busy;
    private boolean canceled;
    private boolean on;

    public StopsFromTheEvent(ScannerDevice device) {
      this.device = device;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      synchronized (this) {
        if (busy) {
          return HResult.WIA_ERROR_BUSY;
        }
        busy = true;
        canceled = false;
        on = true;
        device.start();
      }
      HResult code = HResult.S_OK;
      boolean more = true;
      while (more && code.equals(HResult.S_OK) && !isCanceled()) {
        ReadResult result = device.read();
        if (result instanceof ReadResult.Button) {
          code = HResult.S_FALSE;
        } else if (result instanceof ReadResult.Fault fault && !isCanceled()) {
          code = fault.code();
        } else if (result instanceof ReadResult.Data data && !isCanceled()) {
          code = context.callback().miniDrvCallback(new CallbackMessage.Data(data.band()));
          more = !data.band().last();
        }
      }
      synchronized (this) {
        stopOnce();
        busy = false;
        boolean cancel = code.equals(HResult.S_FALSE) || (code.equals(HResult.S_OK) && canceled);
        return cancel ? context.platform().cancelCode() : code;
      }
    }

    private synchronized boolean isCanceled() {
      return canceled;
    }

    private synchronized void stopOnce() {
      if (on) {
        on = false;
        device.stop();
      }
    }

    @Override
    public synchronized HResult drvNotifyPnpEvent(WiaEvent event) {
      if (event == WiaEvent.CANCEL_IO && busy) {
        canceled = true;
        stopOnce();
      }
      return HResult.S_OK;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  /** Right in another way: a second thread reads ahead, the caller's delivers. */
  public static final class ReadsAhead implements MiniDriver {
    private static final ReadResult NOTHING_MORE = new ReadResult.Interrupted();

    private final ScannerDevice device;
    private final Object lock = new Object();
    private boolean busy;
    private boolean canceled;
    private Optional<DeviceRead> inFlight = Optional.empty();

    public ReadsAhead(ScannerDevice device) {
      this.device = device;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      synchronized (lock) {
        if (busy) {
          return HResult.WIA_ERROR_BUSY;
        }
        busy = true;
        canceled = false;
      }
      BlockingQueue<ReadResult> results = new LinkedBlockingQueue<>();
      device.start();
      Thread reader = new Thread(() -> read(results), "reader");
      reader.start();
      HResult code = deliver(results, context);
      cancel();
      join(reader);
      device.stop();
      synchronized (lock) {
        busy = false;
      }
      return code.equals(HResult.S_FALSE) ? context.platform().cancelCode() : code;
    }

    private void read(BlockingQueue<ReadResult> results) {
      boolean more = true;
      while (more) {
        Optional<DeviceRead> read;
        synchronized (lock) {
          inFlight = canceled ? Optional.empty() : Optional.of(device.submitRead());
          read = inFlight;
        }
        ReadResult result = read.map(DeviceRead::await).orElse(NOTHING_MORE);
        results.add(result);
        more =
            result instanceof ReadResult.NotReady
                || (result instanceof ReadResult.Data data && !data.band().last());
      }
    }

    private HResult deliver(BlockingQueue<ReadResult> results, TransferContext context) {
      while (true) {
        ReadResult result = take(results);
        if (isCanceled() || result instanceof ReadResult.Button) {
          return HResult.S_FALSE;
        }
        if (result instanceof ReadResult.Fault fault) {
          return fault.code();
        }
        if (result instanceof ReadResult.Data data) {
          HResult code = context.callback().miniDrvCallback(new CallbackMessage.Data(data.band()));
          if (!code.equals(HResult.S_OK)) {
            return code;
          }
          if (isCanceled()) {
            return HResult.S_FALSE;
          }
          if (data.band().last()) {
            return HResult.S_OK;
          }
        }
      }
    }

    private static ReadResult take(BlockingQueue<ReadResult> results) {
      try {
        return results.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return NOTHING_MORE;
      }
    }

    private static void join(Thread reader) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isCanceled() {
      synchronized (lock) {
        return canceled;
      }
    }

    private void cancel() {
      Optional<DeviceRead> read;
      synchronized (lock) {
        canceled = true;
        read = inFlight;
      }
      read.ifPresent(DeviceRead::interrupt);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      if (event == WiaEvent.CANCEL_IO) {
        cancel();
      }
      return HResult.S_OK;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  /**
   * Loses a cancel that comes between two of its own statements: reads the flag, and later writes
   * back what it has read. The two pauses let the notification meet just this place.
   */
  public static final class LostUpdate implements MiniDriver {
    private final ScannerDevice device;
    private final Semaphore idle = new Semaphore(1);
    private volatile int notifications;
    private volatile boolean between;
    private volatile boolean canceled;

    public LostUpdate(ScannerDevice device) {
      this.device = device;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      if (!idle.tryAcquire()) {
        return HResult.WIA_ERROR_BUSY;
      }
      canceled = false;
      device.start();
      HResult code = scan(context);
      device.stop();
      idle.release();
      return code.equals(HResult.S_FALSE) ? context.platform().cancelCode() : code;
    }

    private HResult scan(TransferContext context) {
      while (true) {
        int before = notifications;
        ReadResult result = device.read();
        boolean read = canceled;
        between = true;
        pause(() -> notifications == before);
        between = false;
        canceled = read;
        if (canceled || result instanceof ReadResult.Button) {
          return HResult.S_FALSE;
        }
        if (result instanceof ReadResult.Fault fault) {
          return fault.code();
        }
        if (result instanceof ReadResult.Data data) {
          HResult code = context.callback().miniDrvCallback(new CallbackMessage.Data(data.band()));
          if (!code.equals(HResult.S_OK)) {
            return code;
          }
          if (canceled) {
            return HResult.S_FALSE;
          }
          if (data.band().last()) {
            return HResult.S_OK;
          }
        }
      }
    }

    private static void pause(BooleanSupplier waiting) {
      for (int i = 0; i < 10 && waiting.getAsBoolean(); i++) {
        LockSupport.parkNanos(100_000);
      }
    }

    /** The same in a notification, where a wait would be one for a while (D25). */
    private static void spin(BooleanSupplier waiting) {
      long end = System.nanoTime() + 1_000_000;
      while (waiting.getAsBoolean() && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }

    @Override
    public synchronized HResult drvNotifyPnpEvent(WiaEvent event) {
      if (event == WiaEvent.CANCEL_IO) {
        spin(() -> !between);
        canceled = true;
      }
      notifications++;
      return HResult.S_OK;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  /**
   * Completes a transfer in two places: the notification and the transfer both look whether the
   * device is on, and then both stop it. The pause lets the two meet between look and stop.
   */
  public static final class DoubleCompletion implements MiniDriver {
    private final ScannerDevice device;
    private final MiniDriver reference;
    private final AtomicInteger looked = new AtomicInteger();
    private volatile boolean on;
    private volatile boolean reading;

    public DoubleCompletion(ScannerDevice device) {
      this.device = device;
      this.reference =
          new ReferenceMiniDriver(
              new ScannerDevice() {
                @Override
                public void start() {
                  device.start();
                  on = true;
                }

                @Override
                public DeviceRead submitRead() {
                  reading = true;
                  return device.submitRead();
                }

                @Override
                public void stop() {
                  reading = false;
                  stopIfOn();
                }
              });
    }

    private void stopIfOn() {
      if (on) {
        looked.incrementAndGet();
        LostUpdate.spin(() -> looked.get() < 2);
        on = false;
        looked.decrementAndGet();
        device.stop();
      }
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      return reference.drvAcquireItemData(context);
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      HResult answer = reference.drvNotifyPnpEvent(event);
      if (event == WiaEvent.CANCEL_IO && reading) {
        stopIfOn();
      }
      return answer;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  /**
   * Takes two locks, the transfer in one order and the notification in the other. The pauses let
   * the two meet between the first and the second.
   */
  public static final class LockOrder implements MiniDriver {
    private final ScannerDevice device;
    private final Object status = new Object();
    private final Object result = new Object();
    private volatile boolean inTransfer;
    private volatile boolean inNotification;
    private boolean busy;
    private boolean canceled;

    public LockOrder(ScannerDevice device) {
      this.device = device;
    }

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      synchronized (status) {
        if (busy) {
          return HResult.WIA_ERROR_BUSY;
        }
        busy = true;
        canceled = false;
      }
      device.start();
      HResult code = HResult.S_OK;
      boolean more = true;
      while (more && code.equals(HResult.S_OK) && !looksCanceled()) {
        ReadResult read = device.read();
        if (read instanceof ReadResult.Button) {
          code = HResult.S_FALSE;
        } else if (read instanceof ReadResult.Fault fault && !looksCanceled()) {
          code = fault.code();
        } else if (read instanceof ReadResult.Data data && !looksCanceled()) {
          code = context.callback().miniDrvCallback(new CallbackMessage.Data(data.band()));
          more = !data.band().last();
        }
      }
      boolean cancel =
          code.equals(HResult.S_FALSE) || (code.equals(HResult.S_OK) && looksCanceled());
      device.stop();
      synchronized (status) {
        busy = false;
      }
      return cancel ? context.platform().cancelCode() : code;
    }

    private boolean looksCanceled() {
      synchronized (result) {
        inTransfer = true;
        LostUpdate.pause(() -> !inNotification);
        synchronized (status) {
          inTransfer = false;
          return canceled;
        }
      }
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      synchronized (status) {
        inNotification = true;
        LostUpdate.spin(() -> !inTransfer);
        synchronized (result) {
          inNotification = false;
          canceled |= event == WiaEvent.CANCEL_IO;
        }
      }
      return HResult.S_OK;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }
}
