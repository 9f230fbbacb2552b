package org.returntoidle.spec.harness;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.TransferContext;
import org.returntoidle.impl.WiaEvent;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Rule;

/**
 * The service of one run: brings notifications and second calls to the driver, each on a thread of
 * its own or from inside a callback, and notices when the driver does not come back from them.
 */
final class Service {
  /** How often the service's thread is looked at before it is taken to stand still. */
  private static final int LOOKS = 200;

  /** How often, in milliseconds, a call that takes long is looked at. */
  private static final int LOOK_AFTER = 20;

  private final MiniDriver driver;
  private final Platform platform;
  private final long hangAfter;
  private final Session session;
  private final DriverThreads threads;

  /** A notification that overlaps with what the driver does; used by the caller's thread. */
  private @Nullable Future<?> overlapping;

  private volatile boolean secondCall;
  private volatile @Nullable Thread caller;

  Service(
      MiniDriver driver, Platform platform, Limits limits, Session session, DriverThreads threads) {
    this.driver = driver;
    this.platform = platform;
    this.hangAfter = limits.hangAfter().toMillis();
    this.session = session;
    this.threads = threads;
  }

  /** Says which thread calls {@code drvAcquireItemData}. */
  void callsFrom(Thread thread) {
    caller = thread;
  }

  /** Whether a second {@code drvAcquireItemData} is under way. */
  boolean secondCallRuns() {
    return secondCall;
  }

  /** Does what falls between two steps of the driver. */
  void disturb(Move move, String when) {
    switch (move) {
      case NOTIFY_CANCEL_IO -> notifyFromService(when);
      case NOTIFY_CANCEL_IO_INSIDE -> notifyInside();
      case NOTIFY_CANCEL_IO_MEANWHILE -> notifyMeanwhile();
      case NOTIFY_OTHER_EVENT -> otherEvent(when);
      case SECOND_ACQUIRE -> secondAcquire(when);
      default -> {}
    }
  }

  /** {@code CANCEL_IO} on the service's thread; comes back when the driver has. */
  void notifyFromService(String when) {
    session.happened(Action.CANCEL_PENDING_IO);
    boolean overlapping = Thread.currentThread() != caller;
    inService(() -> notifyCancelIo(overlapping), Rule.D8, "drvNotifyPnpEvent", when);
  }

  private HResult notifyCancelIo(boolean overlapping) {
    HResult answer = driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
    session.notified(false, overlapping);
    return answer;
  }

  /** The driver may be inside its own short critical section here, so both orders are right. */
  void notifyOverlapping() {
    session.happened(Action.CANCEL_PENDING_IO);
    Future<?> call = threads.service().submit(() -> notifyCancelIo(false));
    for (int looks = 0; looks < LOOKS; ) {
      try {
        call.get(200, TimeUnit.MICROSECONDS);
        return;
      } catch (TimeoutException e) {
        if (threads.serviceWaitsFor(Thread.currentThread())) {
          break;
        }
        looks = threads.serviceWaits() ? looks + 1 : 0;
      } catch (ExecutionException e) {
        throwing("drvNotifyPnpEvent", e);
        return;
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    overlapping = call;
  }

  /**
   * Waits for a notification that overlaps. Not while the device is started, stopped or asked for a
   * read: there the driver may be inside its own short critical section.
   */
  void settle() {
    Future<?> call = overlapping;
    if (call != null && Thread.currentThread() == caller) {
      overlapping = null;
      await(call, Rule.D8, "drvNotifyPnpEvent", "though the device call it met was over");
    }
  }

  /** The driver goes on meanwhile, until it calls back, waits for a read or returns. */
  private void notifyMeanwhile() {
    settle();
    session.happened(Action.CANCEL_PENDING_IO);
    overlapping = threads.service().submit(() -> notifyCancelIo(true));
  }

  private void notifyInside() {
    session.happened(Action.CANCEL_PENDING_IO);
    session.insideNotification(true);
    try {
      driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
    } catch (AbortedException e) {
      throw e;
    } catch (RuntimeException e) {
      session.misdeed(Rule.D8, "drvNotifyPnpEvent threw " + e);
    } finally {
      session.insideNotification(false);
    }
    session.notified(true, false);
  }

  private void otherEvent(String when) {
    session.happened(Action.NOTIFY_OTHER_EVENT);
    inService(
        () -> driver.drvNotifyPnpEvent(WiaEvent.POWER_SUSPEND), Rule.D8, "drvNotifyPnpEvent", when);
  }

  private void secondAcquire(String when) {
    secondCall = true;
    HResult answer =
        inService(
            () ->
                driver.drvAcquireItemData(
                    new TransferContext(message -> HResult.S_FALSE, platform)),
            Rule.D4,
            "a second drvAcquireItemData",
            when);
    secondCall = false;
    if (HResult.WIA_ERROR_BUSY.equals(answer)) {
      session.happened(Action.ANSWER_BUSY);
    } else {
      session.misdeed(Rule.D4, "a second drvAcquireItemData was answered " + answer);
    }
  }

  private @Nullable HResult inService(Callable<HResult> work, Rule rule, String what, String when) {
    return await(threads.service().submit(work), rule, what, when);
  }

  /**
   * Waits for a call of the service. It hangs if it takes too long, and at once if it waits for a
   * lock that this thread has: the driver holds it across what it has called us for.
   */
  private <T> @Nullable T await(Future<T> call, Rule rule, String what, String when) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(hangAfter);
    try {
      while (true) {
        try {
          return call.get(LOOK_AFTER, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (System.nanoTime() > end || threads.serviceWaitsFor(Thread.currentThread())) {
            session.misdeed(rule, what + " does not return " + when);
            session.abort();
            throw new AbortedException();
          }
        }
      }
    } catch (ExecutionException e) {
      throwing(what, e);
      return null;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void throwing(String what, ExecutionException e) {
    if (e.getCause() instanceof AbortedException) {
      throw new AbortedException();
    }
    session.misdeed(Rule.D8, what + " threw " + e.getCause());
  }

  /** Gives the run up, because its threads are being ended. */
  RuntimeException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    session.abort();
    AbortedException aborted = new AbortedException();
    aborted.addSuppressed(e);
    return aborted;
  }
}
