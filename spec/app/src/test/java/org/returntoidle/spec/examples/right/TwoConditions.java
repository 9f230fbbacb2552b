package org.returntoidle.spec.examples.right;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.HResult;

/**
 * A place for one result, with a lock and two conditions: the reader fills it and reads one band
 * ahead, the transfer empties it. Right, since the lock is held neither in a callback nor in the
 * wait for a read (D8), and the reader is joined before the device is stopped.
 */
public final class TwoConditions extends AsynchronousDriver {
  private final class Scan {
    final Reads reads = new Reads(device);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private Optional<ReadResult> place = Optional.empty();
    private boolean over;

    /** On the reader's thread. */
    void read() {
      boolean more = true;
      while (more) {
        ReadResult result = reads.next();
        more = put(result) && !Reads.isLastWord(result);
      }
    }

    /** Waits until what is put is taken; false if nothing more is wanted. */
    private boolean put(ReadResult result) {
      lock.lock();
      try {
        place = Optional.of(result);
        filled.signal();
        while (place.isPresent() && !over) {
          emptied.awaitUninterruptibly();
        }
        return !over;
      } finally {
        lock.unlock();
      }
    }

    ReadResult take() {
      lock.lock();
      try {
        while (place.isEmpty()) {
          filled.awaitUninterruptibly();
        }
        ReadResult taken = place.get();
        place = Optional.empty();
        emptied.signal();
        return taken;
      } finally {
        lock.unlock();
      }
    }

    void endReader() {
      lock.lock();
      try {
        over = true;
        emptied.signal();
      } finally {
        lock.unlock();
      }
      reads.giveUp();
    }
  }

  private final ScannerDevice device;
  private final Running<Scan> running = new Running<>();

  public TwoConditions(ScannerDevice device) {
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
    boolean more = true;
    while (more) {
      ReadResult result = scan.take();
      scan.reads.cause.deliver(result, context);
      more = !scan.reads.ends(result);
    }
    scan.endReader();
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
