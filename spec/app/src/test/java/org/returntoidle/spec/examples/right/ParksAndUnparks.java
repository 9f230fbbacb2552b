package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * No lock and no queue: each of two threads puts what it has into a box, and wakes the other by
 * hand. Right, since who parks has looked into its box before, and looks again when it wakes, for
 * whatever reason.
 */
public final class ParksAndUnparks extends AsynchronousDriver {
  private enum Request {
    READ,
    END
  }

  /** For one thing at a time, and one thread that takes it out. */
  private static final class Box<T> {
    private final AtomicReference<Optional<T>> content = new AtomicReference<>(Optional.empty());

    void put(T thing, Thread forWhom) {
      content.set(Optional.of(thing));
      LockSupport.unpark(forWhom);
    }

    T take() {
      Optional<T> taken = content.getAndSet(Optional.empty());
      while (taken.isEmpty()) {
        LockSupport.park(this);
        taken = content.getAndSet(Optional.empty());
      }
      return taken.get();
    }
  }

  private final class Scan {
    final Reads reads = new Reads(device);
    private final Thread transfer = Thread.currentThread();
    private final Box<Request> requests = new Box<>();
    private final Box<ReadResult> results = new Box<>();

    /** On the reader's thread. */
    void read() {
      while (requests.take() == Request.READ) {
        results.put(reads.next(), transfer);
      }
    }

    void deliver(Thread reader, TransferContext context) {
      boolean more = true;
      while (more) {
        requests.put(Request.READ, reader);
        ReadResult result = results.take();
        reads.cause.deliver(result, context);
        more = !reads.ends(result);
      }
      requests.put(Request.END, reader);
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public ParksAndUnparks(ScannerDevice device) {
    this.device = device;
  }

  @Override
  public HResult drvAcquireItemData(TransferContext context) {
    Scan scan = new Scan();
    if (!running.enter(scan)) {
      return HResult.WIA_ERROR_BUSY;
    }
    device.start();
    Thread reader = Daemons.start(scan::read);
    scan.deliver(reader, context);
    Uninterruptibles.joinUninterruptibly(reader);
    device.stop();
    running.leave();
    return scan.reads.cause.reported(context);
  }

  @Override
  void cancel() {
    running.tell(scan -> scan.reads.cancel());
  }
}
