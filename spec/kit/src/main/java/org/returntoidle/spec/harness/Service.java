package org.returntoidle.spec.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.returntoidle.driver.WiaEvent;
import org.returntoidle.model.Action;
import org.returntoidle.model.HResult;
import org.returntoidle.model.monitor.Manner;
import org.returntoidle.spec.text.Shown;

/**
 * The service of one run: brings notifications and second calls to the driver, each on a thread of
 * its own or from inside a callback, and notices when the driver does not come back from them.
 */
final class Service {
  /** So often the turn is offered to a call before it is waited for. */
  private static final int OFFERS = 200;

  /** Counts the races: every second one begins together with the driver's next statement. */
  private static final AtomicInteger RACES = new AtomicInteger();

  /** How often, in milliseconds, a call that takes long is looked at. */
  private static final int LOOK_AFTER = 20;

  /** A call that has used so much processor time spins until the caller goes on. */
  private static final long SPINNING = TimeUnit.MILLISECONDS.toNanos(100);

  /** Whoever waits so long with a time limit does nothing for the one that waits without. */
  private static final Duration A_WHILE = Duration.ofMillis(5);

  private final Driven driver;
  private final HangWatch.Maker watches;
  private final Session session;
  private final DriverThreads threads;

  /** Calls that overlap with what the driver does. */
  private final Deque<Call> overlapping = new ConcurrentLinkedDeque<>();

  /** The service's threads that are inside a call. */
  private final Set<Thread> inCalls = ConcurrentHashMap.newKeySet();

  /** Whether the thread that waits for a call, not the caller's, is let go. */
  private volatile BooleanSupplier letsReaderGo = Service::never;

  /** The one of them that waits for a fair lock, if one does; used by the caller's thread. */
  private @Nullable Call inTurn;

  private volatile boolean secondCallOverlaps;

  /** The service's threads that are inside a second call. */
  private final Set<Thread> secondCalls = ConcurrentHashMap.newKeySet();

  /** A {@code CANCEL_IO} is under way from which the driver may call out. */
  private volatile boolean notifying;

  /** Another one that came then, and waits for the first. */
  private volatile @Nullable Call another;

  /** The second call comes from inside a callback. */
  private volatile boolean secondCallInside;

  /** The thread of the transfer is in our hands until the notification has returned. */
  private volatile boolean holdsTransfer;

  /** How often the notification that may call out has waited in a call of ours. */
  private long waitedForUs;

  /** How often something happened while the driver called the device; by the caller's thread. */
  private int disturbances;

  private volatile @Nullable Thread caller;

  /**
   * What is to be called.
   *
   * @param overlaps whether the driver goes on before that has returned, and nobody knows how far
   */
  private record Errand(Kind kind, Callable<Boolean> work, AtomicBoolean overlaps) {}

  /**
   * A call of the driver on the service's thread.
   *
   * @param on whose thread it is
   * @param entered whether that thread has come to it, or need not any more
   * @param kind of which kind
   * @param overlaps whether the driver has gone on before it returned, and nobody knows how far
   */
  private record Call(
      FutureTask<?> task, Worker on, AtomicBoolean entered, Kind kind, AtomicBoolean overlaps) {
    long used() {
      return ProcessorTime.of(on.thread());
    }
  }

  /** What the service calls, and what can go wrong with it. */
  private enum Kind {
    NOTIFY("drvNotifyPnpEvent", Anomaly.NOTIFY_THREW, Anomaly.NOTIFY_DOES_NOT_RETURN),
    SECOND_ACQUIRE(
        "a second drvAcquireItemData",
        Anomaly.SECOND_CALL_THREW,
        Anomaly.SECOND_CALL_DOES_NOT_RETURN);

    private final String call;
    private final Anomaly throwing;
    private final Anomaly hanging;

    Kind(String call, Anomaly throwing, Anomaly hanging) {
      this.call = call;
      this.throwing = throwing;
      this.hanging = hanging;
    }
  }

  Service(Driven driver, HangWatch.Maker watches, Session session, DriverThreads threads) {
    this.driver = driver;
    this.watches = watches;
    this.session = session;
    this.threads = threads;
  }

  /** Says which thread calls {@code drvAcquireItemData}. */
  void callsFrom(Thread thread) {
    caller = thread;
  }

  /** Whether the current thread is inside a second {@code drvAcquireItemData}. */
  boolean isInSecondCall() {
    Thread current = Thread.currentThread();
    return secondCalls.contains(current) || (secondCallInside && current == caller);
  }

  /** Whether that call may be a transfer of its own, because it overlaps the return (D4). */
  boolean secondCallMayTransfer() {
    return secondCallOverlaps && secondCalls.contains(Thread.currentThread());
  }

  /**
   * Does what falls between two steps of the driver; comes back when the driver has. In a read, for
   * which another thread than the caller's may wait, that one goes on if the read is over: what it
   * does then may be what the call waits for.
   *
   * @param over whether it is
   */
  void disturb(Move move, String when, BooleanSupplier over) {
    if (move.act() == Act.NOTHING) {
      return;
    }
    boolean isCaller = Thread.currentThread() == caller;
    if (!isCaller) {
      letsReaderGo = over;
    }
    holdsTransfer = session.inTransfer() && isCaller && !goesOn(move.act());
    try {
      bring(move, when);
    } finally {
      holdsTransfer = false;
      if (!isCaller) {
        letsReaderGo = Service::never;
      }
    }
  }

  private static boolean never() {
    return false;
  }

  /** Whether the thread of the transfer does not stay in our hands, but goes on in the driver. */
  private static boolean goesOn(Act act) {
    return switch (act) {
      case NOTIFY_CANCEL_IO_INSIDE, SECOND_ACQUIRE_INSIDE, NOTIFY_CANCEL_IO_MEANWHILE -> true;
      default -> false;
    };
  }

  private void bring(Move move, String when) {
    switch (move.act()) {
      case NOTIFY_CANCEL_IO -> notifyFromService(when);
      case CANCEL_TRANSFER -> {
        session.cancelsTransfer();
        notifyFromService(when);
      }
      case CANCEL_TRANSFER_LOST -> session.cancelsTransfer();
      case NOTIFY_CANCEL_IO_INSIDE -> notifyInside();
      case NOTIFY_CANCEL_IO_MEANWHILE -> notifyMeanwhile(Manner.OVERLAPPING);
      case SECOND_ACQUIRE -> make(secondAcquire(), when);
      case SECOND_ACQUIRE_TWICE -> {
        Call third = begun(secondAcquire(), threads.secondService());
        await(begun(secondAcquire()), when);
        await(third, when);
      }
      case SECOND_ACQUIRE_INSIDE -> acquireInside();
      case DEVICE_GOES -> {
        session.deviceGoes();
        make(event(WiaEvent.DEVICE_DISCONNECTED), when);
        session.knowsItIsGone();
      }
      default -> {
        for (WiaEvent event : others(move)) {
          make(otherEvent(event), when);
        }
      }
    }
  }

  /**
   * The same where the driver may be inside its own short critical section, so that it may have to
   * come out first: both orders are right.
   */
  void disturbOverlapping(Move move) {
    disturbances += move.act() == Act.NOTHING ? 0 : 1;
    switch (move.act()) {
      case NOTIFY_CANCEL_IO -> {
        session.raisesCancelIo();
        begin(begun(notifyCancelIo(Manner.ALONE)));
      }
      case CANCEL_TRANSFER -> {
        session.cancelsTransfer();
        begin(begun(notifyCancelIo(Manner.ALONE)));
      }
      case CANCEL_TRANSFER_LOST -> session.cancelsTransfer();
      case NOTIFY_CANCEL_IO_MEANWHILE -> notifyMeanwhile(Manner.OVERLAPPING);
      case SECOND_ACQUIRE -> begin(begun(secondAcquire()));
      default -> {
        for (WiaEvent event : others(move)) {
          begin(begun(otherEvent(event)));
        }
      }
    }
  }

  /** The events other than {@code CANCEL_IO} that a move brings. */
  private static ImmutableList<WiaEvent> others(Move move) {
    return switch (move.act()) {
      case NOTIFY_OTHER_EVENT -> ImmutableList.of(WiaEvent.POWER_SUSPEND);
      case NOTIFY_POWER_RESUME -> ImmutableList.of(WiaEvent.POWER_RESUME);
      case NOTIFY_DEVICE_CONNECTED -> ImmutableList.of(WiaEvent.DEVICE_CONNECTED);
      case NOTIFY_DEVICE_RECONNECTED ->
          ImmutableList.of(WiaEvent.DEVICE_DISCONNECTED, WiaEvent.DEVICE_CONNECTED);
      case NOTIFY_DEVICE_SPECIFIC -> ImmutableList.of(WiaEvent.DEVICE_SPECIFIC);
      default -> ImmutableList.of();
    };
  }

  /** A {@code CANCEL_IO} that comes while {@code drvAcquireItemData} is entered. */
  void notifyAtEntry() {
    notifyMeanwhile(Manner.AT_ENTRY);
  }

  /** {@code CANCEL_IO} on the service's thread; comes back when the driver has. */
  void notifyFromService(String when) {
    session.raisesCancelIo();
    boolean free = Thread.currentThread() != caller;
    notifying = session.inTransfer();
    make(notifyCancelIo(free ? Manner.OVERLAPPING : Manner.ALONE), when);
    notifying = false;
    awaitAnother(when);
  }

  private void awaitAnother(String when) {
    Call second = another;
    another = null;
    if (second != null) {
      await(second, when);
    }
  }

  /**
   * Whether the current thread notifies the driver, and is the only one that does. Where the
   * driver's threads cannot be seen, nobody knows from which of them a call comes.
   */
  boolean isNotifying() {
    return notifying && session.showsThreads() && threads.isServiceThread(Thread.currentThread());
  }

  /** The driver has called out from a notification; does what falls between. */
  void disturbNotification(Supplier<Move> choice) {
    long before = Waits.soFar();
    Move move = choice.get();
    if (move.act() == Act.NOTIFY_CANCEL_IO) {
      notifying = false;
      holdsTransfer = false; // Of the two one may wait for the other.
      session.raisesCancelIo();
      Call second = begun(notifyCancelIo(Manner.OVERLAPPING), threads.secondService());
      if (!returnsMeanwhile(second)) {
        another = second;
      }
    }
    waitedForUs += Waits.soFar() - before;
  }

  private Errand notifyCancelIo(Manner manner) {
    AtomicBoolean overlaps = new AtomicBoolean();
    int faults = session.faults();
    return new Errand(
        Kind.NOTIFY,
        () -> {
          notifyDriver(WiaEvent.CANCEL_IO);
          session.notified(overlaps.get() ? Manner.OVERLAPPING : manner, faults);
          return true;
        },
        overlaps);
  }

  private Call begun(Errand errand) {
    return begun(errand, threads.service());
  }

  private Call begun(Errand errand, Worker on) {
    AtomicBoolean entered = new AtomicBoolean();
    FutureTask<Boolean> task =
        on.submit(
            () -> {
              inCalls.add(on.thread());
              try {
                return entered.compareAndSet(false, true) && errand.work().call();
              } finally {
                inCalls.remove(on.thread());
              }
            });
    return new Call(task, on, entered, errand.kind(), errand.overlaps());
  }

  /**
   * Calls the driver while this thread waits; comes back when the driver has. Where the driver's
   * threads cannot be seen, nobody knows either on which of ours it was called: then it is this
   * one, since changing threads takes longer than the call.
   */
  private void make(Errand errand, String when) {
    if (session.showsThreads()) {
      await(begun(errand), when);
      return;
    }
    Kind kind = errand.kind();
    session.waitsFor(kind.hanging, kind.call + " does not return " + when);
    try {
      errand.work().call();
    } catch (Throwable e) {
      throwing(kind, e);
    } finally {
      session.waitsNoMore();
    }
    if (session.isAborted()) {
      throw new AbortedException(); // It hung.
    }
  }

  /** Waits until the call returns or cannot, before this thread goes on; then it overlaps. */
  private void begin(Call call) {
    if (!returnsMeanwhile(call)) {
      inTurn = threads.serviceWaitsInTurn() ? call : null;
      call.overlaps().set(inTurn == null);
      secondCallOverlaps |= call.kind() == Kind.SECOND_ACQUIRE;
      overlapping.add(call);
    }
  }

  /** Whether the call returns while this thread, the caller's, stays where it is. */
  private boolean returnsMeanwhile(Call call) {
    HangWatch watch = watches.over(threads);
    long before = call.used();
    try (Patience patience = new Patience(threads, session)) {
      for (boolean first = true; ; first = false) {
        try {
          if (!awaitBlocked(call) || !first) {
            Worker.get(call.task(), 50, TimeUnit.MICROSECONDS);
            return true;
          } // Else it is looked at without delay: mostly this thread has the lock.
        } catch (TimeoutException e) {
          // So it is looked at.
        } catch (ExecutionException e) {
          throwing(call.kind(), e.getCause() == null ? e : e.getCause());
          return true;
        } catch (InterruptedException e) {
          patience.take(e);
          continue;
        }
        boolean hangs = watch.look(session.steps()).isPresent();
        boolean heldUp = hangs || isHeldUp(call, before, watch);
        if (heldUp && !call.task().isDone()) { // It may just have come to its end.
          return false;
        }
      }
    }
  }

  /**
   * Whether the call waits for this thread: for a lock that it has, or for something else that
   * nobody else brings. A thread that has not come to its call yet, since the machine has no time
   * for it, is not held up.
   */
  private boolean isHeldUp(Call call, long before, HangWatch watch) {
    if (!call.entered().get() && !inCalls.contains(call.on().thread())) {
      return false;
    }
    return switch (threads.standing(call.on(), inOurHands())) {
      case WAITS_FOR_CALLER -> true;
      case MOVES -> call.used() - before > SPINNING;
      case RESTS -> {
        if (!threads.systemKnowsOthers() || SystemWait.isIn(call.on().thread())) {
          Turns
              .pass(); // Somebody may just have been woken, or held on his way back by the runtime.
        }
        yield !call.task().isDone()
            && threads.standing(call.on(), inOurHands()) != DriverThreads.Standing.MOVES;
      }
      case WAITS_FOR_A_WHILE -> {
        boolean still = watch.hasUsedNothingFor(A_WHILE);
        if (still) {
          session.timeHasASay();
        }
        yield still;
      }
    };
  }

  /** The current thread; and the caller's, while it is held and a notification calls out. */
  private Set<Thread> inOurHands() {
    Thread current = Thread.currentThread();
    Thread held = caller;
    return held != null && threads.isServiceThread(current)
        ? ImmutableSet.of(current, held)
        : ImmutableSet.of(current);
  }

  /**
   * Gives the call time to make its way to its end, or to a lock that somebody has.
   *
   * @return whether it waits for such a lock
   */
  private static boolean awaitBlocked(Call call) {
    for (int i = 0; i < OFFERS && !call.task().isDone(); i++) {
      if (DriverThreads.isBlocked(call.on())) {
        return true;
      }
      Turns.offer();
    }
    return false;
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
    awaitAnother("though the notification it met was over");
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
    session.raisesCancelIo();
    Call call = begun(notifyCancelIo(manner));
    overlapping.add(call);
    // Every second time this thread goes on when the other one is there; else that comes later.
    boolean together = RACES.getAndIncrement() % 2 == 0;
    for (int i = 0; together && i < OFFERS && !call.entered().get(); i++) {
      Turns.offer();
    }
  }

  private void notifyInside() {
    session.raisesCancelIo();
    int faults = session.faults();
    inside(Kind.NOTIFY, () -> notifyDriver(WiaEvent.CANCEL_IO));
    session.notified(Manner.INSIDE, faults);
  }

  private void acquireInside() {
    secondCallInside = true;
    inside(Kind.SECOND_ACQUIRE, () -> answered(driver.acquireAgain()));
    secondCallInside = false;
  }

  /** Calls the driver from inside its own callback. */
  private void inside(Kind kind, Runnable call) {
    session.waitsFor(kind.hanging, kind.call + ", called from inside a callback, does not return");
    try {
      call.run();
    } catch (AbortedException e) {
      throw e;
    } catch (Throwable e) {
      session.ranOut(e);
      session.noticed(kind.throwing, threw(kind, e));
    }
    session.waitsNoMore();
  }

  private Errand otherEvent(WiaEvent event) {
    session.happened(Action.NOTIFY_OTHER_EVENT);
    return event(event);
  }

  private Errand event(WiaEvent event) {
    return new Errand(
        Kind.NOTIFY,
        () -> {
          notifyDriver(event);
          return true;
        },
        new AtomicBoolean());
  }

  private Errand secondAcquire() {
    secondCallOverlaps = false;
    return new Errand(
        Kind.SECOND_ACQUIRE,
        () -> {
          secondCalls.add(Thread.currentThread());
          HResult answer = driver.acquireAgain();
          secondCalls.remove(Thread.currentThread());
          if (!secondCallOverlaps || HResult.WIA_ERROR_BUSY.equals(answer)) {
            answered(answer);
          }
          return true;
        },
        new AtomicBoolean());
  }

  private void answered(@Nullable HResult answer) {
    if (HResult.WIA_ERROR_BUSY.equals(answer)) {
      session.happened(Action.ANSWER_BUSY);
    } else {
      session.noticed(
          Anomaly.SECOND_CALL_ANSWERED, Kind.SECOND_ACQUIRE.call + " was answered " + answer);
    }
  }

  /**
   * Tells the driver of an event. A notification that has waited while the transfer's thread was in
   * our hands, and no other thread of the driver's did anything, has waited for time to pass, or
   * for the transfer (D25); which can be said only of a driver that shows its threads.
   */
  private void notifyDriver(WiaEvent event) {
    if (!holdsTransfer || !session.showsThreads()) {
      driver.notify(event);
      return;
    }
    int disturbed = disturbances;
    waitedForUs = 0;
    Waits before = Waits.now(threads);
    driver.notify(event);
    // Where it called out and something else happened there, it was we who waited.
    if (disturbed == disturbances && Waits.now(threads).nobodyEnded(before, waitedForUs)) {
      session.notifyWaits();
    }
  }

  /**
   * Waits for a call of the service. It hangs if it does not come to its end by itself: at once if
   * it waits for a lock that this thread has, which the driver holds across what it has called us
   * for.
   */
  private void await(Call call, String when) {
    HangWatch watch = watches.over(threads);
    boolean isCaller = Thread.currentThread() == caller;
    BooleanSupplier letsGo = isCaller ? Service::never : letsReaderGo;
    long before = call.used();
    try (Patience patience = new Patience(threads, session)) {
      while (true) {
        try {
          Worker.get(call.task(), isCaller ? LOOK_AFTER : 1, TimeUnit.MILLISECONDS);
          return;
        } catch (TimeoutException e) {
          boolean hangs = watch.look(session.steps()).isPresent();
          if (letsGo.getAsBoolean() && isHeldUp(call, before, watch)) {
            if (!isWithdrawn(call)) {
              call.overlaps().set(true);
              secondCallOverlaps |= call.kind() == Kind.SECOND_ACQUIRE;
              overlapping.add(call);
            }
            return;
          }
          boolean heldUp = hangs || isHeldUpForGood(call);
          if (heldUp && !call.task().isDone()) { // It may just have come to its end.
            session.noticed(call.kind().hanging, call.kind().call + " does not return " + when);
            session.abort();
            throw new AbortedException();
          }
        } catch (ExecutionException e) {
          throwing(call.kind(), e.getCause() == null ? e : e.getCause());
          return;
        } catch (InterruptedException e) {
          patience.take(e);
        }
      }
    }
  }

  /**
   * A second call that has not been made yet, because another one keeps its thread, is not made any
   * more: later it might be a transfer of its own, by threads of the driver's that nobody knows.
   */
  private static boolean isWithdrawn(Call call) {
    return call.kind() == Kind.SECOND_ACQUIRE && call.entered().compareAndSet(false, true);
  }

  private boolean isHeldUpForGood(Call call) {
    return call.entered().get()
        && threads.standing(call.on(), inOurHands()) == DriverThreads.Standing.WAITS_FOR_CALLER;
  }

  private void throwing(Kind kind, Throwable thrown) {
    if (thrown instanceof AbortedException) {
      throw new AbortedException();
    }
    session.ranOut(thrown);
    session.noticed(kind.throwing, threw(kind, thrown));
  }

  private static String threw(Kind kind, Throwable e) {
    return e instanceof DriverGoneException gone
        ? kind.call + ": " + gone.getMessage()
        : kind.call + " threw " + Shown.thrown(e);
  }
}
