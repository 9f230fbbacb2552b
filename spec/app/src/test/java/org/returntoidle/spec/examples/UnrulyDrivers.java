package org.returntoidle.spec.examples;

import java.io.IOError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.impl.ReferenceMiniDriver;
import org.returntoidle.model.HResult;

/** Drivers that disturb the program around them: they end it, exhaust it, or keep it busy. */
public final class UnrulyDrivers {
  private UnrulyDrivers() {}

  /** The reference, and something else at the entry of a transfer or at an event. */
  private static class Unruly implements MiniDriver {
    private final MiniDriver reference;

    Unruly(ScannerDevice device) {
      reference = new ReferenceMiniDriver(device);
    }

    void entered() {}

    void notified() {}

    void returns() {}

    @Override
    public HResult drvAcquireItemData(TransferContext context) {
      entered();
      HResult result = reference.drvAcquireItemData(context);
      returns();
      return result;
    }

    @Override
    public HResult drvNotifyPnpEvent(WiaEvent event) {
      HResult result = reference.drvNotifyPnpEvent(event);
      notified();
      return result;
    }

    @Override
    public boolean cancelsAsynchronously() {
      return true;
    }
  }

  public static final class ExitsInTransfer extends Unruly {
    public ExitsInTransfer(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      System.exit(0);
    }
  }

  public static final class ExitsInConstructor extends Unruly {
    public ExitsInConstructor(ScannerDevice device) {
      super(device);
      System.exit(1);
    }
  }

  public static final class ExitsInStaticInitializer extends Unruly {
    static {
      System.exit(0);
    }

    public ExitsInStaticInitializer(ScannerDevice device) {
      super(device);
    }
  }

  public static final class ExitsWhenNotified extends Unruly {
    public ExitsWhenNotified(ScannerDevice device) {
      super(device);
    }

    @Override
    void notified() {
      System.exit(0);
    }
  }

  public static final class ExitsWhenAsked extends Unruly {
    public ExitsWhenAsked(ScannerDevice device) {
      super(device);
    }

    @Override
    public boolean cancelsAsynchronously() {
      System.exit(0);
      return true;
    }
  }

  /** The transfer goes on meanwhile, and may be over first. */
  public static final class ExitsOnItsOwnThread extends Unruly {
    public ExitsOnItsOwnThread(ScannerDevice device) {
      super(device);
    }

    @Override
    void returns() {
      new Thread(() -> System.exit(0)).start();
    }
  }

  public static final class ThrowsInternalError extends Unruly {
    public ThrowsInternalError(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      throw new InternalError("driver bug");
    }
  }

  public static final class ThrowsIoError extends Unruly {
    public ThrowsIoError(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      throw new IOError(new IOException("driver bug"));
    }
  }

  public static final class ThrowsThreadDeath extends Unruly {
    public ThrowsThreadDeath(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      throw new ThreadDeath();
    }
  }

  /** What other languages have: Kotlin's {@code NotImplementedError}, Scala's. */
  public static final class ThrowsForeignError extends Unruly {
    @SuppressWarnings("serial")
    private static final class NotWrittenYetError extends Error {}

    public ThrowsForeignError(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      throw new NotWrittenYetError();
    }
  }

  public static final class ThrowsErrorWhenNotified extends Unruly {
    public ThrowsErrorWhenNotified(ScannerDevice device) {
      super(device);
    }

    @Override
    void notified() {
      throw new InternalError("driver bug");
    }
  }

  public static final class RunsOutOfMemory extends Unruly {
    public RunsOutOfMemory(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      long[][] all = new long[1_000_000][];
      for (int i = 0; i < all.length; i++) {
        all[i] = new long[Integer.MAX_VALUE];
      }
    }
  }

  public static final class RunsOutOfStack extends Unruly {
    public RunsOutOfStack(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      deeper(0);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
      return deeper(depth + 1) + 1;
    }
  }

  /**
   * As if the search around it had left no memory: it needs little, and has it the next time. The
   * first transfer of a harness only shows what the driver can do, and there are two harnesses.
   */
  public static final class FindsNoMemoryOnce extends Unruly {
    private static final AtomicInteger ENTERED = new AtomicInteger();

    public FindsNoMemoryOnce(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      if (ENTERED.incrementAndGet() == 3) {
        throw new OutOfMemoryError("Java heap space");
      }
    }
  }

  /** For longer than the tests let it: nothing can stop it, and others want to be tested, too. */
  public static final class Spins extends Unruly {
    private static final long AT_LAST = TimeUnit.SECONDS.toNanos(3);

    public Spins(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long begun = threads.getCurrentThreadCpuTime();
      while (threads.getCurrentThreadCpuTime() - begun < AT_LAST) {
        Thread.onSpinWait();
      }
    }
  }

  /**
   * Ends long after everybody has given it up, and rests until then: other tests want the cores.
   */
  public static final class Polls extends Unruly {
    private static final long AT_LAST = TimeUnit.MINUTES.toNanos(2);

    public Polls(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < AT_LAST) {
        LockSupport.parkNanos(5_000_000);
        Thread.interrupted(); // With its status set no wait would last.
      }
    }
  }

  /** Odd but right: it wakes its own thread by an interrupt, whatever that thread does. */
  public static final class WakesByInterrupt extends Unruly {
    private volatile @Nullable Thread waiting;

    public WakesByInterrupt(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      waiting = Thread.currentThread();
    }

    @Override
    void notified() {
      Thread thread = waiting;
      if (thread != null) {
        thread.interrupt();
      }
    }

    @Override
    void returns() {
      waiting = null;
    }
  }

  /** Whoever asks it what it says learns that the hard way. */
  private static final class MuteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new AssertionError("no message");
    }

    @Override
    public String toString() {
      throw new AssertionError("no text");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new AssertionError("no trace");
    }
  }

  public static final class ThrowsMute extends Unruly {
    public ThrowsMute(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      throw new MuteException();
    }
  }

  public static final class ThrowsMuteWhenNotified extends Unruly {
    public ThrowsMuteWhenNotified(ScannerDevice device) {
      super(device);
    }

    @Override
    void notified() {
      throw new MuteException();
    }
  }

  /** Its hook is still there when everything has been said. */
  public static final class LeavesAnEndlessHook extends Unruly {
    private static final AtomicBoolean LEFT = new AtomicBoolean();

    public LeavesAnEndlessHook(ScannerDevice device) {
      super(device);
      if (!LEFT.getAndSet(true)) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> forEver()));
      }
    }

    private static void forEver() {
      while (true) {
        LockSupport.park();
      }
    }
  }

  /** It interrupts whatever it can find. */
  public static final class InterruptsEverybody extends Unruly {
    public InterruptsEverybody(ScannerDevice device) {
      super(device);
    }

    @Override
    void entered() {
      Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread != Thread.currentThread())
          .forEach(Thread::interrupt);
    }
  }

  /** It changes what an end of a line is, and fails. */
  public static final class ChangesTheSystem extends Unruly {
    public ChangesTheSystem(ScannerDevice device) {
      super(device);
      System.setProperty("line.separator", "@@");
    }

    @Override
    void entered() {
      throw new IllegalStateException("driver bug");
    }
  }
}
