package org.returntoidle.spec.harness;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.PageStream;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferCallback;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Protocol;

/**
 * The device and the application of a {@link Neighbor}. They take no note of what the driver does,
 * and answer whoever asks, be it the driver that is judged. Safe for several threads.
 */
final class NeighborDevice implements ScannerDevice, TransferCallback {
  private final DriverThreads threads;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Visit visit = new Visit(Act.NOTHING, 0);
  private volatile boolean on;

  NeighborDevice(DriverThreads threads) {
    this.threads = threads;
    // It may be a thread of an earlier driver's that waits in a read here.
    threads.atTheEnd(() -> visit.released.countDown());
  }

  /** What one transfer meets. */
  private static final class Visit {
    private final Act act;
    private final int number;
    private final FutureTask<Boolean> reached = new FutureTask<>(() -> true);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger bands = new AtomicInteger();

    Visit(Act act, int number) {
      this.act = act;
      this.number = number;
    }

    boolean holdsRead() {
      return act == Act.NEIGHBOR_NOTIFY_CANCEL_IO || act == Act.NEIGHBOR_STAYS;
    }

    /** One band, which is the last unless the callback cancels at it. */
    ReadResult result() {
      return switch (act) {
        case NOTHING -> new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR);
        case NEIGHBOR_FAILS -> new ReadResult.Fault(Protocol.FAULT);
        default -> band(bands.incrementAndGet());
      };
    }

    private ReadResult band(int band) {
      boolean last = act != Act.NEIGHBOR_CALLBACK_CANCELS || band > 1;
      return new ReadResult.Data(new Band(number, band, last, BandBytes.of(number, band)));
    }
  }

  /** Another transfer is about to begin. */
  void begin(Act act) {
    visit = new Visit(act, visit.number + 1);
    calls.set(0);
  }

  /** Done when a read of this transfer is in flight, or there will be none. */
  FutureTask<Boolean> reached() {
    return visit.reached;
  }

  /** Lets the read that is in flight complete. */
  void release() {
    visit.released.countDown();
  }

  /** How far the transfer has come. */
  int calls() {
    return calls.get();
  }

  /** What the application answers to a callback. */
  HResult answer(CallbackMessage message) {
    called();
    boolean cancels = visit.act == Act.NEIGHBOR_CALLBACK_CANCELS;
    return cancels && message instanceof CallbackMessage.Data ? HResult.S_FALSE : HResult.S_OK;
  }

  @Override
  public NextStream getNextStream() {
    called();
    return new NextStream(HResult.S_OK, new AnyStream());
  }

  @Override
  public HResult sendMessage(TransferMessage message) {
    called();
    boolean cancels = visit.act == Act.NEIGHBOR_CALLBACK_CANCELS && visit.bands.get() > 0;
    return cancels ? HResult.S_FALSE : HResult.S_OK;
  }

  @Override
  public void start() {
    called();
    on = true;
  }

  @Override
  public DeviceRead submitRead() {
    called();
    return new Read(visit);
  }

  @Override
  public void stop() {
    called();
    on = false;
    release();
  }

  /** A transfer that goes on for ever is ended. */
  private void called() {
    if (threads.isAbandoned() || calls.incrementAndGet() > Limits.STEPS) {
      throw new AbortedException();
    }
  }

  /** Takes whatever is written. */
  private final class AnyStream implements PageStream {
    private final AtomicLong size = new AtomicLong();

    @Override
    public Written write(ByteBuffer data) {
      called();
      size.addAndGet(data.remaining());
      return new Written(HResult.S_OK, data.remaining());
    }

    @Override
    public Moved seek(long offset, Origin origin) {
      called();
      return new Moved(HResult.S_OK, size.get());
    }

    @Override
    public HResult setSize(long bytes) {
      called();
      return HResult.S_OK;
    }

    @Override
    public HResult read(ByteBuffer into) {
      called();
      return HResult.E_ACCESSDENIED;
    }

    @Override
    public HResult stat() {
      called();
      return HResult.E_ACCESSDENIED;
    }

    @Override
    public void release() {
      called();
    }
  }

  private final class Read implements DeviceRead {
    private final Visit of;
    private volatile boolean interrupted;
    private volatile boolean woken;

    Read(Visit of) {
      this.of = of;
    }

    @Override
    public ReadResult await() {
      called();
      if (on && !interrupted && of.holdsRead()) {
        of.reached.run();
        awaitRelease();
        if (woken && !interrupted) {
          woken = false;
          return new ReadResult.Woken();
        }
      }
      return on && !interrupted ? of.result() : new ReadResult.Interrupted();
    }

    @Override
    public void interrupt() {
      called();
      interrupted = true;
      of.released.countDown();
    }

    @Override
    public void wake() {
      called();
      woken = true;
      of.released.countDown();
    }

    /** A driver may interrupt its threads; that is kept for it, unless they have been given up. */
    private void awaitRelease() {
      boolean kept = false;
      try {
        while (true) {
          try {
            of.released.await();
            return;
          } catch (InterruptedException e) {
            kept = true;
            called();
          }
        }
      } finally {
        if (kept) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
