package org.returntoidle.spec.harness;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Platform;

/**
 * A second driver of the same kind with a device of its own. What happens to it is no cause for the
 * one that is judged. What it does itself is not judged, since the two could change places; but its
 * calls come to their end whatever the other one does. It works on threads of its own, while the
 * thread of the other one is in our hands.
 */
final class Neighbor {
  /** How often, in milliseconds, a call that takes long is looked at. */
  private static final int LOOK_AFTER = 20;

  private final DriverThreads judged;
  private final DriverThreads threads;
  private final HangWatch.Maker watches;
  private final Session session;
  private final NeighborDevice device;
  private final Driven driver;

  /** The transfer whose read stays in flight, if there is one. */
  private @Nullable FutureTask<?> staying;

  Neighbor(
      DriverFactory factory,
      Platform platform,
      HangWatch.Maker watches,
      Session session,
      DriverThreads judged) {
    this.judged = judged;
    this.threads = judged.beside();
    this.watches = watches;
    this.session = session;
    this.device = new NeighborDevice(threads);
    this.driver = new Driven(factory.create(device), platform);
  }

  /**
   * Does what happens to the neighbor; comes back when its transfer has returned, or stays in its
   * read.
   *
   * @param when in words
   */
  synchronized void meets(Act act, String when) {
    leave(when);
    FutureTask<?> transfer = begin(act);
    switch (act) {
      case NEIGHBOR_STAYS -> {
        await(threads.transfer(), device.reached(), when);
        staying = transfer;
      }
      case NEIGHBOR_NOTIFY_CANCEL_IO -> {
        await(threads.transfer(), device.reached(), when);
        await(threads.service(), notifyCancelIo(), when);
        device.release();
        await(threads.transfer(), transfer, when);
      }
      default -> await(threads.transfer(), transfer, when);
    }
  }

  /** Lets a read that stays in flight complete, and waits for the end of its transfer. */
  synchronized void leave(String when) {
    FutureTask<?> transfer = staying;
    if (transfer != null) {
      staying = null;
      device.release();
      await(threads.transfer(), transfer, when);
    }
  }

  private FutureTask<?> begin(Act act) {
    device.begin(act);
    return threads
        .transfer()
        .submit(
            () -> {
              try {
                return driver.acquire(device::answer, device, Job.of(1));
              } finally {
                device.reached().run(); // Where it was never read.
              }
            });
  }

  private FutureTask<?> notifyCancelIo() {
    return threads
        .service()
        .submit(
            () -> {
              driver.notify(WiaEvent.CANCEL_IO);
              return true;
            });
  }

  /** Waits; it hangs if it does not come to its end by itself. */
  private void await(Worker worker, FutureTask<?> call, String when) {
    HangWatch watch = watches.over(threads);
    try (Patience patience = new Patience(judged, session)) {
      while (true) {
        try {
          Worker.get(call, LOOK_AFTER, TimeUnit.MILLISECONDS);
          return;
        } catch (TimeoutException e) {
          boolean heldUp =
              DriverThreads.waitsFor(worker.thread(), Thread.currentThread())
                  || watch.look(device.calls()).isPresent();
          if (heldUp && !call.isDone()) { // It may just have come to its end.
            throw hangs(worker, when);
          }
        } catch (ExecutionException e) {
          session.ranOut(e.getCause() == null ? e : e.getCause());
          return; // What it does wrong is not judged.
        } catch (InterruptedException e) {
          patience.take(e);
        }
      }
    }
  }

  private AbortedException hangs(Worker worker, String when) {
    boolean isTransfer = worker == threads.transfer();
    session.noticed(
        isTransfer ? Anomaly.NEIGHBOR_DOES_NOT_RETURN : Anomaly.NOTIFY_DOES_NOT_RETURN,
        (isTransfer ? "drvAcquireItemData" : "drvNotifyPnpEvent")
            + " of a second driver, with a device of its own, does not return "
            + when);
    session.abort();
    return new AbortedException();
  }
}
