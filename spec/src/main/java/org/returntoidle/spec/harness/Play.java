package org.returntoidle.spec.harness;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.returntoidle.impl.Band;
import org.returntoidle.impl.CallbackMessage;
import org.returntoidle.impl.DeviceRead;
import org.returntoidle.impl.MiniDriver;
import org.returntoidle.impl.ReadResult;
import org.returntoidle.impl.ScannerDevice;
import org.returntoidle.impl.TransferContext;
import org.returntoidle.impl.WiaEvent;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.model.Rule;

/**
 * One run: application, service and device around a driver. Everything that the driver calls is
 * here, and each such call is a point at which {@link Session#choose} decides what else happens.
 */
final class Play {
  /** How often a service thread is looked at before it is taken to stand still. */
  private static final int LOOKS = 200;

  /** How often, in milliseconds, a call that takes long is looked at. */
  private static final int LOOK_AFTER = 20;

  private final Platform platform;
  private final long hangAfter;
  private final Session session;
  private final DriverThreads threads;
  private final MiniDriver driver;

  /** A notification that overlaps a start or stop of the device; used by the transfer's thread. */
  private @Nullable Future<?> overlapping;

  private volatile boolean secondCall;
  private volatile boolean calling;
  private volatile boolean clientDead;
  private volatile boolean neverReady;
  private volatile boolean lastBandRead;
  private volatile @Nullable Thread transferThread;

  Play(
      DriverFactory factory,
      Platform platform,
      Limits limits,
      Session session,
      DriverThreads threads) {
    this.platform = platform;
    this.hangAfter = limits.hangAfter().toMillis();
    this.session = session;
    this.threads = threads;
    this.driver = factory.create(new Device());
  }

  /** Transfers, one after the other, until the schedule ends. */
  void play() {
    do {
      if (session.choose(Point.Kind.IDLE) == Move.NOTIFY_CANCEL_IO) {
        notifyFromService("while idle");
      }
      if (session.transfer() > 0 && session.choose(Point.Kind.NEXT) == Move.END) {
        return;
      }
      transfer();
    } while (true);
  }

  private void transfer() {
    clientDead = false;
    neverReady = false;
    lastBandRead = false;
    transferThread = Thread.currentThread();
    session.beginTransfer();
    HResult result = acquire();
    settle();
    if (session.isAborted()) {
      throw new AbortedException();
    }
    session.endTransfer(result);
    awaitLateStop();
  }

  @SuppressWarnings("CatchingUnchecked")
  private @Nullable HResult acquire() {
    try {
      HResult result = driver.drvAcquireItemData(new TransferContext(this::callback, platform));
      if (returnedNull(result)) {
        session.misdeed(Rule.D17, "drvAcquireItemData returned null");
      }
      return result;
    } catch (AbortedException e) {
      throw e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      session.misdeed(Rule.D17, "drvAcquireItemData threw " + e);
      return null;
    }
  }

  /** A driver is foreign code: what its signature promises is checked all the same. */
  private static boolean returnedNull(@Nullable Object value) {
    return value == null;
  }

  // What the service does.

  private void notifyFromService(String when) {
    session.happened(Action.CANCEL_PENDING_IO);
    boolean overlapping = Thread.currentThread() != transferThread;
    inService(() -> notifyCancelIo(overlapping), Rule.D8, "drvNotifyPnpEvent", when);
  }

  private HResult notifyCancelIo(boolean overlapping) {
    HResult answer = driver.drvNotifyPnpEvent(WiaEvent.CANCEL_IO);
    session.notified(false, overlapping);
    return answer;
  }

  /** The driver may be inside its own short critical section here, so both orders are right. */
  private void notifyOverlapping() {
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
  private void settle() {
    Future<?> call = overlapping;
    if (call != null && Thread.currentThread() == transferThread) {
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

  private RuntimeException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    session.abort();
    AbortedException aborted = new AbortedException();
    aborted.addSuppressed(e);
    return aborted;
  }

  /** A device that is still on may be stopped by a thread of the driver's: late is not never. */
  private void awaitLateStop() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(hangAfter);
    while (session.isDeviceOn() && threads.driverHasThreads() && System.nanoTime() < end) {
      try {
        session.awaitStop(5);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  // What the driver calls.

  private void calledOut() {
    session.calledOut();
    Thread current = Thread.currentThread();
    if (!threads.isServiceThread(current)) {
      if (current != transferThread) {
        session.calledFromOwnThread();
      }
    } else if (secondCall) {
      session.misdeed(Rule.D4, "a second drvAcquireItemData used the device or the callback");
    }
  }

  /**
   * Before a read on a thread of the driver's own goes on, the caller's thread comes to rest: a
   * callback that it is about to make would overlap with what the read reports, and of two events
   * that overlap either order is right. A thread that never rests is not waited for.
   */
  private void letCallerRest() {
    Thread caller = transferThread;
    Thread current = Thread.currentThread();
    if (caller == null || current == caller || threads.isServiceThread(current)) {
      return;
    }
    int still = 0;
    for (int looks = 0; looks < LOOKS && still < 2; looks += calling ? 0 : 1) {
      if (session.isAborted()) {
        throw new AbortedException();
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
      still = !calling && DriverThreads.standsStill(caller) ? still + 1 : 0;
    }
  }

  private void disturb(Move move, String when) {
    switch (move) {
      case NOTIFY_CANCEL_IO -> notifyFromService(when);
      case NOTIFY_CANCEL_IO_INSIDE -> notifyInside();
      case NOTIFY_CANCEL_IO_MEANWHILE -> notifyMeanwhile();
      case NOTIFY_OTHER_EVENT -> otherEvent(when);
      case SECOND_ACQUIRE -> secondAcquire(when);
      default -> {}
    }
  }

  private HResult callback(CallbackMessage message) {
    calledOut();
    settle();
    if (!session.inTransfer()) {
      session.misdeed(Rule.D18, "a callback came after drvAcquireItemData had returned");
      return HResult.E_FAIL;
    }
    if (Thread.currentThread() != transferThread) {
      session.misdeed(Rule.D18, "a callback came from another thread than the caller's");
    }
    if (calling) {
      session.misdeed(Rule.D18, "a callback came while another was in flight");
    }
    calling = true;
    try {
      Optional<Band> band =
          message instanceof CallbackMessage.Data data
              ? Optional.of(data.band())
              : Optional.empty();
      session.delivered(band);
      HResult code = answer();
      session.answered(code, band.map(Band::last).orElse(false));
      if (Thread.currentThread() == transferThread) {
        disturb(session.choose(Point.Kind.ANSWERED), "when a callback has answered");
      }
      return code;
    } finally {
      calling = false;
    }
  }

  private HResult answer() {
    if (clientDead) {
      return HResult.RPC_S_SERVER_UNAVAILABLE;
    }
    disturb(session.choose(Point.Kind.CALLBACK), "while a callback is in flight");
    Move move = session.choose(Point.Kind.CODE);
    clientDead = move == Move.CLIENT_DIES;
    return move.code();
  }

  private final class Device implements ScannerDevice {
    @Override
    public void start() {
      calledOut();
      if (session.deviceStarts()
          && Thread.currentThread() == transferThread
          && session.inTransfer()) {
        Move move = session.choose(Point.Kind.START);
        if (move == Move.NOTIFY_CANCEL_IO) {
          notifyOverlapping();
        } else {
          disturb(move, "while the device starts");
        }
      }
    }

    @Override
    public DeviceRead submitRead() {
      calledOut();
      session.readSubmitted();
      return new Read();
    }

    @Override
    public void stop() {
      calledOut();
      // The service's thread, when a cancel stops the device, cannot bring the next cancel too.
      if (Thread.currentThread() == transferThread
          && session.inTransfer()
          && session.isDeviceOn()
          && session.choose(Point.Kind.STOP) == Move.NOTIFY_CANCEL_IO) {
        notifyOverlapping();
      }
      session.deviceStops();
    }
  }

  private final class Read implements DeviceRead {
    private volatile boolean interrupted;
    private volatile boolean completed;

    @Override
    public void interrupt() {
      session.calledOut();
      interrupted |= !completed;
    }

    @Override
    public ReadResult await() {
      calledOut();
      settle();
      if (!session.isDeviceOn()) {
        return new ReadResult.Interrupted();
      }
      if (lastBandRead) {
        session.misdeed(Rule.D9, "a read followed the last band");
        return new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR);
      }
      letCallerRest();
      disturb(session.choose(Point.Kind.READ), "while a read is in flight");
      if (interrupted || !session.isDeviceOn()) {
        session.happened(Action.INTERRUPT_READ);
        return new ReadResult.Interrupted();
      }
      completed = true;
      ReadResult result = complete();
      boolean image = result instanceof ReadResult.Data || result instanceof ReadResult.NotReady;
      if (image && !neverReady) {
        disturb(session.choose(Point.Kind.COMPLETED), "when a read has completed");
      }
      return result;
    }

    private ReadResult complete() {
      Move move = neverReady ? Move.READ_NOT_READY_FOR_EVER : session.choose(Point.Kind.ANSWER);
      switch (move) {
        case READ_BAND, READ_LAST_BAND -> {
          lastBandRead = move == Move.READ_LAST_BAND;
          return new ReadResult.Data(session.readBand(lastBandRead));
        }
        case READ_BUTTON -> {
          session.readButton(Thread.currentThread() != transferThread);
          return new ReadResult.Button();
        }
        case READ_FAULT -> {
          session.readFault(Protocol.FAULT, Thread.currentThread() != transferThread);
          return new ReadResult.Fault(Protocol.FAULT);
        }
        default -> {
          neverReady = move == Move.READ_NOT_READY_FOR_EVER;
          session.readNotReady();
          return new ReadResult.NotReady();
        }
      }
    }
  }
}
