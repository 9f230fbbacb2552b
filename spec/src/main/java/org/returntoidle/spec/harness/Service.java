package org.returntoidle.spec.harness;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
import org.returntoidle.spec.harness.TraceEvent.Manner;

/**
 * The service of one run: brings notifications and second calls to the driver, each on a thread of
 * its own or from inside a callback, and notices when the driver does not come back from them.
 */
final class Service {
  /** How often the service's thread is looked at before it is taken to stand still. */
  private static final int LOOKS = 200;

  private static final int SPINS = 1_000;

  /** How often, in milliseconds, a call that takes long is looked at. */
  private static final int LOOK_AFTER = 20;

  private final MiniDriver driver;
  private final Platform platform;
  private final long hangAfter;
  private final Session session;
  private final DriverThreads threads;

  /** Calls that overlap with what the driver does; used by the caller's thread. */
  private final Deque<Call> overlapping = new ArrayDeque<>();

  /** The one of them that waits for a fair lock, if one does; used by the caller's thread. */
  private @Nullable Call inTurn;

  private volatile boolean secondCallOverlaps;

  private volatile boolean secondCall;
  private volatile @Nullable Thread caller;

  /**
   * A call of the driver on the service's thread.
   *
   * @param rule that is broken if it does not return
   */
  private record Call(FutureTask<?> task, Rule rule, String what) {}

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

  /** Whether that call may be a transfer of its own, because it overlaps the return (D4). */
  boolean secondCallMayTransfer() {
    return secondCall && secondCallOverlaps;
  }

  /** Does what falls between two steps of the driver; comes back when the driver has. */
  void disturb(Move move, String when) {
    switch (move) {
      case NOTIFY_CANCEL_IO -> notifyFromService(when);
      case NOTIFY_CANCEL_IO_INSIDE -> notifyInside();
      case NOTIFY_CANCEL_IO_MEANWHILE -> notifyMeanwhile(Manner.OVERLAPPING);
      case NOTIFY_OTHER_EVENT -> await(otherEvent(), when);
      case SECOND_ACQUIRE -> await(secondAcquire(), when);
      default -> {}
    }
  }

  /**
   * The same where the driver may be inside its own short critical section, so that it may have to
   * come out first: both orders are right.
   */
  void disturbOverlapping(Move move) {
    switch (move) {
      case NOTIFY_CANCEL_IO -> {
        session.happened(Action.CANCEL_PENDING_IO);
        begin(notifyCancelIo(Manner.ALONE));
      }
      case NOTIFY_CANCEL_IO_MEANWHILE -> notifyMeanwhile(Manner.OVERLAPPING);
      case NOTIFY_OTHER_EVENT -> begin(otherEvent());
      case SECOND_ACQUIRE -> begin(secondAcquire());
      default -> {}
    }
  }

  /** A {@code CANCEL_IO} that comes while {@code drvAcquireItemData} is entered. */
  void notifyAtEntry() {
    notifyMeanwhile(Manner.AT_ENTRY);
  }

  /** {@code CANCEL_IO} on the service's thread; comes back when the driver has. */
  void notifyFromService(String when) {
    session.happened(Action.CANCEL_PENDING_IO);
    boolean free = Thread.currentThread() != caller;
    await(notifyCancelIo(free ? Manner.OVERLAPPING : Manner.ALONE), when);
  }

  private Call notifyCancelIo(Manner manner) {
    return call(
        () -> {
          driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
          session.notified(manner);
          return true;
        },
        Rule.D8,
        "drvNotifyPnpEvent");
  }

  private Call call(Callable<Boolean> work, Rule rule, String what) {
    return new Call(threads.service().submit(work), rule, what);
  }

  /** Waits until the call returns or stands still; {@link #settle} waits for the rest. */
  private void begin(Call call) {
    for (int looks = 0; looks < LOOKS; ) {
      try {
        awaitBlocked(call);
        if (threads.serviceIsBlocked() && threads.serviceWaitsFor(Thread.currentThread())) {
          inTurn = threads.serviceWaitsInTurn() ? call : null;
          break;
        }
        Worker.get(call.task(), 50, TimeUnit.MICROSECONDS);
        return;
      } catch (TimeoutException e) {
        looks = threads.serviceWaits() ? looks + 1 : 0;
      } catch (ExecutionException e) {
        throwing(call.what(), e);
        return;
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    secondCallOverlaps |= call.rule() == Rule.D4;
    overlapping.add(call);
  }

  /** Looks away while the call makes its way to its end, or to a lock that somebody has. */
  private void awaitBlocked(Call call) {
    for (int i = 0; i < SPINS && !call.task().isDone(); i++) {
      if (threads.serviceIsBlocked()) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  /**
   * Waits for the calls that overlap. Not while the device is started, stopped or asked for a read:
   * there the driver may be inside its own short critical section.
   */
  void settle() {
    if (Thread.currentThread() != caller) {
      return;
    }
    inTurn = null;
    for (Call call = overlapping.poll(); call != null; call = overlapping.poll()) {
      await(call, "though the device call it met was over");
    }
  }

  /**
   * Waits for a call that waited for a fair lock of the driver's: it has had its turn before the
   * driver could come to its next step, so that what follows does not depend on who is faster.
   */
  void catchUp() {
    Call call = inTurn;
    if (call != null && Thread.currentThread() == caller) {
      inTurn = null;
      overlapping.remove(call);
      begin(call);
    }
  }

  /** Whether a call has begun and not returned. */
  boolean isPending() {
    return !overlapping.isEmpty();
  }

  /** The driver goes on meanwhile, until it calls back, waits for a read or returns. */
  private void notifyMeanwhile(Manner manner) {
    session.happened(Action.CANCEL_PENDING_IO);
    overlapping.add(notifyCancelIo(manner));
  }

  private void notifyInside() {
    session.happened(Action.CANCEL_PENDING_IO);
    session.insideNotification(true);
    try {
      driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
    } catch (AbortedException e) {
      throw e;
    } catch (RuntimeException e) {
      session.misdeed(Rule.D8, threw("drvNotifyPnpEvent", e));
    } finally {
      session.insideNotification(false);
    }
    session.notified(Manner.INSIDE);
  }

  private Call otherEvent() {
    session.happened(Action.NOTIFY_OTHER_EVENT);
    return call(
        () -> {
          driver.drvNotifyPnpEvent(WiaEvent.POWER_SUSPEND);
          return true;
        },
        Rule.D8,
        "drvNotifyPnpEvent");
  }

  private Call secondAcquire() {
    secondCallOverlaps = false;
    return call(
        () -> {
          secondCall = true;
          HResult answer =
              driver.drvAcquireItemData(new TransferContext(message -> HResult.S_FALSE, platform));
          secondCall = false;
          if (HResult.WIA_ERROR_BUSY.equals(answer)) {
            session.happened(Action.ANSWER_BUSY);
          } else if (!secondCallOverlaps) {
            session.misdeed(Rule.D4, "a second drvAcquireItemData was answered " + answer);
          }
          return true;
        },
        Rule.D4,
        "a second drvAcquireItemData");
  }

  /**
   * Waits for a call of the service. It hangs if it takes too long, and at once if it waits for a
   * lock that this thread has: the driver holds it across what it has called us for.
   */
  private void await(Call call, String when) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(hangAfter);
    try {
      while (true) {
        try {
          Worker.get(call.task(), LOOK_AFTER, TimeUnit.MILLISECONDS);
          return;
        } catch (TimeoutException e) {
          if (System.nanoTime() > end || threads.serviceWaitsFor(Thread.currentThread())) {
            session.misdeed(call.rule(), call.what() + " does not return " + when);
            session.abort();
            throw new AbortedException();
          }
        }
      }
    } catch (ExecutionException e) {
      throwing(call.what(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void throwing(String what, ExecutionException e) {
    if (e.getCause() instanceof AbortedException) {
      throw new AbortedException();
    }
    session.misdeed(Rule.D8, threw(what, e.getCause()));
  }

  private static String threw(String what, @Nullable Throwable e) {
    return e instanceof DriverGoneException gone
        ? what + ": " + gone.getMessage()
        : what + " threw " + e;
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
