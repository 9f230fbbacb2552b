package org.returntoidle.spec.harness;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.MiniDriver;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.TransferContext;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.model.Protocol;
import org.returntoidle.spec.text.Shown;

/**
 * One run: application, service and device around a driver. Everything that the driver calls is
 * here, and each such call is a point at which {@link Session#choose} decides what else happens.
 */
final class Play {
  /** A caller that uses so much processor time does not rest. */
  private static final long SPINNING = TimeUnit.MILLISECONDS.toNanos(10);

  private final Platform platform;
  private final HangWatch.Maker watches;
  private final Session session;
  private final DriverThreads threads;
  private final MiniDriver driver;
  private final Service service;

  private volatile boolean calling;
  private volatile boolean clientDead;
  private volatile boolean neverReady;
  private volatile boolean lastBandRead;
  private volatile @Nullable Thread transferThread;

  Play(
      DriverFactory factory,
      Platform platform,
      HangWatch.Maker watches,
      Session session,
      DriverThreads threads) {
    this.platform = platform;
    this.watches = watches;
    this.session = session;
    this.threads = threads;
    this.driver = factory.create(new Device());
    this.service = new Service(driver, platform, watches, session, threads);
  }

  /** Transfers, one after the other, until the schedule ends. */
  void play() {
    do {
      if (session.choose(Point.Kind.IDLE) == Move.NOTIFY_CANCEL_IO) {
        service.notifyFromService("while idle");
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
    service.callsFrom(Thread.currentThread());
    session.beginTransfer();
    if (session.choose(Point.Kind.ENTER) == Move.NOTIFY_CANCEL_IO_MEANWHILE) {
      service.notifyAtEntry();
    }
    HResult result = acquire();
    service.settle();
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
        session.noticed(Anomaly.RETURNED_NULL, "drvAcquireItemData returned null");
      }
      return result;
    } catch (AbortedException e) {
      throw e;
    } catch (DriverGoneException e) {
      session.noticed(Anomaly.GONE, String.valueOf(e.getMessage()));
      return null;
    } catch (Throwable e) {
      session.ranOut(e);
      session.noticed(Anomaly.THREW, "drvAcquireItemData threw " + Shown.thrown(e));
      return null;
    }
  }

  /** A driver is foreign code: what its signature promises is checked all the same. */
  private static boolean returnedNull(@Nullable Object value) {
    return value == null;
  }

  /** A device that is still on may be stopped by a thread of the driver's: late is not never. */
  private void awaitLateStop() {
    HangWatch watch = watches.over(threads);
    try (Patience patience = new Patience(threads, session)) {
      while (session.isDeviceOn()
          && threads.driverHasThreads()
          && watch.look(session.steps()).isEmpty()
          && !watch.idles()) {
        try {
          session.awaitStop(5);
        } catch (InterruptedException e) {
          patience.take(e);
        }
      }
    }
  }

  // What the driver calls.

  private void calledOut() {
    session.calledOut();
    service.catchUp();
    Thread current = Thread.currentThread();
    if (!threads.isServiceThread(current)) {
      if (current != transferThread) {
        session.calledFromOwnThread();
      }
    } else if (service.secondCallRuns()) {
      session.noticed(
          Anomaly.SECOND_CALL_ACTED, "a second drvAcquireItemData used the device or the callback");
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
    long before = ProcessorTime.of(caller);
    while (calling || !threads.callerStandsStill() || !staysSo()) {
      if (session.isAborted()) {
        throw new AbortedException();
      }
      if (!calling && ProcessorTime.of(caller) - before > SPINNING) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
    }
  }

  /** Whether nobody has just woken it. */
  private boolean staysSo() {
    Turns.pass();
    return !calling && threads.callerStandsStill();
  }

  private HResult callback(CallbackMessage message) {
    calledOut();
    service.settle();
    if (!session.inTransfer()) {
      session.noticed(
          Anomaly.CALLBACK_WHILE_IDLE, "a callback came after drvAcquireItemData had returned");
      return HResult.E_FAIL;
    }
    if (Thread.currentThread() != transferThread) {
      session.noticed(
          Anomaly.CALLBACK_ON_OTHER_THREAD,
          "a callback came from another thread than the caller's");
    }
    if (calling) {
      session.noticed(Anomaly.CALLBACKS_OVERLAP, "a callback came while another was in flight");
    }
    calling = true;
    try {
      Optional<Band> band =
          message instanceof CallbackMessage.Data data
              ? Optional.of(data.band())
              : Optional.empty();
      session.delivered(band);
      Move answer = answer();
      if (answer.breaksPromise()) {
        session.breaksPromise(Point.Kind.CODE, answer, false);
      }
      session.answered(answer.code(), band.map(Band::last).orElse(false));
      if (answer.breaksPromise()) {
        return Broken.promise(answer);
      }
      if (Thread.currentThread() == transferThread) {
        service.disturb(session.choose(Point.Kind.ANSWERED), "when a callback has answered");
      }
      return answer.code();
    } finally {
      calling = false;
    }
  }

  private Move answer() {
    if (clientDead) {
      return Move.CLIENT_DIES;
    }
    service.disturb(session.choose(Point.Kind.CALLBACK), "while a callback is in flight");
    Move move = session.choose(Point.Kind.CODE);
    clientDead = move == Move.CLIENT_DIES;
    return move;
  }

  private final class Device implements ScannerDevice {
    @Override
    public void start() {
      if (isOther()) {
        return;
      }
      calledOut();
      if (session.deviceStarts() && inTransfer()) {
        Move move = session.choose(Point.Kind.START);
        if (move.breaksPromise()) {
          session.breaksPromise(Point.Kind.START, move, false);
          Broken.promise(move);
        }
        service.disturbOverlapping(move);
        if (service.isPending() && !threads.serviceWaitsInTurn()) {
          session.waitsForStart();
        }
      }
    }

    @Override
    public DeviceRead submitRead() {
      if (isOther()) {
        return new UnusedDevice.Read();
      }
      calledOut();
      session.readSubmitted();
      if (session.isDeviceOn() && inTransfer()) {
        Move move = session.choose(Point.Kind.SUBMIT);
        if (move.breaksPromise()) {
          session.breaksPromise(Point.Kind.SUBMIT, move, false);
          return Broken.promise(move);
        }
        service.disturbOverlapping(move);
      }
      return new Read();
    }

    @Override
    public void stop() {
      if (isOther()) {
        return;
      }
      calledOut();
      Move move = Move.NOTHING;
      if (session.isDeviceOn() && inTransfer()) {
        move = session.choose(Point.Kind.STOP);
        service.disturbOverlapping(move);
      }
      session.deviceStops();
      if (move.breaksPromise()) {
        session.breaksPromise(Point.Kind.STOP, move, false);
        Broken.promise(move);
      }
    }

    /** A second call that overlaps the end of the first may be a transfer: not the one judged. */
    private boolean isOther() {
      return service.secondCallMayTransfer() && threads.isServiceThread(Thread.currentThread());
    }

    /** The service's thread, when a cancel stops the device, cannot bring the next cancel too. */
    private boolean inTransfer() {
      return Thread.currentThread() == transferThread && session.inTransfer();
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
      service.settle();
      if (!session.isDeviceOn()) {
        return new ReadResult.Interrupted();
      }
      if (lastBandRead) {
        session.noticed(Anomaly.READ_AFTER_LAST_BAND, "a read followed the last band");
        return new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR);
      }
      letCallerRest();
      if (!givenUp()) {
        service.disturb(session.choose(Point.Kind.READ), "while a read is in flight");
      }
      if (givenUp()) {
        session.happened(Action.INTERRUPT_READ);
        return new ReadResult.Interrupted();
      }
      session.readGoesOn();
      completed = true;
      ReadResult result = complete();
      boolean image = result instanceof ReadResult.Data || result instanceof ReadResult.NotReady;
      if (image && !neverReady) {
        service.disturb(session.choose(Point.Kind.COMPLETED), "when a read has completed");
      }
      return result;
    }

    private boolean givenUp() {
      return interrupted || !session.isDeviceOn();
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
        case THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL -> {
          boolean overlapping = Thread.currentThread() != transferThread;
          session.breaksPromise(Point.Kind.ANSWER, move, overlapping);
          return Broken.promise(move);
        }
        default -> {
          neverReady = move == Move.READ_NOT_READY_FOR_EVER;
          session.happened(Action.READ_NOT_READY);
          return new ReadResult.NotReady();
        }
      }
    }
  }
}
