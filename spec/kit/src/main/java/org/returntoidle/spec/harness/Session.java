package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.Band;
import org.returntoidle.driver.TransferMessage;
import org.returntoidle.model.Action;
import org.returntoidle.model.Answer;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.harness.Execution.Visit;
import org.returntoidle.spec.harness.TraceEvent.Answered;
import org.returntoidle.spec.harness.TraceEvent.Happened;
import org.returntoidle.spec.harness.TraceEvent.Noticed;
import org.returntoidle.spec.harness.TraceEvent.Threw;

/**
 * What has happened so far in one run: trace, visited points, used-up bounds, and what the harness
 * has to know of the running transfer. Safe for several threads.
 */
final class Session {
  /** Answers that are more than the code that is returned. */
  private static final ImmutableSet<Action> SAYS_MORE =
      Sets.immutableEnumSet(
          Action.CALLBACK_SKIPS,
          Action.SERVICE_CANCELS,
          Action.HANDLER_RESOLVES,
          Action.HANDLER_GIVES_UP);

  private final Scheduler scheduler;
  private final Limits limits;
  private final Capabilities capabilities;
  private final boolean streams;
  private final boolean races;

  @GuardedBy("this")
  private final List<TraceEvent> trace = new ArrayList<>();

  /** What status messages say; in a race that depends on chance, and is not looked at. */
  @GuardedBy("this")
  private final StatusLog status = new StatusLog();

  @GuardedBy("this")
  private final List<Visit> visits = new ArrayList<>();

  @GuardedBy("this")
  private Used used = Used.NOTHING;

  @GuardedBy("this")
  private final Map<Point.Kind, Integer> ordinals = new EnumMap<>(Point.Kind.class);

  @GuardedBy("this")
  private boolean inTransfer;

  @GuardedBy("this")
  private boolean deviceOn;

  /**
   * These two are asked for by who looks on, without the lock: a thread of the driver's that waited
   * for it would seem to rest.
   */
  private volatile boolean aborted;

  private final AtomicLong steps = new AtomicLong();

  @GuardedBy("this")
  private int stepsInTransfer;

  @GuardedBy("this")
  private int readsAfterCancel;

  @GuardedBy("this")
  private boolean canceled;

  /** The application has called {@code IWiaTransfer::Cancel} in this transfer (V2). */
  @GuardedBy("this")
  private boolean marked;

  /** The call has returned a success: an item of the same transfer may follow (V7). */
  @GuardedBy("this")
  private boolean mayGoOn;

  /** A page of this transfer was read whole, or is skipped (V5c). */
  @GuardedBy("this")
  private boolean gotPage;

  /** A {@code CANCEL_IO} came, and no message has begun since (D26). */
  @GuardedBy("this")
  private boolean doubted;

  /** The message in flight began after it. */
  @GuardedBy("this")
  private boolean confirming;

  /** The device has failed, and the driver has told nobody (V31). */
  @GuardedBy("this")
  private boolean failed;

  /** The message in flight tells of that. */
  @GuardedBy("this")
  private boolean reporting;

  /** The feeder was empty before the first page. */
  @GuardedBy("this")
  private boolean ranEmpty;

  /** How often what was told can still be repaired in this transfer: once for each fault. */
  @GuardedBy("this")
  private int repairs;

  /** The device scans for a driver that is gone (V29). */
  @GuardedBy("this")
  private boolean scansForAnother;

  /** How often a device that was stopped will still say that it is not quiet. */
  @GuardedBy("this")
  private int notQuiet;

  @GuardedBy("this")
  private boolean gone;

  /** The driver was told, and has returned. */
  @GuardedBy("this")
  private boolean knowsItIsGone;

  @GuardedBy("this")
  private boolean givesReadsUp;

  @GuardedBy("this")
  private int faults;

  @GuardedBy("this")
  private boolean acknowledgedLast;

  /** What it would be if the call that the thread of the transfer waits for did not return. */
  @GuardedBy("this")
  private Optional<Noticed> waitsFor = Optional.empty();

  @GuardedBy("this")
  private AfterCause afterCause;

  @GuardedBy("this")
  private boolean begunAfterCause;

  @GuardedBy("this")
  private boolean calling;

  /** The reads that are in flight (D23). */
  @GuardedBy("this")
  private final Set<Object> inFlight = new HashSet<>();

  @GuardedBy("this")
  private boolean startedOnce;

  @GuardedBy("this")
  private @Nullable Thread caller;

  @GuardedBy("this")
  private @Nullable Thread stopper;

  @GuardedBy("this")
  private int bandsRead;

  @GuardedBy("this")
  private boolean ownThreads;

  @GuardedBy("this")
  private boolean timed;

  @GuardedBy("this")
  private boolean startIsLocked;

  @GuardedBy("this")
  private Optional<VirtualMachineError> ranOut = Optional.empty();

  /** The start threw: a stop is right, and so is none. */
  @GuardedBy("this")
  private boolean startThrew;

  /** Null where nobody wants to know. */
  @GuardedBy("this")
  private @Nullable Places places;

  /**
   * A new one.
   *
   * @param streams whether transfers go to streams
   * @param races whether the driver's own threads run freely
   */
  Session(
      Scheduler scheduler,
      Limits limits,
      Capabilities capabilities,
      boolean streams,
      boolean races) {
    this.streams = streams;
    this.races = races;
    this.afterCause = new AfterCause(races);
    this.scheduler = scheduler;
    this.limits = limits;
    this.capabilities = capabilities;
  }

  /** Whether it can be seen which of the driver's threads does what. */
  boolean showsThreads() {
    return capabilities.showsThreads();
  }

  /** Whether the driver's threads are to come to rest before something is decided. */
  boolean settles() {
    return capabilities.showsThreads() && !races;
  }

  /** Whether the device has a feeder (V5). */
  boolean feeds() {
    return capabilities.feeds();
  }

  /** Whether the driver looks at the device (V29). */
  boolean looksAtDevice() {
    return capabilities.looks();
  }

  /** Whether they are meant to race. */
  boolean races() {
    return races;
  }

  /** What happens at the next point of this kind. */
  Move choose(Point.Kind kind) {
    return choose(kind, false);
  }

  /**
   * The same.
   *
   * @param reading whether another thread than the caller's waits for a read
   */
  synchronized Move choose(Point.Kind kind, boolean reading) {
    boolean between =
        kind == Point.Kind.IDLE || kind == Point.Kind.NEXT || kind == Point.Kind.LOADED;
    int ordinal = between ? 1 : ordinals.merge(kind, 1, Integer::sum);
    int transfer = used.transfers() + (between ? 1 : 0);
    Point point = new Point(transfer, kind, ordinal);
    ImmutableList<Move> options = options(kind, reading);
    Move chosen = scheduler.choose(point, options);
    if (chosen.isForEver() && !options.contains(chosen)) {
      chosen = options.get(0); // A driver that is not canceled waits for ever, and rightly so.
    }
    if (chosen.act() == Act.ACQUIRE_NEXT_ITEM && !mayGoOn) {
      chosen = Move.ACQUIRE_ITEM_DATA; // After a failure the service goes on to no other item.
    }
    if (!isPossible(chosen)) {
      chosen = options.get(0);
    }
    if (chosen.act() == Act.READ_COMPLETES && !reading) {
      chosen = options.get(0); // Nobody reads ahead.
    }
    if (chosen.breaksPromise() && !capabilities.survives()) {
      chosen = options.get(0); // A driver that does not claim to survive it is not asked to.
    }
    if (chosen.isBeside() && !capabilities.showsThreads()) {
      chosen = options.get(0); // Behind programs stands one process, which is one driver.
    }
    visits.add(new Visit(point, options, chosen, trace.size()));
    used = used.plus(chosen);
    return chosen;
  }

  @GuardedBy("this")
  private ImmutableList<Move> options(Point.Kind kind, boolean reading) {
    ImmutableList<Move> all = used.options(kind, isToStop(), reading, streams, mayGoOn, limits);
    return !streams || all.stream().allMatch(this::isPossible)
        ? all
        : all.stream().filter(this::isPossible).collect(ImmutableList.toImmutableList());
  }

  /** Whether a move can happen to this driver now; of the others each point knows itself. */
  private synchronized boolean isPossible(Move move) {
    return switch (move.act()) {
      case HANDLER_RESOLVES -> repairs > 0 && !gone; // Else there is nothing to repair.
      case STOPS_LATE -> capabilities.looks();
      case DEVICE_GOES -> capabilities.heedsDisconnect() && !gone && inTransfer;
      case ACQUIRE_ITEM_DATA,
          ACQUIRE_NEXT_ITEM,
          NOTIFY_DEVICE_CONNECTED,
          NOTIFY_DEVICE_RECONNECTED,
          NOTIFY_DEVICE_SPECIFIC ->
          !gone;
      default -> true;
    };
  }

  /** Counts a call of the driver to the outside; ends a run that goes on for ever. */
  synchronized void calledOut() {
    if (aborted) {
      throw new AbortedException();
    }
    steps.incrementAndGet();
    stepsInTransfer++;
    if (stepsInTransfer > Limits.STEPS || readsAfterCancel > Limits.READS_AFTER_CANCEL) {
      hangs(stepsInTransfer + " calls to the outside, and no end");
      throw new AbortedException();
    }
  }

  /** Notes that the driver called from a thread of its own. */
  synchronized void calledFromOwnThread() {
    ownThreads = true;
  }

  /**
   * Notes that a notification waits for a lock, not a fair one, that the driver holds while it
   * starts the device.
   */
  synchronized void waitsForStart() {
    startIsLocked |= !races;
  }

  /** Notes that time has a say in what the driver does next. */
  synchronized void timeHasASay() {
    timed = true;
  }

  /**
   * Notes that some thread does not come to rest: time has a say, and what another one was about to
   * be told it may not have heard (D22).
   */
  synchronized void othersDoNotRest() {
    timed = true;
    afterCause.othersDoNotRest();
  }

  /** Who decides what comes first. */
  synchronized Order order() {
    if (timed || startIsLocked) {
      return Order.TIMED;
    }
    return ownThreads ? Order.SETTLES : Order.ONE_THREAD;
  }

  /** Notes that the driver hangs, and gives the run up. */
  synchronized void hangs(String how) {
    if (waitsFor.isPresent()) {
      trace(waitsFor.get());
    } else if (marked && !canceled && bandsRead > 0) {
      noticed(Anomaly.SCANS_ON, "canceled, the driver reads on and does not ask: " + how);
    } else if ((canceled || marked) && bandsRead == 0) {
      noticed(
          Anomaly.HANGS_CANCELED_IN_WARM_UP,
          "canceled in warm-up, the driver does not return: " + how);
    } else {
      noticed(Anomaly.HANGS, "the driver hangs: " + how);
    }
    aborted = true;
  }

  /** Notes that the driver ends the program, and gives the run up. */
  synchronized void exits() {
    noticed(Anomaly.EXITED, "the driver ended the program (System.exit)");
    abort();
  }

  /** Notes what was thrown, if it says that memory or stack ran out: maybe it is not its fault. */
  synchronized void ranOut(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError || thrown instanceof StackOverflowError) {
      ranOut = Optional.of((VirtualMachineError) thrown);
    }
  }

  synchronized Optional<VirtualMachineError> ranOut() {
    return ranOut;
  }

  /**
   * Notes that the thread of the transfer itself waits for a call of the service's.
   *
   * @param hanging what it is if that call does not return
   * @param says the same in words
   */
  synchronized void waitsFor(Anomaly hanging, String says) {
    waitsFor = Optional.of(new Noticed(used.transfers(), hanging, says));
  }

  /** The end of {@link #waitsFor}. */
  synchronized void waitsNoMore() {
    waitsFor = Optional.empty();
  }

  /** Gives the run up: whatever the driver calls from now on throws. */
  synchronized void abort() {
    aborted = true;
  }

  boolean isAborted() {
    return aborted;
  }

  long steps() {
    return steps.get();
  }

  /**
   * Begins a transfer.
   *
   * @param nextItem whether it is the next item of the application's transfer: then a {@code
   *     Cancel} of that holds (V2a, V7)
   */
  synchronized int beginTransfer(boolean nextItem) {
    used = used.nextTransfer();
    inTransfer = true;
    caller = Thread.currentThread();
    afterCause = new AfterCause(races);
    begunAfterCause = false;
    startedOnce = false;
    stopper = null;
    bandsRead = 0;
    ordinals.clear();
    stepsInTransfer = 0;
    readsAfterCancel = 0;
    canceled = false;
    marked &= nextItem;
    gotPage = false;
    doubted = false;
    confirming = false;
    failed = false;
    reporting = false;
    repairs = 0;
    ranEmpty = false;
    givesReadsUp = false;
    acknowledgedLast = false;
    startThrew = false;
    return used.transfers();
  }

  /**
   * Notes that {@code drvAcquireItemData} is entered.
   *
   * @param job what is wanted of a transfer to streams
   */
  synchronized void entered(Job job) {
    trace(
        new Happened(
            used.transfers(),
            Action.ACQUIRE_ITEM_DATA,
            Optional.empty(),
            Optional.empty(),
            deviceOn,
            Manner.ALONE,
            job));
  }

  synchronized void endTransfer(@Nullable HResult result) {
    if (notQuiet > 0) {
      noticed(
          Anomaly.RETURNED_BEFORE_QUIET, "drvAcquireItemData returned before the device was quiet");
    }
    notQuiet = 0;
    inTransfer = false;
    mayGoOn =
        streams && (HResult.S_OK.equals(result) || HResult.WIA_STATUS_END_OF_MEDIA.equals(result));
    happened(Action.RETURN_FROM_ACQUIRE, Optional.ofNullable(result), Optional.empty());
  }

  synchronized int transfer() {
    return used.transfers();
  }

  synchronized boolean inTransfer() {
    return inTransfer;
  }

  /** Notes a device start; false if the device was on already. */
  synchronized boolean deviceStarts() {
    if (isUsedWhenGone("started")) {
      return false;
    }
    if (deviceOn && scansForAnother) {
      noticed(
          Anomaly.STARTED_WHILE_IT_SCANS,
          "the device was started while it still scanned for a driver that is gone");
      return false;
    }
    if (deviceOn) {
      noticed(Anomaly.STARTED_WHILE_ON, "the device was started while it was on");
      return false;
    }
    begins("the device was started");
    startedOnce = true;
    deviceOn = true;
    happened(Action.START_DEVICE);
    return true;
  }

  /** Notes that the device does not start, and says so at once. */
  synchronized void startFails(HResult code) {
    begins("the device was to be started");
    happened(Action.DEVICE_FAILS);
    happened(Action.START_FAILS, Optional.of(code), Optional.empty(), Manner.ALONE);
    fails();
  }

  /** Notes a device stop. */
  synchronized void deviceStops() {
    if (isUsedWhenGone("stopped")) {
      return;
    }
    scansForAnother = false;
    if (!deviceOn) {
      if (!startThrew) {
        noticed(Anomaly.STOPPED_WHILE_OFF, "the device was stopped while it was off");
      }
      startThrew = false;
      return;
    }
    deviceOn = false;
    inFlight.clear();
    stopper = Thread.currentThread();
    afterCause.callsOut(isCaller());
    happened(Action.STOP_DEVICE);
    notifyAll();
  }

  /** The service has died in the middle of a transfer, and loads the driver anew (V29). */
  synchronized void serviceDied() {
    deviceOn = true;
    scansForAnother = true;
    happened(Action.SERVICE_DIES);
  }

  /** The device stops a while after it has said so (D6). */
  synchronized void stopsLate() {
    notQuiet = 3;
  }

  /** What the device says of itself. */
  synchronized boolean isScanning() {
    if (isUsedWhenGone("asked whether it scans")) {
      return false;
    }
    if (deviceOn) {
      return true;
    }
    notQuiet = Math.max(0, notQuiet - 1); // Who is told that it is quiet has looked often enough.
    return notQuiet > 0;
  }

  /** The device is unplugged. */
  synchronized void deviceGoes() {
    gone = true;
    repairs = 0;
    happened(Action.DEVICE_GOES);
    deviceOn = false;
    notQuiet = 0;
    inFlight.clear();
    notifyAll();
  }

  /** The driver has returned from the event that says so. */
  synchronized void knowsItIsGone() {
    knowsItIsGone = true;
  }

  synchronized boolean isGone() {
    return gone;
  }

  /** Whether the device is gone; notes that it is used all the same (V28). */
  synchronized boolean isUsedWhenGone(String how) {
    if (gone && (knowsItIsGone || !races)) { // Threads that race may have been on their way.
      noticed(Anomaly.USED_WHEN_GONE, "the device was " + how + " although it was gone");
    }
    return gone;
  }

  synchronized boolean isDeviceOn() {
    return deviceOn;
  }

  /** Waits for the device to be stopped by another thread; gives up after {@code millis}. */
  synchronized void awaitStop(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (deviceOn && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  private synchronized boolean isCaller() {
    return Thread.currentThread() == caller;
  }

  /** Notes that something is begun, which after an observed cause nobody does (D22). */
  private synchronized void begins(String what) {
    if (inTransfer && capabilities.showsThreads() && !afterCause.begins(isCaller())) {
      begunAfterCause = true;
      boolean warmUp = canceled && bandsRead == 0 && deviceOn;
      noticed(
          warmUp ? Anomaly.BEGUN_CANCELED_IN_WARM_UP : Anomaly.BEGUN_AFTER_CAUSE,
          what + " after a cancel or an error was observed" + (warmUp ? ", in warm-up" : ""));
    }
  }

  /** Whether something was begun in this transfer that may not: the image need not go on. */
  synchronized boolean hasBegunAfterCause() {
    return begunAfterCause;
  }

  /** Notes that every thread but the current one rests. */
  synchronized void othersRest() {
    afterCause.othersRest();
  }

  /** Notes that this is still so; not for sure if time has a say. */
  synchronized void othersStillRest() {
    if (!timed) {
      afterCause.othersRest();
    }
  }

  /** Notes that a cancel or an error is observed (D3). */
  private synchronized void observed() {
    afterCause.observe(isCaller(), calling);
  }

  /**
   * Notes a read that is submitted. One that meets a device which another thread has just stopped
   * is not wrong: it is given up at once (D23).
   */
  synchronized void readSubmitted(Object read) {
    if (!inTransfer) {
      noticed(Anomaly.READ_WHILE_IDLE, "a read was submitted although no transfer runs");
    } else if (isUsedWhenGone("read")) {
      return;
    } else if ((!deviceOn || scansForAnother) && !startedOnce) {
      noticed(Anomaly.READ_OF_DEVICE_OFF, "a read was submitted to a device that was not started");
    } else if (!deviceOn && Thread.currentThread() == stopper) {
      noticed(
          Anomaly.READ_OF_DEVICE_OFF,
          "a read was submitted to a device that the same thread had stopped");
    } else if (deviceOn && !inFlight.isEmpty()) {
      noticed(Anomaly.READ_BESIDE_ANOTHER, "a read was submitted while another was in flight");
    }
    begins("a read was submitted");
    if (deviceOn) {
      inFlight.add(read);
    }
    if (isToStop()) {
      readsAfterCancel++;
    }
    happened(Action.SUBMIT_READ);
  }

  /** Notes that a read is over: it completed, or was given up. */
  synchronized void readIsOver(Object read) {
    inFlight.remove(read);
  }

  synchronized Band readBand(boolean last) {
    afterCause.callsOut(isCaller());
    if (last) {
      happened(Action.IMAGE_ENDS);
    }
    bandsRead++;
    gotPage |= last;
    Band band = new Band(used.transfers(), bandsRead, last, bytes());
    happened(last ? Action.READ_LAST_BAND : Action.READ_BAND, Optional.empty(), Optional.of(band));
    return band;
  }

  private synchronized ByteBuffer bytes() {
    return streams || capabilities.givesBytes()
        ? BandBytes.of(used.transfers(), bandsRead)
        : ByteBuffer.allocate(0);
  }

  synchronized void readNotReady() {
    afterCause.callsOut(isCaller());
    happened(Action.READ_NOT_READY);
  }

  synchronized void readButton(boolean overlapping) {
    happened(Action.PRESS_CANCEL_BUTTON);
    happened(Action.READ_BUTTON, Optional.empty(), Optional.empty(), manner(overlapping));
    canceled = true;
    observed();
  }

  /** Notes that there is no sheet; if there was none before, that is a fault (V5). */
  synchronized void readFeederEmpty(boolean overlapping) {
    afterCause.callsOut(isCaller());
    happened(Action.FEEDER_EMPTIES);
    happened(Action.READ_FEEDER_EMPTY, Optional.empty(), Optional.empty(), manner(overlapping));
    if (!gotPage) {
      int before = repairs;
      fails();
      repairs = ranEmpty ? before : repairs; // Paper is put in once.
      ranEmpty = true;
    }
  }

  /** A fault is observed; it ends the transfer unless the driver tells of it first (V31). */
  private synchronized void fails() {
    failed = true;
    repairs++;
    observed();
  }

  private static Manner manner(boolean overlapping) {
    return overlapping ? Manner.OVERLAPPING : Manner.ALONE;
  }

  /**
   * Notes that device or callback breaks its promise, and what that means to the machine: a fault,
   * or nothing if it is the stop. What a callback does is an answer, which has to be noted, too.
   */
  synchronized void breaksPromise(Point.Kind where, Move how, boolean overlapping) {
    trace(new Threw(used.transfers(), where, how));
    if (where == Point.Kind.START) {
      startThrew = true;
      deviceOn = false;
    }
    switch (where) {
      case CODE, HANDLER, STREAM, TAKEN, STOP -> {}
      default -> readFault(how.code(), overlapping);
    }
  }

  synchronized void readFault(HResult code, boolean overlapping) {
    faults++;
    happened(Action.DEVICE_FAILS);
    happened(
        Action.READ_FAULT,
        Optional.of(code),
        Optional.empty(),
        manner(overlapping && !afterCause.haveRested())); // Else the answer before was taken in.
    fails();
  }

  /** How many faults reads have reported so far. */
  synchronized int faults() {
    return faults;
  }

  synchronized void delivered(Optional<Band> band) {
    afterCause.callsOut(isCaller());
    calling = true;
    happened(band.isPresent() ? Action.DELIVER_BAND : Action.SEND_STATUS, Optional.empty(), band);
  }

  synchronized void answered(HResult code, boolean last) {
    Answer answer = Answer.of(code);
    acknowledgedLast |= answer == Answer.CONTINUES && last && !canceled;
    observes(answer);
    trace(new Answered(used.transfers(), code));
  }

  private synchronized void observes(Answer answer) {
    canceled |= answer == Answer.CANCELS;
    calling = false;
    if (answer == Answer.CANCELS || answer == Answer.FAILS) {
      observed();
    }
  }

  // Stream transfers.

  /**
   * Whether the driver knows of a cancel, or learns of it when it asks next. How much a reader of
   * its own does until then is up to chance, if its threads race.
   */
  private synchronized boolean isToStop() {
    return canceled || (marked && !races);
  }

  /** Notes {@code IWiaTransfer::Cancel}: from here on every callback is answered by the service. */
  synchronized void cancelsTransfer() {
    happened(Action.CANCEL_TRANSFER);
    marked |= inTransfer;
  }

  /** Whether the service answers the callback that begins now (V2). */
  synchronized boolean isMarked() {
    return marked;
  }

  /** Notes that somebody has caused a {@code CANCEL_IO}; towards streams nobody need (H2, H8). */
  synchronized void raisesCancelIo() {
    if (!streams) {
      happened(Action.CANCEL_PENDING_IO);
    }
  }

  /** Notes a callback that asks for a stream. */
  synchronized void asksForStream() {
    begins(Action.GET_NEXT_STREAM, Optional.empty());
  }

  /** Notes what a status message says of how far the transfer has come (V22). */
  synchronized void says(TransferMessage.Status message) {
    if (!aborted) {
      status.says(message);
    }
  }

  /** Notes that the driver says that a page begins in the same stream. */
  synchronized void saysNewPage() {
    status.turnsPage();
  }

  /** What status messages have said. */
  synchronized StatusFigures status() {
    return races ? StatusFigures.NONE : status.figures();
  }

  /** Notes a message; whether it is answered {@code S_OK} says what a {@code CANCEL_IO} was. */
  synchronized void sendsMessage() {
    sends(Action.SEND_STATUS, Optional.empty());
  }

  /** Notes a message that tells of the device; it asks, too (V31, D26). */
  synchronized void reports(HResult condition) {
    sends(Action.REPORT_DEVICE_STATUS, Optional.of(condition));
    reporting = failed && condition.isError();
  }

  private synchronized void sends(Action message, Optional<HResult> code) {
    begins(message, code);
    confirming = doubted;
    doubted = false;
  }

  private synchronized void begins(Action callback, Optional<HResult> code) {
    afterCause.callsOut(isCaller());
    calling = true;
    happened(callback, code, Optional.empty());
  }

  /** Notes how a callback for streams is answered, by the service or the application. */
  synchronized void streamAnswered(Action answer, HResult code) {
    boolean yes = code.equals(HResult.S_OK);
    boolean repaired = reporting && (yes || Answer.of(code) == Answer.UNKNOWN_SUCCESS); // D19
    boolean revokes = ((confirming && yes) || repaired) && !canceled;
    repairs -= answer == Action.HANDLER_RESOLVES ? 1 : 0;
    failed &= !reporting;
    reporting = false;
    confirming = false;
    boolean noStream = answer == Action.CALLBACK_FAILS_E_FAIL && code.equals(HResult.S_OK);
    observes(
        answer == Action.CALLBACK_SKIPS
            ? Answer.CONTINUES
            : noStream ? Answer.FAILS : Answer.of(code));
    if (revokes) {
      // It was meant for somebody else, or is repaired: nothing was observed (D26, V32).
      afterCause = new AfterCause(races);
      givesReadsUp = doubted && givesReadsUp;
      if (doubted) {
        observed();
      }
    }
    gotPage |= answer == Action.CALLBACK_SKIPS;
    if (SAYS_MORE.contains(answer) || noStream) {
      happened(answer, Optional.of(code), Optional.empty());
    } else {
      trace(new Answered(used.transfers(), code));
    }
  }

  /** Notes a write that begins. */
  synchronized void writes(Band band) {
    afterCause.callsOut(isCaller());
    happened(Action.WRITE_BAND, Optional.empty(), Optional.of(band));
  }

  /** Notes that a write has taken these bytes. */
  synchronized void streamTakes(Band band) {
    happened(Action.STREAM_TAKES, Optional.empty(), Optional.of(band));
  }

  /** Notes that a method of a stream fails. */
  synchronized void streamFails(HResult code) {
    happened(Action.STREAM_FAILS, Optional.of(code), Optional.empty());
    observed();
  }

  synchronized void releasesStream() {
    happened(Action.RELEASE_STREAM);
  }

  /** Notes that a notification waits for time to pass, or for the transfer (D25). */
  synchronized void notifyWaits() {
    noticed(
        Anomaly.NOTIFY_WAITS,
        "drvNotifyPnpEvent waited for a while, though only time or the transfer could end that");
  }

  /**
   * Notes that a {@code CANCEL_IO} has been delivered. Where a read has reported a fault to another
   * thread meanwhile, either may be first (D3).
   *
   * @param faultsBefore how many faults there were when it began
   */
  synchronized void notified(Manner manner, int faultsBefore) {
    boolean meetsFault = faults != faultsBefore && manner != Manner.AT_ENTRY;
    Manner shown = meetsFault ? Manner.OVERLAPPING : manner;
    happened(Action.NOTIFY_CANCEL_IO, Optional.empty(), Optional.empty(), shown);
    boolean cancels =
        capabilities.asynchronous() && inTransfer && !acknowledgedLast && manner != Manner.AT_ENTRY;
    canceled |= cancels && !streams; // There it waits for what a message is answered (D26).
    doubted |= cancels;
    if (cancels) {
      observed();
    }
    givesReadsUp |= cancels && capabilities.givesReadsUp() && !ownThreads;
  }

  /** Whether a {@code CANCEL_IO} was delivered after which this driver gives its read up (L5). */
  synchronized boolean readIsToBeGivenUp() {
    return givesReadsUp;
  }

  /**
   * Notes that a read in flight is left to the device although it was to be given up: a device that
   * is slow, or dead, would keep the driver busy (L5).
   */
  synchronized void readGoesOn() {
    noticed(
        Anomaly.READ_NOT_GIVEN_UP,
        "after CANCEL_IO a read in flight was not given up: the driver waits for the device");
  }

  synchronized void happened(Action action) {
    happened(action, Optional.empty(), Optional.empty());
  }

  private synchronized void happened(Action action, Optional<HResult> code, Optional<Band> band) {
    happened(action, code, band, Manner.ALONE);
  }

  private synchronized void happened(
      Action action, Optional<HResult> code, Optional<Band> band, Manner manner) {
    trace(new Happened(used.transfers(), action, code, band, deviceOn, manner));
  }

  /** Notes what no right driver does. */
  synchronized void noticed(Anomaly anomaly, String says) {
    trace(new Noticed(used.transfers(), anomaly, says));
  }

  private synchronized void trace(TraceEvent event) {
    if (!aborted) {
      trace.add(event);
      if (places != null) {
        places.note(trace.size() - 1, event);
      }
      if (streams && event instanceof Happened happened) {
        status.add(happened);
      }
    }
  }

  /** Notes from now on in {@code where} from which lines of the driver its calls come. */
  synchronized void notePlaces(Places where) {
    places = where;
  }

  /** Notes where a thread stands that does not go on, for what is said of it next. */
  synchronized void noteStanding(Thread thread) {
    if (places != null) {
      places.note(trace.size(), thread);
    }
  }

  /** How many events there are so far. */
  synchronized int traceSize() {
    return trace.size();
  }

  /** Whether the device was started in this transfer, and is off again. */
  synchronized boolean hasStopped() {
    return startedOnce && !deviceOn;
  }

  synchronized ImmutableList<TraceEvent> trace() {
    return ImmutableList.copyOf(trace);
  }

  synchronized ImmutableList<Visit> visits() {
    return ImmutableList.copyOf(visits);
  }
}
