package org.returntoidle.spec.harness;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.CallbackMessage;
import org.returntoidle.driver.DeviceRead;
import org.returntoidle.driver.ReadResult;
import org.returntoidle.driver.ScannerDevice;
import org.returntoidle.driver.StreamTransferContext;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.Platform;
import org.returntoidle.spec.text.Shown;

/**
 * One run: application, service and device around a driver. Everything that the driver calls is
 * here, and each such call is a point at which {@link Session#choose} decides what else happens.
 */
final class Play implements Stage {
  /**
   * A timer that takes longer comes too late to be seen. So many waits of a millisecond: where the
   * machine is busy they take longer, and so does the timer.
   */
  private static final int LATE = 300;

  /** So many sheets are put into an empty feeder. */
  private static final int REFILLED = 1;

  /** What every read of a device that is gone ends with. */
  private static final ReadResult.Fault GONE = new ReadResult.Fault(HResult.WIA_ERROR_OFFLINE);

  /** Whoever waits for a read is woken; only that the run is given up is looked for. */
  private static final long UNLESS_WOKEN = TimeUnit.MILLISECONDS.toNanos(20);

  private final DriverFactory factory;
  private final Platform platform;
  private final HangWatch.Maker watches;
  private final Session session;
  private final DriverThreads threads;
  private final Driven driver;
  private final Service service;
  private final Rest rest;
  private final boolean settles;

  /** The driver is there. */
  private volatile boolean made;

  private final Callbacks callbacks;

  /** A method of a stream is in flight. */
  private volatile boolean inStream;

  private volatile @Nullable Move forEver;

  /** How many pages are wanted that were not read, and how many sheets there are for them. */
  private final AtomicInteger pagesLeft = new AtomicInteger();

  private final AtomicInteger sheets = new AtomicInteger();

  private volatile boolean clientDead;
  private volatile @Nullable Thread transferThread;

  /** Nobody has done anything since the driver's threads came to rest. */
  private volatile boolean atRest;

  /**
   * The read that another thread waits for, and that may complete while a callback is in flight.
   */
  private volatile @Nullable Read reading;

  /** The one that does. */
  private volatile @Nullable Read ahead;

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
    this.callbacks = new Callbacks(session);
    this.threads = threads;
    if (session.looksAtDevice() && does(Act.SERVICE_DIES, Point.Kind.LOADED)) {
      session.serviceDied();
    }
    this.driver = new Driven(factory.create(new Device()), platform);
    this.service = new Service(driver, watches, session, threads);
    this.rest = new Rest(threads, session);
    this.settles = session.settles();
    this.made = true;
  }

  /** Transfers, one after the other, until the schedule ends. */
  void play() {
    do {
      disturb(Point.Kind.IDLE, "while idle", () -> false);
      boolean first = session.transfer() == 0;
      Move next = first ? Move.ACQUIRE_ITEM_DATA : session.choose(Point.Kind.NEXT);
      if (next.act() == Act.END) {
        awaitLateCalls();
        letNeighborLeave();
        return;
      }
      transfer(next.act() == Act.ACQUIRE_NEXT_ITEM);
    } while (true);
  }

  private void transfer(boolean nextItem) {
    clientDead = false;
    forEver = null;
    transferThread = Thread.currentThread();
    service.callsFrom(Thread.currentThread());
    session.beginTransfer(nextItem);
    Job job = job();
    session.entered(job);
    if (session.choose(Point.Kind.ENTER).act() == Act.NOTIFY_CANCEL_IO_MEANWHILE) {
      service.notifyAtEntry();
    }
    HResult result = acquire(job);
    atRest = false;
    service.settle();
    if (session.isAborted()) {
      throw new AbortedException();
    }
    session.endTransfer(result);
    awaitLateStop();
    letNeighborLeave();
  }

  /** What the application wants; with it is decided what there is. */
  private Job job() {
    int pages = 1;
    if (!platform.streams()) {
      pagesLeft.set(pages);
      sheets.set(pages);
      return Job.NOT_SAID;
    }
    while (does(Act.MORE_PAGES, Point.Kind.PAGES)) {
      pages++;
    }
    boolean feeds = session.feeds();
    boolean all = feeds && does(Act.ALL_PAGES, Point.Kind.WANTED);
    boolean oneStream = feeds && (all || pages > 1) && does(Act.ONE_STREAM, Point.Kind.MEDIUM);
    boolean less = feeds && does(Act.FEEDER_HAS_LESS, Point.Kind.FEEDER);
    pagesLeft.set(all ? Integer.MAX_VALUE : pages);
    sheets.set(less ? pages - 1 : pages);
    return new Job(all ? StreamTransferContext.ALL_PAGES : pages, oneStream);
  }

  private boolean does(Act act, Point.Kind kind) {
    return session.choose(kind).act() == act;
  }

  /** What falls between two steps of the driver; comes back when that is over. */
  private void disturb(Point.Kind where, String when, BooleanSupplier over) {
    comeToRest();
    Move move = session.choose(where, reading != null);
    atRest &= move.act() == Act.NOTHING;
    if (move.isBeside()) {
      neighbor().meets(move.act(), when);
    } else if (move.act() == Act.READ_COMPLETES) {
      completeRead();
    } else {
      service.disturb(move, when, over);
      if (again(where) && move.isEvent() && !over.getAsBoolean()) {
        disturb(Point.Kind.AGAIN, when, over);
      }
    }
  }

  private static boolean again(Point.Kind where) {
    return where == Point.Kind.READ || where == Point.Kind.CALLBACK;
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
  private @Nullable HResult acquire(Job job) {
    try {
      int transfer = session.transfer();
      StreamCalls streams = new StreamCalls(this, session, transfer);
      HResult result = driver.acquire(message -> callback(transfer, message), streams, job);
      streams.end();
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

  /**
   * A timer of the driver's may call when all is over. Once it has not done so for long, it is not
   * waited for again.
   */
  private void awaitLateCalls() {
    if (!session.settles() || !threads.mayHaveMoreThreads()) {
      return;
    }
    rest.await();
    if (!threads.timerRuns() || !threads.mayLookForLateCalls()) {
      return;
    }
    long steps = session.steps();
    for (int i = 0; i < LATE && threads.mayGoOn() && session.steps() == steps; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    rest.await();
    if (session.steps() != steps) {
      threads.looksForLateCallsAgain();
    }
  }

  // What the driver calls.

  @Override
  public void calledOut() {
    atRest = false;
    session.calledOut();
    service.catchUp();
    Thread current = Thread.currentThread();
    if (service.isInSecondCall()) {
      session.noticed(
          Anomaly.SECOND_CALL_ACTED, "a second drvAcquireItemData used the device or the callback");
    } else if (!threads.isServiceThread(current) && current != transferThread) {
      threads.callsUs();
      session.calledFromOwnThread();
    }
  }

  /** What happens at the next point of this kind; what the driver does before comes before. */
  @Override
  public Move choose(Point.Kind kind) {
    comeToRest();
    return session.choose(kind);
  }

  private void disturbOverlapping(Move move) {
    atRest &= move.act() == Act.NOTHING;
    service.disturbOverlapping(move);
  }

  /** If a notification calls out, another one may come just then. */
  private void disturbNotification() {
    if (service.isNotifying()) {
      service.disturbNotification(() -> choose(Point.Kind.NOTIFYING));
    }
  }

  /** Where its threads cannot be seen, or are meant to race, there is nothing to wait for. */
  @Override
  public void comeToRest() {
    if (atRest) {
      session.othersStillRest();
    } else if (settles) {
      rest.await();
      atRest = true;
    }
  }

  /**
   * Before a read on a thread of the driver's own goes on, its other threads come to rest: a
   * callback that the caller's is about to make would overlap with what the read reports, and of
   * two events that overlap either order is right. While a callback is in flight, a read completes
   * only if that is decided.
   */
  private void letCallerRest(Read read) {
    Thread caller = transferThread;
    Thread current = Thread.currentThread();
    boolean own = current != caller && !threads.isServiceThread(current);
    if (caller == null || !own || session.races()) {
      return;
    }
    threads.stands();
    read.reader = current;
    reading = read;
    try {
      do {
        awaitAnswer(read);
        rest.await(() -> isHeld(read));
      } while (isHeld(read));
      atRest = true;
    } finally {
      reading = null;
      threads.goesOn();
    }
  }

  /** Whether a read waits for the end of a callback; not if it is to complete now, or given up. */
  private boolean isHeld(Read read) {
    return (callbacks.areInFlight() || inStream) && ahead != read && !read.isWaitOver();
  }

  private void awaitAnswer(Read read) {
    while (isHeld(read)) {
      if (session.isAborted()) {
        throw new AbortedException();
      }
      LockSupport.parkNanos(UNLESS_WOKEN);
    }
  }

  /** Lets a read complete that another thread waits for, while this one is in a callback. */
  private void completeRead() {
    Read read = reading;
    if (read == null) {
      return; // It was given up.
    }
    ahead = read;
    LockSupport.unpark(read.reader);
    threads.stands();
    try {
      while (!read.returned) {
        if (session.isAborted()) {
          throw new AbortedException();
        }
        LockSupport.parkNanos(UNLESS_WOKEN);
      }
      rest.await();
    } finally {
      atRest = false;
      threads.goesOn();
      ahead = null;
    }
  }

  private HResult callback(int transfer, CallbackMessage message) {
    return called(transfer, HResult.E_FAIL, () -> answered(message));
  }

  @Override
  public <T> T called(int transfer, T refused, Supplier<T> inside) {
    calledOut();
    service.settle();
    boolean isOld = transfer != session.transfer();
    if (!callbacks.begins(isOld, Thread.currentThread() == transferThread)) {
      return refused;
    }
    try {
      return inside.get();
    } finally {
      callbacks.ends();
      letReaderGoOn();
    }
  }

  private HResult answered(CallbackMessage message) {
    Optional<Band> band =
        message instanceof CallbackMessage.Data data ? Optional.of(data.band()) : Optional.empty();
    Optional<Band> given = band.map(BandBytes::copy);
    session.delivered(given);
    Move answer = answer(Point.Kind.CALLBACK, Point.Kind.CODE, "while a callback is in flight");
    if (!given.equals(band.map(BandBytes::copy))) {
      session.noticed(
          Anomaly.BYTES_OVERWRITTEN,
          "the bytes of a band were overwritten while the callback had them");
    }
    if (answer.breaksPromise()) {
      session.breaksPromise(Point.Kind.CODE, answer, false);
    }
    session.answered(answer.code(), band.map(Band::last).orElse(false));
    if (answer.breaksPromise()) {
      return Broken.promise(answer);
    }
    letCancelMeetAnswer();
    return answer.code();
  }

  @Override
  public void letCancelMeetAnswer() {
    if (Thread.currentThread() == transferThread) {
      disturbOverlapping(choose(Point.Kind.ANSWERED));
    }
  }

  private void letReaderGoOn() {
    Read read = reading;
    if (read != null) {
      LockSupport.unpark(read.reader);
    }
  }

  @Override
  public Move answer(Point.Kind inFlight, Point.Kind ends, String when) {
    if (clientDead) {
      return Move.CLIENT_DIES;
    }
    disturb(inFlight, when, () -> false);
    Move move = choose(ends);
    clientDead = move.act() == Act.CLIENT_DIES;
    return move;
  }

  @Override
  public <T> T inStream(Supplier<T> inside) {
    calledOut();
    service.settle();
    inStream = true;
    try {
      return inside.get();
    } finally {
      inStream = false;
      letReaderGoOn();
    }
  }

  @Override
  public void disturbWrite() {
    if (session.inTransfer()) {
      disturb(Point.Kind.WRITE, "while a write is in flight", () -> false);
    }
  }

  @Override
  public void repairs(HResult fault) {
    if (fault.equals(HResult.WIA_ERROR_PAPER_EMPTY)) {
      sheets.set(Math.max(sheets.get(), Math.min(pagesLeft.get(), REFILLED)));
    }
  }

  @Override
  public boolean isClientDead() {
    return clientDead;
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
      if (session.isUsedWhenGone("started")) {
        return Optional.of(GONE);
      }
      if (!session.isDeviceOn() && inTransfer()) {
        Move answer = choose(Point.Kind.TRY);
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
        Move move = choose(Point.Kind.START);
        if (move.breaksPromise()) {
          session.breaksPromise(Point.Kind.START, move, false);
          Broken.promise(move);
        }
        disturbOverlapping(move);
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
        Move move = choose(Point.Kind.SUBMIT);
        if (move.breaksPromise()) {
          session.readIsOver(read);
          session.breaksPromise(Point.Kind.SUBMIT, move, false);
          return Broken.promise(move);
        }
        disturbOverlapping(move);
      }
      return read;
    }

    @Override
    public boolean isScanning() {
      if (!made) {
        return session.isScanning(); // In the driver's constructor.
      }
      if (isOther()) {
        return false;
      }
      calledOut();
      return session.isScanning();
    }

    @Override
    public void stop() {
      if (!made) {
        session.deviceStops();
        return;
      }
      if (isOther()) {
        return;
      }
      calledOut();
      disturbNotification();
      boolean stops = session.isDeviceOn() && inTransfer();
      Move move = stops ? choose(Point.Kind.STOP) : Move.NOTHING;
      disturbOverlapping(move);
      if (move.act() == Act.STOPS_LATE) {
        session.stopsLate();
      }
      session.deviceStops();
      letReaderGoOn();
      if (move.breaksPromise()) {
        session.breaksPromise(Point.Kind.STOP, move, false);
        Broken.promise(move);
      }
      if (stops) {
        disturbOverlapping(choose(Point.Kind.STOPPED));
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
    private volatile boolean woken;
    private volatile boolean completed;
    private volatile boolean returned;
    private volatile @Nullable Thread reader;

    Read(int transfer) {
      this.transfer = transfer;
    }

    @Override
    public void interrupt() {
      session.calledOut();
      if (!completed) {
        disturbNotification();
        interrupted = true;
        session.readIsOver(this);
        letReaderGoOn();
      }
    }

    @Override
    public void wake() {
      session.calledOut();
      if (!completed) {
        disturbNotification();
        woken = true;
        letReaderGoOn();
      }
    }

    @Override
    public ReadResult await() {
      returned = false;
      try {
        return awaited();
      } finally {
        returned = true;
        LockSupport.unpark(transferThread);
      }
    }

    private ReadResult awaited() {
      calledOut();
      service.settle();
      if (transfer != session.transfer()) {
        session.noticed(
            Anomaly.READ_OF_EARLIER_TRANSFER, "a read of an earlier transfer was awaited");
        return new ReadResult.Interrupted();
      }
      if (session.isGone()) {
        return endsGone();
      }
      if (!session.isDeviceOn()) {
        return new ReadResult.Interrupted();
      }
      if (pagesLeft.get() == 0) {
        session.noticed(Anomaly.READ_AFTER_LAST_BAND, "a read followed the last band");
        return new ReadResult.Fault(HResult.WIA_ERROR_GENERAL_ERROR);
      }
      letCallerRest(this);
      if (!isWaitOver()) {
        disturb(Point.Kind.READ, "while a read is in flight", this::isWaitOver);
      }
      if (session.isGone()) {
        return endsGone();
      }
      if (woken && !givenUp()) {
        woken = false;
        return new ReadResult.Woken();
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
      boolean goesOn =
          result instanceof ReadResult.Data
              || result instanceof ReadResult.NotReady
              || result instanceof ReadResult.FeederEmpty;
      if (goesOn && forEver == null) {
        disturb(Point.Kind.COMPLETED, "when a read has completed", () -> true);
      }
      return result;
    }

    /** A read of a device that is gone ends by itself. */
    private ReadResult endsGone() {
      completed = true;
      session.readIsOver(this);
      session.readFault(GONE.code(), Thread.currentThread() != transferThread);
      return GONE;
    }

    private boolean isWaitOver() {
      return woken || givenUp();
    }

    private boolean givenUp() {
      return interrupted || !session.isDeviceOn();
    }

    private ReadResult complete() {
      Move always = forEver;
      Point.Kind kind = sheets.get() > 0 ? Point.Kind.ANSWER : Point.Kind.EMPTY;
      Move move = always == null ? choose(kind) : always;
      if (always != null && move.act() == Act.READ_BAND_FOR_EVER && session.hasBegunAfterCause()) {
        move = Move.READ_LAST_BAND; // It has shown that it goes on, and need not hang for that.
      }
      forEver = move.isForEver() ? move : null;
      boolean overlapping = Thread.currentThread() != transferThread;
      switch (move.act()) {
        case READ_BAND, READ_BAND_FOR_EVER, READ_LAST_BAND -> {
          boolean last = move.act() == Act.READ_LAST_BAND;
          pagesLeft.addAndGet(last ? -1 : 0);
          sheets.addAndGet(last ? -1 : 0);
          return new ReadResult.Data(session.readBand(last));
        }
        case READ_FEEDER_EMPTY -> {
          session.readFeederEmpty(overlapping);
          return new ReadResult.FeederEmpty();
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
