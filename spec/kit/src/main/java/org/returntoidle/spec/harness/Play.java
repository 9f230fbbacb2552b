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
import org.returntoidle.spec.text.Shown;

/**
 * One run: application, service and device around a driver. Everything that the driver calls is
 * here, and each such call is a point at which {@link Session#choose} decides what else happens.
 */
final class Play {
  /** A caller that uses so much processor time does not rest. */
  private static final long SPINNING = TimeUnit.MILLISECONDS.toNanos(10);

  private final DriverFactory factory;
  private final Platform platform;
  private final HangWatch.Maker watches;
  private final Session session;
  private final DriverThreads threads;
  private final MiniDriver driver;
  private final Service service;

  private volatile boolean calling;
  private volatile boolean clientDead;
  private volatile @Nullable Move forEver;
  private volatile boolean lastBandRead;
  private volatile @Nullable Thread transferThread;

  /** Made when first something happens to it; used by one thread at a time. */
  private volatile @Nullable Neighbor neighbor;

  Play(
      DriverFactory factory,
      Platform platform,
      HangWatch.Maker watches,
      Session session,
      DriverThreads threads) {
    this.factory = factory;
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
      disturb(Point.Kind.IDLE, "while idle");
      if (session.transfer() > 0 && session.choose(Point.Kind.NEXT).act() == Act.END) {
        letNeighborLeave();
        return;
      }
      transfer();
    } while (true);
  }

  private void transfer() {
    clientDead = false;
    forEver = null;
    lastBandRead = false;
    transferThread = Thread.currentThread();
    service.callsFrom(Thread.currentThread());
    session.beginTransfer();
    if (session.choose(Point.Kind.ENTER).act() == Act.NOTIFY_CANCEL_IO_MEANWHILE) {
      service.notifyAtEntry();
    }
    HResult result = acquire();
    service.settle();
    if (session.isAborted()) {
      throw new AbortedException();
    }
    session.endTransfer(result);
    awaitLateStop();
    letNeighborLeave();
  }

  /** What falls between two steps of the driver; comes back when that is over. */
  private void disturb(Point.Kind where, String when) {
    Move move = session.choose(where);
    if (move.isBeside()) {
      neighbor().meets(move.act(), when);
    } else {
      service.disturb(move, when);
    }
  }

  private Neighbor neighbor() {
    Neighbor known = neighbor;
    if (known == null) {
      known = new Neighbor(factory, platform, watches, session, threads);
      neighbor = known;
    }
    return known;
  }

  private void letNeighborLeave() {
    Neighbor known = neighbor;
    if (known != null) {
      known.leave("though the transfer beside it is over");
    }
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
    if (service.isInSecondCall()) {
      session.noticed(
          Anomaly.SECOND_CALL_ACTED, "a second drvAcquireItemData used the device or the callback");
    } else if (!threads.isServiceThread(current) && current != transferThread) {
      session.calledFromOwnThread();
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
        service.disturbOverlapping(session.choose(Point.Kind.ANSWERED));
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
    disturb(Point.Kind.CALLBACK, "while a callback is in flight");
    Move move = session.choose(Point.Kind.CODE);
    clientDead = move.act() == Act.CLIENT_DIES;
    return move;
  }

  private final class Device implements ScannerDevice {
    @Override
    public void start() {
      if (isOther()) {
        return;
      }
      calledOut();
      begin();
    }

    @Override
    public Optional<ReadResult.Fault> tryStart() {
      if (isOther()) {
        return Optional.empty();
      }
      calledOut();
      if (!session.isDeviceOn() && inTransfer()) {
        Move answer = session.choose(Point.Kind.TRY);
        if (answer.act() == Act.START_FAILS) {
          session.startFails(answer.code());
          return Optional.of(new ReadResult.Fault(answer.code()));
        }
      }
      begin();
      return Optional.empty();
    }

    private void begin() {
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
      Read read = new Read(session.transfer());
      session.readSubmitted(read);
      if (session.isDeviceOn() && inTransfer()) {
        Move move = session.choose(Point.Kind.SUBMIT);
        if (move.breaksPromise()) {
          session.readIsOver(read);
          session.breaksPromise(Point.Kind.SUBMIT, move, false);
          return Broken.promise(move);
        }
        service.disturbOverlapping(move);
      }
      return read;
    }

    @Override
    public void stop() {
      if (isOther()) {
        return;
      }
      calledOut();
      boolean stops = session.isDeviceOn() && inTransfer();
      Move move = stops ? session.choose(Point.Kind.STOP) : Move.NOTHING;
      service.disturbOverlapping(move);
      session.deviceStops();
      if (move.breaksPromise()) {
        session.breaksPromise(Point.Kind.STOP, move, false);
        Broken.promise(move);
      }
      if (stops) {
        service.disturbOverlapping(session.choose(Point.Kind.STOPPED));
      }
    }

    /**
     * A second call that overlaps the end of the first may be a transfer: not the one judged. One
     * from inside a callback may not, and what it does is not done.
     */
    private boolean isOther() {
      Thread current = Thread.currentThread();
      if (service.isInSecondCall() && !threads.isServiceThread(current)) {
        calledOut();
        return true;
      }
      return service.secondCallMayTransfer() && threads.isServiceThread(current);
    }

    /** The service's thread, when a cancel stops the device, cannot bring the next cancel too. */
    private boolean inTransfer() {
      return Thread.currentThread() == transferThread && session.inTransfer();
    }
  }

  private final class Read implements DeviceRead {
    private final int transfer;
    private volatile boolean interrupted;
    private volatile boolean completed;

    Read(int transfer) {
      this.transfer = transfer;
    }

    @Override
    public void interrupt() {
      session.calledOut();
      if (!completed) {
        interrupted = true;
        session.readIsOver(this);
      }
    }

    @Override
    public ReadResult await() {
      calledOut();
      service.settle();
      if (transfer != session.transfer()) {
        session.noticed(
            Anomaly.READ_OF_EARLIER_TRANSFER, "a read of an earlier transfer was awaited");
        return new ReadResult.Interrupted();
      }
      if (!session.isDeviceOn()) {
        return new ReadResult.Interrupted();
      }
      if (lastBandRead) {
        session.noticed(Anomaly.READ_AFTER_LAST_BAND, "a read followed the last band");
        return new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR);
      }
      letCallerRest();
      if (!givenUp()) {
        disturb(Point.Kind.READ, "while a read is in flight");
      }
      boolean due = session.readIsToBeGivenUp(); // Asked first: it may be given up right now.
      if (givenUp()) {
        session.readIsOver(this);
        session.happened(Action.INTERRUPT_READ);
        return new ReadResult.Interrupted();
      }
      if (due) {
        session.readGoesOn();
      }
      completed = true;
      session.readIsOver(this);
      ReadResult result = complete();
      boolean image = result instanceof ReadResult.Data || result instanceof ReadResult.NotReady;
      if (image && forEver == null) {
        disturb(Point.Kind.COMPLETED, "when a read has completed");
      }
      return result;
    }

    private boolean givenUp() {
      return interrupted || !session.isDeviceOn();
    }

    private ReadResult complete() {
      Move always = forEver;
      Move move = always == null ? session.choose(Point.Kind.ANSWER) : always;
      if (always != null && move.act() == Act.READ_BAND_FOR_EVER && session.hasBegunAfterCause()) {
        move = Move.READ_LAST_BAND; // It has shown that it goes on, and need not hang for that.
      }
      forEver = move.isForEver() ? move : null;
      boolean overlapping = Thread.currentThread() != transferThread;
      switch (move.act()) {
        case READ_BAND, READ_BAND_FOR_EVER, READ_LAST_BAND -> {
          lastBandRead = move.act() == Act.READ_LAST_BAND;
          return new ReadResult.Data(session.readBand(lastBandRead));
        }
        case READ_BUTTON -> {
          session.readButton(overlapping);
          return new ReadResult.Button();
        }
        case READ_FAULT -> {
          session.readFault(move.code(), overlapping);
          return new ReadResult.Fault(move.code());
        }
        case THROWS_EXCEPTION, THROWS_ERROR, ANSWERS_NULL -> {
          session.breaksPromise(Point.Kind.ANSWER, move, overlapping);
          return Broken.promise(move);
        }
        default -> {
          session.readNotReady();
          return new ReadResult.NotReady();
        }
      }
    }
  }
}
